package dev.keystile.server.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.server.TestServer;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

class ClosedSignUpTest {

    @Test
    void saysWhomToAskAndOffersNoSignUpAnywhere() {
        try (TestServer server = TestServer.start("keystile.sign-up.open=false")) {
            HttpResponse<String> page = server.get("/sign-up");
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.body())
                    .contains("No new accounts here</h1>")
                    .contains("Ask them for one.")
                    .doesNotContain("<form", "<script");
            assertThat(server.get("/").body()).doesNotContain("/sign-up");
            assertThat(server.get("/sign-in").body()).doesNotContain("/sign-up");
            HttpResponse<String> refused = server.post(
                    "/api/v1/registration/options",
                    "{\"username\":\"ada\",\"displayName\":\"Ada\"}",
                    "Content-Type",
                    "application/json",
                    "Origin",
                    server.origin());
            assertThat(refused.statusCode()).isEqualTo(403);
            assertThat(refused.body()).contains("\"code\":\"sign-up-closed\"");
        }
    }
}
