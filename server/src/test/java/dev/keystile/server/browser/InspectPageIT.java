package dev.keystile.server.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import dev.keystile.server.TestServer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The page {@code /inspect} as people use it, in a browser without JavaScript too. */
@Tag("once")
class InspectPageIT {

    private static Chromium chromium;

    private final TestServer server = TestServer.shared();

    @BeforeAll
    static void launch() {
        chromium = Chromium.launch();
    }

    @AfterAll
    static void quit() {
        chromium.close();
    }

    @Test
    void showsWhatIsPastedWithoutJavaScript() {
        try (var visitor = new Visitor(chromium.browser(), server, options -> options.setJavaScriptEnabled(false))) {
            Page page = visitor.open("/inspect");
            page.locator("#text").fill(InspectionSubject.registration());
            page.locator("#inspect .button").click();

            page.locator(".seen").waitFor();
            page.waitForLoadState(); // the rest of it may still be on its way
            assertThat(page.locator("#seen").innerText()).isEqualTo("RegistrationResponseJSON (JSON)");
            assertThat(page.locator(".seen").innerText())
                    .contains("attestationObject", "packed", "id-fido-gen-ce-aaguid", "SHA-256 of “example.org”");
            assertThat(page.locator(".seen .problem").count()).isZero();
        }
    }

    @Test
    void showsAFileAndFoldsItsParts() {
        try (var visitor = new Visitor(chromium.browser(), server)) {
            Page page = visitor.open("/inspect");
            page.locator("#file")
                    .setInputFiles(new FilePayload(
                            "object.txt",
                            "text/plain",
                            InspectionSubject.attestationObject().getBytes(StandardCharsets.US_ASCII)));
            page.locator("#inspect .button").click();

            page.locator(".seen").waitFor();
            page.waitForLoadState(); // the rest of it may still be on its way
            assertThat(page.locator("#seen").innerText()).isEqualTo("Attestation object (base64url)");
            assertThat(page.getByText("Authenticator Attestation").first().isVisible())
                    .isTrue();
            page.locator(".seen summary").first().click();
            assertThat(page.getByText("Authenticator Attestation").first().isVisible())
                    .isFalse();
            Accessibility.check(page);
        }
    }

    @Test
    void showsMarkupAsTheTextItIs() {
        try (var visitor = new Visitor(chromium.browser(), server)) {
            Page page = visitor.open("/inspect");
            String markup = "<img src=x onerror=alert(1)><script>alert(2)</script></textarea><b id=stranger>";
            page.locator("#text")
                    .fill("{\"challenge\": \"AAECAwQFBgcICQoLDA0ODw\", \"rpId\": \"" + markup + "\", \"" + markup
                            + "\": 1}");
            page.locator("#inspect .button").click();

            page.locator(".seen").waitFor();
            page.waitForLoadState(); // the rest of it may still be on its way
            assertThat(page.locator(".seen .text code").allInnerTexts()).contains(markup);
            assertThat(page.locator(".seen .text .name").allInnerTexts()).contains(markup);
            assertThat(page.locator("#text").inputValue()).contains(markup);
            assertThat(page.locator("#stranger, main img, main script").count()).isZero();
        }
    }

    @Test
    void saysThatNothingWasRecognised() {
        try (var visitor = new Visitor(chromium.browser(), server)) {
            Page page = visitor.open("/inspect");
            page.locator("#text").fill("good morning");
            page.locator("#inspect .button").click();

            assertThat(page.locator("[role=alert]").allInnerTexts())
                    .isEqualTo(List.of(
                            "Nothing known to WebAuthn was recognised. Check that it is complete, or choose what"
                                    + " it should be to see how far it goes."));
            page.locator("#as").selectOption("cbor");
            page.locator("#text").fill("83010203");
            page.locator("#inspect .button").click();
            page.locator(".seen").waitFor();
            page.waitForLoadState(); // the rest of it may still be on its way
            assertThat(page.locator("#seen").innerText()).isEqualTo("CBOR (hexadecimal)");
            assertThat(page.locator("#as").inputValue()).isEqualTo("cbor");
        }
    }
}
