package dev.keystile.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import dev.keystile.server.ClockThatIsPutForward;
import dev.keystile.server.TestServer;
import dev.keystile.webauthn.testing.SettableClock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the pages say where passkeys cannot work, and when they take longer than a ceremony lasts. */
@Tag("once")
class LimitsIT {

    private static final Page.RouteOptions ONCE = new Page.RouteOptions().setTimes(1);

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
    void aPromptThatNobodyAnswersEndsWithASentenceAndARetryThatWorks() {
        try (var visitor = new Visitor(chromium.browser(), server)) {
            VirtualAuthenticator device = visitor.withThisDevice();
            device.touchedWhenAsked(false);
            Page page = visitor.open("/sign-up");
            page.route("**/api/v1/registration/options", LimitsIT::makeTheBrowserImpatient, ONCE);
            page.getByLabel("Username").fill("late");
            page.locator("main button").click();
            assertThat(page.locator("#progress")).containsText("Follow your browser");
            assertThat(page.locator("#problem")).containsText("took too long");

            device.touchedWhenAsked(true);
            page.locator("main button").click();
            page.waitForURL("**/account");
        }
    }

    private static void makeTheBrowserImpatient(Route route) {
        APIResponse options = route.fetch();
        String patient = options.text();
        String impatient = patient.replaceFirst("\"timeout\":\\d+", "\"timeout\":1500");
        org.assertj.core.api.Assertions.assertThat(impatient).isNotEqualTo(patient);
        route.fulfill(new Route.FulfillOptions().setResponse(options).setBody(impatient));
    }

    @Test
    void aCeremonyThatExpiredOnItsWayGivesASentenceAndARetryThatWorks() {
        try (var ownServer = TestServer.start(List.of(ClockThatIsPutForward.class));
                var visitor = new Visitor(chromium.browser(), ownServer)) {
            VirtualAuthenticator device = visitor.withThisDevice();
            signUpAndOut(visitor, "late");

            Page page = visitor.openSignIn("/sign-in", device);
            page.route(
                    "**/api/v1/authentication",
                    route -> {
                        device.touchedWhenAsked(false);
                        ownServer.bean(SettableClock.class).putForward(Duration.ofMinutes(6));
                        route.resume();
                    },
                    ONCE);
            button(page).click();
            assertThat(page.locator("#problem")).hasText("This took too long. Begin again.");
            device.touchedWhenAsked(true);
            button(page).click();
            page.waitForURL("**/account");
        }
    }

    @Test
    void autofillOutlivesItsCeremony() {
        try (var ownServer = TestServer.start(List.of(ClockThatIsPutForward.class));
                var visitor = new Visitor(chromium.browser(), ownServer)) {
            VirtualAuthenticator device = visitor.withThisDevice();
            signUpAndOut(visitor, "patient");

            visitor.page().clock().install();
            Page page = visitor.openSignIn("/sign-in", device);
            ownServer.bean(SettableClock.class).putForward(Duration.ofMinutes(6));
            page.clock().fastForward("06:00");
            page.waitForURL("**/account");
        }
    }

    private static void signUpAndOut(Visitor visitor, String username) {
        Page page = visitor.open("/sign-up");
        page.getByLabel("Username").fill(username);
        page.locator("main button").click();
        page.waitForURL("**/account");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign out"))
                .click();
        assertThat(page.locator(".notice")).hasText("You are signed out.");
    }

    private static Locator button(Page page) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign in with a passkey"));
    }
}
