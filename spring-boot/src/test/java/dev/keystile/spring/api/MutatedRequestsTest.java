package dev.keystile.spring.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.spring.sample.Browser;
import dev.keystile.spring.sample.Browser.Begun;
import dev.keystile.spring.sample.SampleTest;
import dev.keystile.webauthn.testing.SoftwareAuthenticator;
import dev.keystile.webauthn.testing.WebAuthnClient;
import jakarta.servlet.http.Cookie;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;

/** Sends what no browser would, by changing what one does; nothing of it may break the server. */
@SampleTest
@Tag("once")
class MutatedRequestsTest {

    private static final int REQUESTS_WITH_ONE_CEREMONY = 250;

    private static final List<String> VALUES = List.of(
            "null",
            "0",
            "-1",
            "1e400",
            "true",
            "\"\"",
            "\"\\u0000\"",
            "\"\\ud83d\"",
            "[]",
            "{}",
            "[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]",
            "\"" + "A".repeat(2_000) + "\"",
            "99999999999999999999999999",
            "\"public-key\"",
            "\"webauthn.get\"");
    private static final List<String> HEADERS = List.of(
            "Content-Type",
            "Accept",
            "Origin",
            "Sec-Fetch-Site",
            "Content-Encoding",
            "Transfer-Encoding",
            "Accept-Language",
            "Cookie",
            "Content-Length",
            "Host",
            "X-HTTP-Method-Override",
            "Access-Control-Request-Method");
    private static final List<String> HEADER_VALUES = List.of(
            "",
            " ",
            "*",
            "null",
            "gzip",
            "chunked",
            "application/json;charset=utf-16",
            "application/json;x",
            "text/html;q=2",
            "same-origin",
            "cross-site",
            "https://example.com",
            "\u0000",
            "ÿÿÿ",
            "de;q=nonsense",
            "x".repeat(5_000),
            "-1",
            "DELETE",
            "application/json, application/json",
            "keystile-browser=\"",
            "$Version=1; __Host-keystile-browser=a");

    @Autowired
    private MockMvc mvc;

    /** A request as a browser sends it, in a browser that is signed in or not. */
    private record Request(HttpMethod method, String path, String body, Browser browser) {}

    private final SoftwareAuthenticator authenticator =
            SoftwareAuthenticator.builder().build();

    private Request request(String endpoint, String person) {
        Browser browser = new Browser(mvc);
        WebAuthnClient client = WebAuthnClient.at(Browser.ORIGIN);
        switch (endpoint) {
            case "sign-up options":
                return new Request(
                        HttpMethod.POST,
                        "/api/v1/registration/options",
                        "{\"username\":\"" + person + "\",\"displayName\":\"Anna Müller\"}",
                        browser);
            case "sign-up": {
                Begun begun = browser.beginSignUp(person);
                String credential = client.create(begun.publicKey(), authenticator);
                return new Request(
                        HttpMethod.POST, "/api/v1/registration", Browser.finish(begun.ceremony(), credential), browser);
            }
            case "adding": {
                browser.signUp(person, authenticator);
                Begun begun = browser.beginAdding();
                String credential = client.create(
                        begun.publicKey(), SoftwareAuthenticator.builder().build());
                return new Request(
                        HttpMethod.POST, "/api/v1/registration", Browser.finish(begun.ceremony(), credential), browser);
            }
            case "sign-in options":
                return new Request(
                        HttpMethod.POST, "/api/v1/authentication/options", "{\"a\":[1,{\"b\":null}]}", browser);
            case "sign-in": {
                browser.signUp(person, authenticator);
                browser.leaveSession();
                Begun begun = browser.beginSignIn();
                String credential = client.get(begun.publicKey(), authenticator);
                return new Request(
                        HttpMethod.POST,
                        "/api/v1/authentication",
                        Browser.finish(begun.ceremony(), credential),
                        browser);
            }
            case "rename": {
                String id = browser.signUp(person, authenticator).text("passkey.id");
                return new Request(HttpMethod.PATCH, "/api/v1/passkeys/" + id, "{\"name\":\"Blue key\"}", browser);
            }
            case "remove": {
                String id = browser.signUp(person, authenticator).text("passkey.id");
                return new Request(HttpMethod.DELETE, "/api/v1/passkeys/" + id, "", browser);
            }
            default:
                browser.signUp(person, authenticator);
                return new Request(HttpMethod.GET, "/api/v1/passkeys", "", browser);
        }
    }

    /** At least 2,000 for each endpoint; a registration finishes a sign-up or adds a passkey. */
    @ParameterizedTest
    @CsvSource({
        "sign-up options, 2000",
        "sign-up, 1000",
        "adding, 1000",
        "sign-in options, 2000",
        "sign-in, 2000",
        "list, 2000",
        "rename, 2000",
        "remove, 2000"
    })
    void breakNothing(String endpoint, int requests) throws Exception {
        Random random = new Random(20261122);
        Map<Integer, Integer> statuses = new TreeMap<>();
        Request original = request(endpoint, endpoint + " 0");
        for (int i = 1; i <= requests; i++) {
            if (i % REQUESTS_WITH_ONE_CEREMONY == 0) {
                original = request(endpoint, endpoint + " " + i);
            }
            Mutation mutation = new Mutation(original, random);
            MockHttpServletResponse response =
                    mvc.perform(mutation.build()).andReturn().getResponse();
            String what = "request " + i + ": " + mutation;
            assertThat(response.getStatus()).as(what).isBetween(200, 499);
            if (response.getStatus() >= 400 && mutation.staysInTheApi()) {
                assertThat(response.getContentType()).as(what).isEqualTo("application/problem+json");
                assertThat(response.getContentAsString())
                        .as(what)
                        .contains("\"code\":\"")
                        .doesNotContain("Exception");
            }
            statuses.merge(response.getStatus(), 1, Integer::sum);
        }
        assertThat(statuses).as("some are refused").containsKey(400);
        assertThat(statuses.values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(requests);
    }

    /** One to three changes to a request. */
    private static final class Mutation {

        private final Request request;
        private final Random random;
        private final StringBuilder description = new StringBuilder();
        private HttpMethod method;
        private String path;
        private byte[] body;
        private String header = "";
        private String headerValue = "";
        private boolean withoutSession;
        private boolean withoutCookies;

        Mutation(Request request, Random random) {
            this.request = request;
            this.random = random;
            this.method = request.method();
            this.path = request.path();
            this.body = request.body().getBytes(StandardCharsets.UTF_8);
            for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
                change(random.nextInt(12));
            }
        }

        private void change(int kind) {
            switch (kind) {
                case 0 ->
                    changed("header", () -> {
                        header = pick(HEADERS);
                        headerValue = pick(HEADER_VALUES);
                        return header + "=" + headerValue.length();
                    });
                case 1 ->
                    changed("method", () -> {
                        method = HttpMethod.valueOf(
                                pick(List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")));
                        return method.name();
                    });
                case 2 ->
                    changed("path", () -> {
                        int at = "/api/v1/".length() + random.nextInt(path.length() - "/api/v1/".length() + 1);
                        path = path.substring(0, at)
                                + pick(List.of("%00", "%ff", "/", ".", "..", "%2f", ";", "a", "%F0%9F%94%91", "?x=%"))
                                + path.substring(at);
                        return path;
                    });
                case 3 -> withoutSession = random.nextBoolean();
                case 4 -> withoutCookies = random.nextBoolean();
                case 5, 6 -> changed("value", this::replaceValue);
                case 7 ->
                    changed("cut", () -> {
                        body = java.util.Arrays.copyOf(body, random.nextInt(body.length + 1));
                        return String.valueOf(body.length);
                    });
                case 8 ->
                    changed("twice", () -> {
                        int from = random.nextInt(body.length + 1);
                        int to = from + random.nextInt(body.length - from + 1);
                        String text = new String(body, StandardCharsets.ISO_8859_1);
                        body = (text.substring(0, to) + text.substring(from)).getBytes(StandardCharsets.ISO_8859_1);
                        return from + "-" + to;
                    });
                default ->
                    changed("bytes", () -> {
                        for (int n = 1 + random.nextInt(4); n > 0 && body.length > 0; n--) {
                            body[random.nextInt(body.length)] = (byte) random.nextInt();
                        }
                        return "";
                    });
            }
        }

        /** Puts another value in the place of a string, number or word. */
        private String replaceValue() {
            String text = new String(body, StandardCharsets.UTF_8);
            int colon = text.indexOf(':', random.nextInt(text.length() + 1));
            if (colon < 0) {
                return "none";
            }
            int end = colon + 1;
            boolean quoted = end < text.length() && text.charAt(end) == '"';
            end += quoted ? 1 : 0;
            while (end < text.length() && (quoted ? text.charAt(end) != '"' : ",}]".indexOf(text.charAt(end)) < 0)) {
                end++;
            }
            end = Math.min(text.length(), end + (quoted ? 1 : 0));
            String value = pick(VALUES);
            body = (text.substring(0, colon + 1) + value + text.substring(end)).getBytes(StandardCharsets.UTF_8);
            return "at " + colon + " " + (value.length() > 30 ? value.length() + " characters" : value);
        }

        private void changed(String what, Supplier<String> change) {
            description.append(what).append(' ').append(change.get()).append("; ");
        }

        private String pick(List<String> some) {
            return some.get(random.nextInt(some.size()));
        }

        boolean staysInTheApi() {
            return new ApiPaths("/api/v1").contain(path.replaceFirst("\\?.*", ""));
        }

        MockHttpServletRequestBuilder build() {
            MockHttpServletRequestBuilder built = MockMvcRequestBuilders.request(method, uri());
            Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            headers.putAll(Map.of(
                    "Origin", Browser.ORIGIN, "Sec-Fetch-Site", "same-origin", "Content-Type", "application/json"));
            if (!header.isEmpty()) {
                headers.put(header, headerValue);
            }
            headers.forEach(built::header);
            built.content(body);
            if (!withoutCookies && !request.browser().cookies().isEmpty()) {
                built.cookie(request.browser().cookies().values().toArray(Cookie[]::new));
            }
            if (!withoutSession && request.browser().session() != null) {
                built.session(request.browser().session());
            }
            return built;
        }

        private URI uri() {
            try {
                return URI.create(path);
            } catch (IllegalArgumentException e) {
                path = request.path(); // no client could send it
                return URI.create(path);
            }
        }

        @Override
        public String toString() {
            return method + " " + path + " " + description;
        }
    }
}
