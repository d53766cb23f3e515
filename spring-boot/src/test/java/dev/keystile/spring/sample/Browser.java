package dev.keystile.spring.sample;

import dev.keystile.webauthn.json.JsonObject;
import dev.keystile.webauthn.json.JsonString;
import dev.keystile.webauthn.testing.Fault;
import dev.keystile.webauthn.testing.SoftwareAuthenticator;
import dev.keystile.webauthn.testing.WebAuthnClient;
import jakarta.servlet.http.Cookie;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.MvcResult;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;

/**
 * A browser on a page of the relying party's: keeps cookies and the session, sends what browsers send, and does the
 * WebAuthn part with a software authenticator.
 */
public final class Browser {

    public static final String ORIGIN = "https://example.com";

    private final MockMvc mvc;
    private final String base;
    private final Consumer<Exchange> observer;
    private final Map<String, Cookie> cookies = new LinkedHashMap<>();
    private @Nullable MockHttpSession session;
    private final WebAuthnClient client = WebAuthnClient.at(ORIGIN);

    /** @param observer sees every request with its answer */
    public Browser(MockMvc mvc, Consumer<Exchange> observer) {
        this(mvc, "/api/v1", observer);
    }

    /** @param base where the endpoints are */
    public Browser(MockMvc mvc, String base) {
        this(mvc, base, exchange -> {});
    }

    public Browser(MockMvc mvc) {
        this(mvc, "/api/v1");
    }

    private Browser(MockMvc mvc, String base, Consumer<Exchange> observer) {
        this.mvc = mvc;
        this.base = base;
        this.observer = observer;
    }

    /** A request with its answer. */
    public record Exchange(HttpMethod method, String path, String requestBody, Reply reply) {}

    /** An answer. */
    public record Reply(MockHttpServletResponse response) {

        public int status() {
            return response.getStatus();
        }

        public String body() {
            return new String(response.getContentAsByteArray(), StandardCharsets.UTF_8);
        }

        public JsonObject json() {
            try {
                return JsonObject.parse(body());
            } catch (Exception e) {
                throw new AssertionError("Not a JSON object: " + status() + " " + body(), e);
            }
        }

        /** A member of the answer, by its path: {@code account.username}. */
        public String text(String path) {
            try {
                JsonObject object = json();
                String[] names = path.split("\\.");
                for (int i = 0; i < names.length - 1; i++) {
                    object = object.requiredObject(names[i]);
                }
                return object.requiredString(names[names.length - 1]);
            } catch (Exception e) {
                throw new AssertionError("No " + path + " in " + status() + " " + body(), e);
            }
        }

        /** The code of the problem that this must be. */
        public String code() {
            if (!"application/problem+json".equals(response.getContentType())) {
                throw new AssertionError("No problem: " + status() + " " + response.getContentType() + " " + body());
            }
            return text("code");
        }
    }

    /** Options as they came, with the ceremony to hand back. */
    public record Begun(String ceremony, String publicKey) {

        /** The same, as a page that left out which credentials are asked for. */
        public Begun forAnyCredential() {
            try {
                JsonObject.Builder options = JsonObject.builder();
                JsonObject.parse(publicKey).members().stream()
                        .filter(member -> !member.getKey().equals("allowCredentials"))
                        .forEach(member -> options.put(member.getKey(), member.getValue()));
                return new Begun(ceremony, options.build().toJson());
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        }
    }

    public Reply get(String path) {
        return send(HttpMethod.GET, path, null, request -> request);
    }

    public Reply post(String path, String json) {
        return send(HttpMethod.POST, path, json, request -> request);
    }

    public Reply patch(String path, String json) {
        return send(HttpMethod.PATCH, path, json, request -> request);
    }

    public Reply delete(String path) {
        return send(HttpMethod.DELETE, path, null, request -> request);
    }

    /** Sends a request as a script on a page would, after a last change to it. */
    public Reply send(
            HttpMethod method,
            String path,
            @Nullable String body,
            UnaryOperator<MockHttpServletRequestBuilder> change) {
        MockHttpServletRequestBuilder request =
                MockMvcRequestBuilders.request(method, path).header("Sec-Fetch-Site", "same-origin");
        if (method != HttpMethod.GET && method != HttpMethod.HEAD) {
            request.header("Origin", ORIGIN);
        }
        if (body != null) {
            request.contentType("application/json").content(body.getBytes(StandardCharsets.UTF_8));
        }
        if (!cookies.isEmpty()) {
            request.cookie(cookies.values().toArray(Cookie[]::new));
        }
        if (session != null) {
            String id = session.getId();
            request.session(session).with(servletRequest -> {
                servletRequest.setRequestedSessionId(id);
                return servletRequest;
            });
        }
        Reply reply = perform(change.apply(request));
        observer.accept(new Exchange(method, path, body == null ? "" : body, reply));
        return reply;
    }

    private Reply perform(MockHttpServletRequestBuilder request) {
        try {
            MvcResult result = mvc.perform(request).andReturn();
            session = result.getRequest().getSession(false) instanceof MockHttpSession kept ? kept : null;
            for (Cookie cookie : result.getResponse().getCookies()) {
                cookies.put(cookie.getName(), cookie);
            }
            return new Reply(result.getResponse());
        } catch (Exception e) {
            throw new AssertionError("The request was not answered", e);
        }
    }

    public Map<String, Cookie> cookies() {
        return cookies;
    }

    public @Nullable MockHttpSession session() {
        return session;
    }

    /** The session, which there must be. */
    public MockHttpSession requiredSession() {
        return Objects.requireNonNull(session, "There is no session");
    }

    /** Forgets the session, as after its cookie expired. */
    public void leaveSession() {
        session = null;
    }

    public void leaveCookies() {
        cookies.clear();
    }

    public Begun beginSignUp(String username) {
        return begun(post(base + "/registration/options", json("username", username, "displayName", username)));
    }

    public Begun beginAdding() {
        return begun(post(base + "/registration/options", "{}"));
    }

    public Begun beginSignIn() {
        return begun(post(base + "/authentication/options", "{}"));
    }

    private static Begun begun(Reply reply) {
        if (reply.status() != 200) {
            throw new AssertionError("Not begun: " + reply.status() + " " + reply.body());
        }
        try {
            return new Begun(
                    reply.text("ceremony"),
                    reply.json().requiredObject("publicKey").toJson());
        } catch (Exception e) {
            throw new AssertionError(reply.body(), e);
        }
    }

    public Reply finishRegistration(Begun begun, SoftwareAuthenticator authenticator, Fault... faults) {
        return post(
                base + "/registration",
                finish(begun.ceremony(), client.create(begun.publicKey(), authenticator, faults)));
    }

    public Reply finishSignIn(Begun begun, SoftwareAuthenticator authenticator, Fault... faults) {
        return post(
                base + "/authentication",
                finish(begun.ceremony(), client.get(begun.publicKey(), authenticator, faults)));
    }

    public static String finish(String ceremony, String credential) {
        return "{\"ceremony\":" + quoted(ceremony) + ",\"credential\":" + credential + "}";
    }

    public Reply signUp(String username, SoftwareAuthenticator authenticator) {
        return finishRegistration(beginSignUp(username), authenticator);
    }

    public Reply signIn(SoftwareAuthenticator authenticator) {
        return finishSignIn(beginSignIn(), authenticator);
    }

    /** The ids of the passkeys of whoever is signed in. */
    public List<String> passkeyIds() {
        try {
            List<String> ids = new ArrayList<>();
            for (JsonObject passkey :
                    get(base + "/passkeys").json().requiredArray("passkeys").toObjects()) {
                ids.add(passkey.requiredString("id"));
            }
            return ids;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static String json(String... namesAndValues) {
        JsonObject.Builder json = JsonObject.builder();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            json.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return json.build().toJson();
    }

    private static String quoted(String text) {
        return JsonString.of(text).toJson();
    }
}
