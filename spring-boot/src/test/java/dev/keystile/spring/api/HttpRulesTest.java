package dev.keystile.spring.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.spring.sample.Browser;
import dev.keystile.spring.sample.Browser.Reply;
import dev.keystile.spring.sample.SampleTest;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

@SampleTest
class HttpRulesTest {

    private static final String OPTIONS = "/api/v1/authentication/options";

    @Autowired
    private MockMvc mvc;

    private Browser browser;

    @BeforeEach
    void openBrowser() {
        browser = new Browser(mvc);
    }

    private Reply post(@Nullable String body, UnaryOperator<MockHttpServletRequestBuilder> change) {
        return browser.send(HttpMethod.POST, OPTIONS, body, change);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api/v1/registration, POST",
        "GET, /api/v1/registration/options, POST",
        "PUT, /api/v1/authentication, POST",
        "DELETE, /api/v1/authentication/options, POST",
        "POST, /api/v1/passkeys, 'GET, HEAD'",
        "GET, /api/v1/passkeys/AAAA, 'DELETE, PATCH'",
        "OPTIONS, /api/v1/passkeys, 'GET, HEAD'",
        "POST, /api/v1/openapi.json, 'GET, HEAD'",
    })
    void namesTheMethodsThatAPathTakes(String method, String path, String allowed) {
        Reply reply = browser.send(HttpMethod.valueOf(method), path, "{}", request -> request);

        assertThat(reply.status()).isEqualTo(405);
        assertThat(reply.code()).isEqualTo("method-not-allowed");
        assertThat(reply.response().getHeader("Allow")).isEqualTo(allowed);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/registration/",
                "/api/v1/registration/other",
                "/api/v1/passkeys/a/b",
                "/api/v1/authentication/options/x",
                "/api/v1/openapi.json/x",
                "/api/v1/passkeys/"
            })
    void knowsNoOtherPaths(String path) {
        assertThat(browser.get(path).code()).isEqualTo("not-found");
        assertThat(browser.post(path, "{}").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/registration//options",
                "/api/v1/passkeys/..;/registration",
                "/api/v1/passkeys/a;b=c",
                "/api/v1/passkeys/%2e%2e/x",
                "/api/v1/passkeys/a%2Fb"
            })
    void rejectsPathsThatMeanToConfuse(String path) {
        Reply reply = browser.send(HttpMethod.GET, "/", null, request -> {
            request.uri(java.net.URI.create(path));
            return request;
        });

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.code()).isEqualTo("request-rejected");
    }

    @Test
    void leavesPathsOfOthersAlone() {
        assertThat(browser.get("/api/v1/other").response().getContentType()).isNotEqualTo("application/problem+json");
        assertThat(browser.get("/api/v1/registrations").response().getContentType())
                .isNotEqualTo("application/problem+json");
    }

    @Test
    void answersHeadLikeGet() {
        assertThat(browser.send(HttpMethod.HEAD, "/api/v1/passkeys", null, request -> request)
                        .status())
                .isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x",
                        "application/json5",
                "application/problem+json", "application/json; charset=iso-8859-1", "application/json; charset=utf-16",
                        "nonsense",
                "*/*", "application/*"
            })
    void takesPlainJsonOnly(String contentType) {
        Reply reply = post("{}", request -> request.header("Content-Type", contentType));

        assertThat(reply.status()).isEqualTo(415);
        assertThat(reply.code()).isEqualTo("unsupported-media-type");
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "application/json; charset=utf-8", "Application/JSON;charset=UTF-8"})
    void takesJsonHoweverItIsSpelt(String contentType) {
        assertThat(post("{}", request -> request.header("Content-Type", contentType))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void takesNothingThatIsCompressed() {
        assertThat(post("{}", request -> request.header("Content-Encoding", "gzip"))
                        .code())
                .isEqualTo("unsupported-media-type");
    }

    @Test
    void wantsABodyOfItsType() {
        Reply reply = browser.send(HttpMethod.POST, OPTIONS, null, request -> request);

        assertThat(reply.code()).isEqualTo("unsupported-media-type");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "[]",
                "\"text\"",
                "1",
                "{",
                "{}{}",
                "{} x",
                "{\"a\":1,\"a\":2}",
                "{'a':1}",
                "{\"a\":01}",
                "{a:1}",
                "{\"a\":1,}",
                "// comment\n{}",
                "\uFEFF{}",
                "{\"a\":\"\\ud800\"}",
                "{\"a\":NaN}",
                "{\"a\":\"\u0001\"}"
            })
    void readsJsonStrictly(String body) {
        Reply reply = post(body, request -> request);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.code()).isEqualTo("malformed-request");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"username\":\"a\"}",
                "{\"username\":1,\"displayName\":\"a\"}",
                "{\"username\":null,\"displayName\":\"a\"}",
                "{\"username\":[\"a\"],\"displayName\":\"a\"}",
                "{\"username\":\"a\",\"displayName\":true}"
            })
    void convertsNothing(String body) {
        assertThat(browser.post("/api/v1/registration/options", body).code()).isEqualTo("malformed-request");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"ceremony\":\"x\"}",
                "{\"credential\":{}}",
                "{\"ceremony\":1,\"credential\":{}}",
                "{\"ceremony\":\"x\",\"credential\":\"{}\"}",
                "{\"ceremony\":\"x\",\"credential\":null}",
                "{\"ceremony\":\"x\",\"credential\":[]}",
                "{\"ceremony\":\"x\",\"credential\":{\"id\":\"a\",\"id\":\"b\"}}"
            })
    void readsCeremonyAndCredentialStrictly(String body) {
        assertThat(browser.post("/api/v1/registration", body).code()).isEqualTo("malformed-request");
        assertThat(browser.post("/api/v1/authentication", body).code()).isEqualTo("malformed-request");
    }

    @Test
    void refusesBytesThatAreNotUtf8() {
        Reply reply = post(
                null,
                request -> request.contentType("application/json")
                        .content(new byte[] {'{', '"', (byte) 0xC0, (byte) 0x80, '"', ':', '1', '}'}));

        assertThat(reply.code()).isEqualTo("malformed-request");
    }

    @Test
    void refusesDeepNesting() {
        assertThat(post("{\"a\":" + "[".repeat(20_000) + "]".repeat(20_000) + "}", request -> request)
                        .code())
                .isEqualTo("malformed-request");
    }

    @Test
    void takes64KilobytesAndNoMore() {
        String largest = "{\"a\":\"" + "x".repeat(64 * 1024 - 8) + "\"}";
        assertThat(largest).hasSize(64 * 1024);

        assertThat(post(largest, request -> request).status()).isEqualTo(200);
        assertThat(post(largest + " ", request -> request).status()).isEqualTo(413);
    }

    @Test
    void refusesCorsPreflightsOfOtherSites() {
        Reply reply = browser.send(
                HttpMethod.OPTIONS, OPTIONS, null, request -> request.header("Access-Control-Request-Method", "POST"));

        assertThat(reply.code()).isEqualTo("cross-origin-request");
        assertThat(reply.response().getHeaderNames()).noneMatch(name -> name.startsWith("Access-Control"));
    }

    @Test
    void saysNothingToOtherOrigins() {
        Reply reply = browser.send(
                HttpMethod.GET, "/api/v1/passkeys", null, request -> request.header("Origin", "https://evil.example"));

        assertThat(reply.response().getHeaderNames()).noneMatch(name -> name.startsWith("Access-Control"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/html", "application/xml, text/*", "nonsense", "application/vnd.api+json"})
    void answersOnlyThoseWhoTakeJson(String accept) {
        assertThat(post("{}", request -> request.header("Accept", accept)).code())
                .isEqualTo("not-acceptable");
    }

    @ParameterizedTest
    @ValueSource(strings = {"*/*", "application/json", "application/*", "text/html, application/json;q=0.5, */*;q=0.1"})
    void answersThoseWhoTakeJson(String accept) {
        assertThat(post("{}", request -> request.header("Accept", accept)).status())
                .isEqualTo(200);
    }

    @Test
    void answersInThePersonsLanguage() {
        Reply reply = browser.send(HttpMethod.GET, "/api/v1/passkeys", null, request -> request.locale(Locale.GERMAN));

        assertThat(reply.text("detail"))
                .isEqualTo("Sie sind nicht angemeldet. Melden Sie sich an und versuchen Sie es noch" + " einmal.");
    }

    @Test
    void isNeverCachedNorSniffed() {
        Reply answer = post("{}", request -> request);
        Reply problem = browser.get("/api/v1/passkeys");

        assertThat(answer.response().getHeader("Cache-Control")).contains("no-store");
        assertThat(problem.response().getHeader("Cache-Control")).contains("no-store");
        assertThat(answer.response().getHeader("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(problem.response().getHeader("WWW-Authenticate")).isEqualTo("Passkey");
    }
}
