package dev.keystile.server.protection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.server.TestServer;
import jakarta.servlet.Filter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;

class SecurityHeadersTest {

    private final TestServer server = TestServer.shared();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/sign-up",
                "/sign-in",
                "/account",
                "/nowhere",
                "/sign-in;a=b",
                "/assets/keystile.css",
                "/assets/nothing",
                "/actuator/health",
                "/api/v1/passkeys",
                "/api/v1/nothing",
                "/assets/..%2fx"
            })
    void everyAnswerHasThem(String path) {
        assertThat(server.get(path, "Accept", "text/html")).satisfies(SecurityHeadersTest::isProtected);
    }

    @Test
    void answersToOtherMethodsHaveThem() {
        assertThat(server.post("/", "")).satisfies(SecurityHeadersTest::isProtected);
        assertThat(server.post("/api/v1/authentication", "{")).satisfies(SecurityHeadersTest::isProtected);
    }

    private static void isProtected(HttpResponse<String> answer) {
        var headers = answer.headers();
        assertThat(headers.allValues("Content-Security-Policy"))
                .singleElement()
                .asString()
                .contains("default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'")
                .contains("require-trusted-types-for 'script'")
                .doesNotContain("unsafe", "http:", "https:", "data:", "*");
        assertThat(headers.allValues("X-Content-Type-Options")).containsExactly("nosniff");
        assertThat(headers.allValues("X-Frame-Options")).containsExactly("DENY");
        assertThat(headers.allValues("Referrer-Policy")).containsExactly("same-origin");
        assertThat(headers.allValues("Cross-Origin-Opener-Policy")).containsExactly("same-origin");
        assertThat(headers.allValues("Cross-Origin-Resource-Policy")).containsExactly("same-origin");
        assertThat(headers.allValues("Permissions-Policy"))
                .singleElement()
                .asString()
                .contains("publickey-credentials-get=(self)", "publickey-credentials-create=(self)", "camera=()");
        assertThat(headers.allValues("Cache-Control"))
                .singleElement()
                .asString()
                .matches(
                        answer.request().uri().getPath().equals("/assets/keystile.css")
                                ? "no-cache, public"
                                : ".*no-store.*");
        assertThat(headers.firstValue("Strict-Transport-Security"))
                .as("not said over plain http")
                .isEmpty();
        assertThat(headers.firstValue("Server")).isEmpty();
    }

    /** Ends in the container: no filter of the application ever sees it. */
    @Test
    void anAddressThatIsNoneIsRefusedInOneSentence() throws IOException {
        String answer = raw("GET /[ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 400").contains("Content-Security-Policy: default-src 'none'");
        assertThat(answer).endsWith("The server could not make sense of this request. Check the address.\n");
        assertThat(answer).doesNotContainIgnoringCase("tomcat").doesNotContain("<html");
    }

    private String raw(String request) throws IOException {
        try (var socket = new Socket("localhost", server.at("/").getPort())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            var answer = new ByteArrayOutputStream();
            socket.getInputStream().transferTo(answer);
            return answer.toString(StandardCharsets.UTF_8);
        }
    }

    @Test
    void httpsIsKeptToWhereTheOriginsAreHttps() {
        try (TestServer https = TestServer.start(
                "keystile.relying-party.id=example.com", "keystile.relying-party.origins=https://login.example.com")) {
            HttpResponse<String> page = https.get("/sign-in");
            assertThat(page.headers().firstValue("Strict-Transport-Security")).hasValue("max-age=31536000");
            assertThat(page.headers().allValues("Set-Cookie"))
                    .isNotEmpty()
                    .allSatisfy(cookie ->
                            assertThat(cookie).startsWith("__Host-").contains("Secure", "HttpOnly", "SameSite=Lax"));
        }
    }

    @Test
    void httpsIsKeptToWhereTheProxySaysSo() {
        try (TestServer both = TestServer.start(
                "keystile.relying-party.origins=http://localhost:8080,https://localhost",
                "server.forward-headers-strategy=native")) {
            assertThat(both.get("/", "X-Forwarded-Proto", "https").headers().firstValue("Strict-Transport-Security"))
                    .isPresent();
            assertThat(both.get("/").headers().firstValue("Strict-Transport-Security"))
                    .isEmpty();
        }
    }

    @Test
    void whatBreaksInsideIsNotTold() {
        try (TestServer broken = TestServer.start(List.of(Broken.class))) {
            HttpResponse<String> page = broken.get("/sign-in", "Accept", "text/html", "X-Break", "yes");
            assertThat(page.statusCode()).isEqualTo(500);
            assertThat(page.body()).contains("Something broke on our side</h1>");
            assertThat(page.body()).doesNotContain("the secret reason", "Exception", "\tat ");
            assertThat(page).satisfies(SecurityHeadersTest::isProtected);

            HttpResponse<String> answer = broken.get("/sign-in", "Accept", "application/json", "X-Break", "yes");
            assertThat(answer.statusCode()).isEqualTo(500);
            assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
            assertThat(answer.body()).doesNotContain("the secret reason", "Exception");
        }
    }

    static class Broken {

        @Bean
        FilterRegistrationBean<Filter> breakWhenAsked() {
            return new FilterRegistrationBean<>((request, response, chain) -> {
                if (((jakarta.servlet.http.HttpServletRequest) request).getHeader("X-Break") != null) {
                    throw new IllegalStateException("the secret reason");
                }
                chain.doFilter(request, response);
            });
        }
    }
}
