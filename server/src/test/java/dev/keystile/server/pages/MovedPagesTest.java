package dev.keystile.server.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.server.Account;
import dev.keystile.server.TestServer;
import java.net.http.HttpResponse;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A server below a path of its own, with its endpoints moved. */
class MovedPagesTest {

    private static final Pattern ASSET = Pattern.compile("(?:src|href)=\"([^\"]*/assets/[^\"]+)\"");

    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.start("server.servlet.context-path=/login", "keystile.endpoints.base-path=/passkey-api");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void pagesFindEverythingThere() {
        String page = server.get("/login/sign-in").body();
        assertThat(page).contains("data-api=\"/login/passkey-api\"").contains("data-next=\"/login/account\"");
        Matcher assets = ASSET.matcher(page);
        int found = 0;
        while (assets.find()) {
            assertThat(assets.group(1)).startsWith("/login/assets/");
            assertThat(server.get(assets.group(1)).statusCode()).isEqualTo(200);
            found++;
        }
        assertThat(found).isGreaterThan(2);
    }

    @Test
    void nothingIsAtTheRoot() {
        assertThat(server.get("/sign-in").statusCode()).isEqualTo(404);
        assertThat(server.get("/login/api/v1/openapi.json").statusCode()).isEqualTo(404);
    }

    @Test
    void signingInIsAskedForAndComesBack() {
        HttpResponse<String> account = server.get("/login/account?from=mail");
        assertThat(account.statusCode()).isEqualTo(302);
        String signIn = account.headers().firstValue("Location").orElseThrow();
        assertThat(signIn).startsWith("/login/sign-in?next=");
        assertThat(server.get(signIn).body()).contains("data-next=\"/login/account?from=mail\"");
    }

    @Test
    void whoeverSignsUpIsWelcomedThereAndCanSignOut() {
        assertThat(server.get("/login/sign-up").body()).contains("data-next=\"/login/account?welcome\"");
        String cookies = new Account(server, "/login/passkey-api").signUp("ada");
        assertThat(server.get("/login/account?welcome", "Cookie", cookies).body())
                .contains("Welcome, ada.")
                .contains("action=\"/login/sign-out\"");
        HttpResponse<String> out = server.post("/login/sign-out", "", "Cookie", cookies, "Origin", server.origin());
        assertThat(out.headers().firstValue("Location")).hasValue("/login/?signed-out");
        assertThat(server.get("/login/account", "Cookie", cookies).statusCode()).isEqualTo(302);
    }

    @Test
    void theDescriptionSaysWhereTheEndpointsAre() {
        assertThat(server.get("/login/passkey-api/openapi.json").body()).contains("\"/login/passkey-api\"");
    }
}
