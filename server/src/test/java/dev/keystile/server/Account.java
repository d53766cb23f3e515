package dev.keystile.server;

import dev.keystile.webauthn.bytes.MalformedException;
import dev.keystile.webauthn.json.JsonObject;
import dev.keystile.webauthn.testing.SoftwareAuthenticator;
import dev.keystile.webauthn.testing.WebAuthnClient;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.Collectors;

/** Somebody at a test server, without a browser: a passkey and the cookies that the server set. */
public final class Account {

    private final TestServer server;
    private final String api;
    private final SoftwareAuthenticator authenticator =
            SoftwareAuthenticator.builder().build();
    private final WebAuthnClient client;

    public Account(TestServer server, String api) {
        this.server = server;
        this.api = api;
        this.client = WebAuthnClient.at(server.origin());
    }

    /** What finishes a ceremony, with the cookie that it is bound to. */
    public record Finish(String body, String cookies) {}

    /** @return the cookies of somebody who is signed in */
    public String signUp(String username) {
        HttpResponse<String> begun =
                post("registration/options", "{\"username\":\"" + username + "\",\"displayName\":\"\"}", "");
        JsonObject options = parse(begun);
        Finish finish = finish(options, client.create(publicKey(options), authenticator), cookies(begun));
        HttpResponse<String> done = post("registration", finish.body(), finish.cookies());
        if (done.statusCode() != 201) {
            throw new AssertionError(done.statusCode() + " " + done.body());
        }
        return finish.cookies() + "; " + cookies(done);
    }

    public Finish beginSignIn() {
        HttpResponse<String> begun = post("authentication/options", "{}", "");
        JsonObject options = parse(begun);
        return finish(options, client.get(publicKey(options), authenticator), cookies(begun));
    }

    public HttpResponse<String> finishSignIn(Finish finish) {
        return post("authentication", finish.body(), finish.cookies());
    }

    private HttpResponse<String> post(String endpoint, String body, String cookies) {
        return server.post(
                api + "/" + endpoint,
                body,
                "Content-Type",
                "application/json",
                "Origin",
                server.origin(),
                "Cookie",
                cookies);
    }

    private static Finish finish(JsonObject begun, String credential, String cookies) {
        try {
            return new Finish(
                    "{\"ceremony\":\"" + begun.requiredString("ceremony") + "\",\"credential\":" + credential + "}",
                    cookies);
        } catch (MalformedException problem) {
            throw new AssertionError(problem);
        }
    }

    private static String publicKey(JsonObject begun) {
        try {
            return begun.requiredObject("publicKey").toJson();
        } catch (MalformedException problem) {
            throw new AssertionError(problem);
        }
    }

    private static JsonObject parse(HttpResponse<String> answer) {
        try {
            return JsonObject.parse(answer.body());
        } catch (MalformedException problem) {
            throw new AssertionError(answer.statusCode() + " " + answer.body(), problem);
        }
    }

    private static String cookies(HttpResponse<String> answer) {
        List<String> set = answer.headers().allValues("Set-Cookie");
        return set.stream()
                .map(cookie -> cookie.substring(0, cookie.indexOf(';')))
                .collect(Collectors.joining("; "));
    }
}
