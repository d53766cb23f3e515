package dev.keystile.conformance;

import dev.keystile.webauthn.bytes.MalformedException;
import dev.keystile.webauthn.json.JsonObject;
import dev.keystile.webauthn.json.JsonValue;
import dev.keystile.webauthn.testing.Fault;
import dev.keystile.webauthn.testing.SoftwareAuthenticator;
import dev.keystile.webauthn.testing.WebAuthnClient;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** What the conformance tool does: asks the four endpoints over HTTP, in its own shapes, and keeps its session's cookie. */
final class Tool {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /** The members that the tool's responses have; what else a browser's {@code toJSON()} gives stays out. */
    private static final Set<String> MEMBERS = Set.of("id", "rawId", "type", "response", "getClientExtensionResults");

    private static final Set<String> RESPONSE_MEMBERS =
            Set.of("clientDataJSON", "attestationObject", "transports", "authenticatorData", "signature", "userHandle");

    private final URI server;
    private final WebAuthnClient browser;
    private final String username = "user-" + UUID.randomUUID();
    private String cookie = "";

    Tool(int port) {
        this.server = URI.create("http://localhost:" + port);
        this.browser = WebAuthnClient.at(server.toString()).conveyingAttestationAlways();
    }

    /** What the server answered. */
    record Reply(int status, JsonObject json) {

        boolean isOk() {
            return status == 200
                    && text("status").equals("ok")
                    && text("errorMessage").isEmpty();
        }

        String text(String member) {
            try {
                return json.requiredString(member);
            } catch (MalformedException e) {
                throw new AssertionError(e);
            }
        }

        String errorMessage() {
            return text("errorMessage");
        }
    }

    /** What the options are asked for with; every other member is the tool's usual one. */
    record Wish(String userVerification, String attestation) {

        Wish userVerification(String other) {
            return new Wish(other, attestation);
        }

        Wish attestation(String other) {
            return new Wish(userVerification, other);
        }
    }

    static final Wish USUALLY = new Wish("preferred", "direct");

    String username() {
        return username;
    }

    /** {@code /attestation/options}. */
    Reply creationOptions(Wish wish) {
        return post("/attestation/options", """
                {"username": "%s", "displayName": "Somebody", "attestation": "%s",
                 "authenticatorSelection": {"requireResidentKey": false, "authenticatorAttachment": "cross-platform",
                                            "userVerification": "%s"},
                 "extensions": {"example.extension": true}}""".formatted(username, wish.attestation(), wish.userVerification()));
    }

    /** {@code /assertion/options}. */
    Reply requestOptions(Wish wish) {
        return post("/assertion/options", """
                {"username": "%s", "userVerification": "%s", "extensions": {"example.extension": true}}""".formatted(username, wish.userVerification()));
    }

    /** A whole registration. */
    Reply register(SoftwareAuthenticator authenticator, Wish wish, Fault... faults) {
        return post("/attestation/result", registration(authenticator, wish, faults));
    }

    /** A whole registration but for its last request, whose body it gives. */
    String registration(SoftwareAuthenticator authenticator, Wish wish, Fault... faults) {
        Reply options = creationOptions(wish);
        return sent(browser.create(options.json().toJson(), authenticator, faults));
    }

    /** A whole sign-in. */
    Reply signIn(SoftwareAuthenticator authenticator, Wish wish, Fault... faults) {
        return post("/assertion/result", authentication(authenticator, wish, faults));
    }

    /** A whole sign-in but for its last request, whose body it gives. */
    String authentication(SoftwareAuthenticator authenticator, Wish wish, Fault... faults) {
        Reply options = requestOptions(wish);
        return sent(browser.get(options.json().toJson(), authenticator, faults));
    }

    /** A response as the tool sends it. */
    private static String sent(String response) {
        try {
            return members(JsonObject.parse(response), MEMBERS).toJson();
        } catch (MalformedException e) {
            throw new AssertionError("a fault of the response's JSON itself is no case of the tool", e);
        }
    }

    private static JsonObject members(JsonObject json, Set<String> names) {
        JsonObject.Builder kept = JsonObject.builder();
        for (Map.Entry<String, JsonValue> member : json.members()) {
            String name = member.getKey().replace("clientExtensionResults", "getClientExtensionResults");
            JsonValue value = member.getValue();
            if (names.contains(name)) {
                kept.put(
                        name,
                        name.equals("response") && value instanceof JsonObject response
                                ? members(response, RESPONSE_MEMBERS)
                                : value);
            }
        }
        return kept.build();
    }

    Reply post(String path, String body) {
        return send("POST", path, BodyPublishers.ofString(body));
    }

    Reply send(String method, String path, BodyPublisher body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.resolve(path))
                .method(method, body)
                .header("Content-Type", "application/json");
        if (!cookie.isEmpty()) {
            request.header("Cookie", cookie);
        }
        try {
            HttpResponse<String> response = HTTP.send(request.build(), BodyHandlers.ofString());
            response.headers().firstValue("Set-Cookie").ifPresent(set -> cookie = set.substring(0, set.indexOf(';')));
            return new Reply(response.statusCode(), JsonObject.parse(response.body()));
        } catch (IOException | MalformedException e) {
            throw new AssertionError("the server did not answer as it should", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
