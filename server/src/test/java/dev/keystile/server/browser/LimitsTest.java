package dev.keystile.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.keystile.server.TestServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the pages say where passkeys cannot work, and when they take longer than a ceremony lasts. */
@Tag("once")
class LimitsTest {

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

    @ParameterizedTest
    @ValueSource(strings = {"/sign-up", "/sign-in"})
    void aBrowserWithoutJavaScriptIsToldSo(String path) {
        try (var visitor = new Visitor(chromium.browser(), server, options -> options.setJavaScriptEnabled(false))) {
            Page page = visitor.open(path);
            assertThat(page.locator("#unscripted")).isVisible();
            assertThat(page.locator("#unscripted")).containsText("needs JavaScript");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/sign-up", "/sign-in"})
    void scriptsThatRunTakeThatNoticeAwayBeforeAnybodySeesIt(String path) {
        try (var visitor = new Visitor(chromium.browser(), server)) {
            Page page = visitor.open(path);
            assertThat(page.locator("#unscripted")).hasCount(0);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/sign-up", "/sign-in"})
    void aBrowserWithoutPasskeysIsToldSo(String path) {
        try (var visitor = new Visitor(chromium.browser(), server)) {
            visitor.page().addInitScript("delete window.PublicKeyCredential");
            Page page = visitor.open(path);
            assertThat(page.locator("#unsupported")).isVisible();
            assertThat(page.locator("main button")).isDisabled();
        }
    }

    @Test
    void aBrowserWithoutAutofillShowsTheButtonAlone() {
        try (var visitor = new Visitor(chromium.browser(), server)) {
            visitor.page().addInitScript("delete PublicKeyCredential.isConditionalMediationAvailable");
            Page page = visitor.open("/sign-in");
            assertThat(page.getByLabel("Username")).isHidden();
            assertThat(button(page)).isEnabled();
        }
    }

    @Test
    void aPageAtAnAddressWherePasskeysDoNotWorkSaysWhereTheyDo() {
        try (var visitor = new Visitor(chromium.browser(), server)) {
            Page page = visitor.page();
            page.navigate("http://127.0.0.1:" + server.at("/").getPort() + "/sign-in?next=/account");
            assertThat(page.locator("#elsewhere")).isVisible();
            assertThat(page.locator("main button")).isDisabled();
            page.locator("#elsewhere a").click();
            page.waitForURL(server.origin() + "/sign-in?next=/account");
            assertThat(button(page)).isEnabled();
        }
    }

    @Test
    void aServerThatCannotBeReachedIsSaidToBe() {
        try (var visitor = new Visitor(chromium.browser(), server)) {
            visitor.withThisDevice();
            Page page = visitor.open("/sign-up");
            page.route("**/api/v1/**", route -> route.abort());
            visitor.expectComplaint("Failed to load resource: net::ERR_FAILED");
            page.getByLabel("Username").fill("somebody");
            page.locator("main button").click();
            assertThat(page.locator("#problem"))
                    .hasText("The server cannot be reached. Check your connection, then try again.");
        }
    }

    /** Chromium without any: nothing answers until the time that the ceremony has is over. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aComputerWithoutAnyAuthenticatorGetsASentenceAndTheButtonBack(boolean signUp) {
        try (var impatient = TestServer.start("keystile.ceremony.lifetime=3s");
                var visitor = new Visitor(chromium.browser(), impatient)) {
            visitor.withoutAnyAuthenticator();
            Page page = visitor.open(signUp ? "/sign-up" : "/sign-in");
            if (signUp) {
                page.getByLabel("Username").fill("nobody");
            }
            Locator submit = page.locator("main button").first();
            submit.click();
            assertThat(page.locator("#problem")).hasText(java.util.regex.Pattern.compile("\\w.+\\."));
            assertThat(submit).isEnabled();
        }
    }

    @Test
    void aCeremonyThatExpiredWhileThePageStoodOpenGivesASentenceAndARetryThatWorks() {
        try (var shortLived = TestServer.start("keystile.ceremony.lifetime=4s");
                var visitor = new Visitor(chromium.browser(), shortLived)) {
            VirtualAuthenticator device = visitor.withThisDevice();
            device.touchedWhenAsked(false);
            Page page = visitor.open("/sign-up");
            page.getByLabel("Username").fill("late");
            page.locator("main button").click();
            assertThat(page.locator("#progress")).containsText("Follow your browser");
            assertThat(page.locator("#problem")).containsText("took too long");
            device.touchedWhenAsked(true);
            page.locator("main button").click();
            page.waitForURL("**/account");

            // The server's own verdict: the browser was in time, the network was not.
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign out"))
                    .click();
            visitor.openSignIn("/sign-in", device);
            page.route(
                    "**/api/v1/authentication",
                    route -> {
                        device.touchedWhenAsked(false);
                        page.waitForTimeout(4500);
                        route.resume();
                    },
                    new Page.RouteOptions().setTimes(1));
            button(page).click();
            assertThat(page.locator("#problem")).hasText("This took too long. Begin again.");
            device.touchedWhenAsked(true);
            button(page).click();
            page.waitForURL("**/account");
        }
    }

    @Test
    void autofillOutlivesItsCeremony() {
        try (var shortLived = TestServer.start("keystile.ceremony.lifetime=3s");
                var visitor = new Visitor(chromium.browser(), shortLived)) {
            VirtualAuthenticator device = visitor.withThisDevice();
            Page page = visitor.open("/sign-up");
            page.getByLabel("Username").fill("patient");
            page.locator("main button").click();
            page.waitForURL("**/account");
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign out"))
                    .click();

            device.touchedWhenAsked(false);
            visitor.open("/sign-in");
            page.waitForTimeout(5000);
            device.touchedWhenAsked(true);
            page.waitForURL("**/account");
        }
    }

    private static Locator button(Page page) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign in with a passkey"));
    }
}
