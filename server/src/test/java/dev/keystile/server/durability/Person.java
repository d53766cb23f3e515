package dev.keystile.server.durability;

import dev.keystile.webauthn.bytes.MalformedException;
import dev.keystile.webauthn.json.JsonObject;
import dev.keystile.webauthn.testing.SignCounter;
import dev.keystile.webauthn.testing.SoftwareAuthenticator;
import dev.keystile.webauthn.testing.WebAuthnClient;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;

/** Somebody with one passkey, who signs in with a fresh browser each time. */
final class Person {

    private final HttpClient http;
    private final URI server;
    private final String username;

    /** Without a counter, so that nothing but the ceremony itself stands in the way of using it twice. */
    private final SoftwareAuthenticator authenticator =
            SoftwareAuthenticator.builder().signCounter(SignCounter.NONE).build();

    private final WebAuthnClient client;

    Person(HttpClient http, URI server, String username) {
        this.http = http;
        this.server = server;
        this.username = username;
        this.client = WebAuthnClient.at(server.toString());
    }

    String username() {
        return username;
    }

    /** What finishes a ceremony, ready to be sent, and to be sent again. */
    final class Finish {

        private final String endpoint;
        private final String body;
        private final String browserCookie;

        private Finish(String endpoint, String body, String browserCookie) {
            this.endpoint = endpoint;
            this.body = body;
            this.browserCookie = browserCookie;
        }

        /** @return the status */
        int send() throws IOException, InterruptedException {
            return post(endpoint, body, browserCookie).statusCode();
        }

        Person person() {
            return Person.this;
        }
    }

    Finish beginSignUp() throws IOException, InterruptedException {
        String body = "{\"username\":\"" + username + "\",\"displayName\":\"" + username + "\"}";
        return begin("registration", body);
    }

    Finish beginSignIn() throws IOException, InterruptedException {
        return begin("authentication", "{}");
    }

    private Finish begin(String kind, String body) throws IOException, InterruptedException {
        HttpResponse<String> answer = post(kind + "/options", body, "");
        if (answer.statusCode() != 200) {
            throw new AssertionError(kind + "/options answered " + answer.statusCode() + ": " + answer.body());
        }
        try {
            JsonObject begun = JsonObject.parse(answer.body());
            String options = begun.requiredObject("publicKey").toJson();
            String credential = kind.equals("registration")
                    ? client.create(options, authenticator)
                    : client.get(options, authenticator);
            String finish =
                    "{\"ceremony\":\"" + begun.requiredString("ceremony") + "\",\"credential\":" + credential + "}";
            return new Finish(kind, finish, browserCookie(answer));
        } catch (MalformedException problem) {
            throw new AssertionError(answer.body(), problem);
        }
    }

    private HttpResponse<String> post(String endpoint, String body, String cookie)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(server.resolve("/api/v1/" + endpoint))
                .timeout(Duration.ofSeconds(60))
                .header("Content-Type", "application/json")
                .header("Origin", server.toString())
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (!cookie.isEmpty()) {
            request.header("Cookie", cookie);
        }
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private static String browserCookie(HttpResponse<String> answer) {
        Optional<String> cookie = answer.headers().allValues("Set-Cookie").stream()
                .filter(set -> set.startsWith("keystile-browser="))
                .map(set -> set.substring(0, set.indexOf(';')))
                .findFirst();
        return cookie.orElseThrow(() -> new AssertionError("No browser cookie was set: " + answer.headers()));
    }
}
