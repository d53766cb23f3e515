package dev.keystile.spring.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.spring.sample.Browser;
import dev.keystile.spring.sample.Browser.Reply;
import dev.keystile.spring.sample.SampleApplication;
import dev.keystile.webauthn.testing.SoftwareAuthenticator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.test.web.servlet.MockMvc;

@SpringBootTest(
        classes = SampleApplication.class,
        properties = {
            "keystile.relying-party.id=example.com",
            "keystile.relying-party.name=Example",
            "keystile.relying-party.origins=https://example.com"
        })
@AutoConfigureMockMvc
class CeremoniesTest {

    @Autowired
    private MockMvc mvc;

    private final SoftwareAuthenticator authenticator =
            SoftwareAuthenticator.builder().build();
    private Browser browser;

    @BeforeEach
    void openBrowser() {
        browser = new Browser(mvc);
    }

    @Test
    void signsUpSignsOutAndSignsInAgain() {
        Reply signedUp = browser.signUp("anna", authenticator);

        assertThat(signedUp.status()).as(signedUp.body()).isEqualTo(201);
        assertThat(signedUp.text("account.username")).isEqualTo("anna");
        assertThat(browser.passkeyIds()).containsExactly(signedUp.text("passkey.id"));

        browser.leaveSession();
        assertThat(browser.get("/api/v1/passkeys").code()).isEqualTo("not-signed-in");

        Reply signedIn = browser.signIn(authenticator);
        assertThat(signedIn.status()).as(signedIn.body()).isEqualTo(200);
        assertThat(signedIn.text("account.id")).isEqualTo(signedUp.text("account.id"));
        assertThat(browser.passkeyIds()).containsExactly(signedUp.text("passkey.id"));
    }
}
