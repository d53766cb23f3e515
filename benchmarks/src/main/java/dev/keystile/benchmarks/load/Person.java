package dev.keystile.benchmarks.load;

import dev.keystile.webauthn.bytes.MalformedException;
import dev.keystile.webauthn.json.JsonObject;
import dev.keystile.webauthn.testing.SoftwareAuthenticator;
import dev.keystile.webauthn.testing.WebAuthnClient;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Somebody with a browser of their own and one authenticator, who signs up once and then signs in again and again. */
final class Person {

    private final HttpClient http;
    private final URI server;
    private final String username;
    private final SoftwareAuthenticator authenticator =
            SoftwareAuthenticator.builder().build();
    private final WebAuthnClient client;

    /** The cookie that tells this browser from others; a session cookie is never kept, so every sign-in is a new one. */
    private @Nullable String browserCookie;

    Person(HttpClient http, URI server, String username) {
        this.http = http;
        this.server = server;
        this.username = username;
        this.client = WebAuthnClient.at(server.toString());
    }

    void signUp() throws IOException, InterruptedException {
        JsonObject begun = post(
                "registration/options",
                "{\"username\":\"" + username + "\",\"displayName\":\"" + username + "\"}",
                200);
        finish("registration", begun, client.create(publicKey(begun), authenticator), 201);
    }

    /** Signs in; returns the nanoseconds that the two requests took, the authenticator's own work not counted. */
    long signIn() throws IOException, InterruptedException {
        long beginOptions = System.nanoTime();
        JsonObject begun = post("authentication/options", "{}", 200);
        long options = System.nanoTime() - beginOptions;
        String credential = client.get(publicKey(begun), authenticator);
        long beginFinish = System.nanoTime();
        finish("authentication", begun, credential, 200);
        return options + System.nanoTime() - beginFinish;
    }

    private static String publicKey(JsonObject begun) {
        try {
            return begun.requiredObject("publicKey").toJson();
        } catch (MalformedException e) {
            throw new IllegalStateException("The server's answer has no publicKey", e);
        }
    }

    private void finish(String endpoint, JsonObject begun, String credential, int expectedStatus)
            throws IOException, InterruptedException {
        try {
            String ceremony = begun.requiredString("ceremony");
            post(endpoint, "{\"ceremony\":\"" + ceremony + "\",\"credential\":" + credential + "}", expectedStatus);
        } catch (MalformedException e) {
            throw new IllegalStateException("The server's answer has no ceremony", e);
        }
    }

    private JsonObject post(String endpoint, String body, int expectedStatus) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.resolve("/api/v1/" + endpoint))
                .header("Content-Type", "application/json")
                .header("Origin", server.toString())
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (browserCookie != null) {
            request.header("Cookie", browserCookie);
        }
        HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != expectedStatus) {
            throw new IllegalStateException(endpoint + " answered " + response.statusCode() + ": " + response.body());
        }
        rememberBrowser(response);
        try {
            return JsonObject.parse(response.body());
        } catch (MalformedException e) {
            throw new IllegalStateException(endpoint + " did not answer a JSON object", e);
        }
    }

    private void rememberBrowser(HttpResponse<String> response) {
        Optional<String> browser = response.headers().allValues("Set-Cookie").stream()
                .map(cookie -> cookie.split(";", 2)[0])
                .filter(cookie -> cookie.contains("keystile-browser="))
                .findFirst();
        browser.ifPresent(cookie -> browserCookie = cookie);
    }
}
