package dev.keystile.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.Cookie;
import dev.keystile.server.Account;
import dev.keystile.server.ClockThatIsPutForward;
import dev.keystile.server.TestServer;
import dev.keystile.webauthn.testing.SettableClock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Signing up, in and out and looking after one's passkeys, as people do it in a browser. */
@Tag("once")
class PasskeyPagesIT {

    private static final AtomicInteger PEOPLE = new AtomicInteger();
    private static Chromium chromium;

    private final TestServer server = TestServer.shared();
    private final String username = "ada" + PEOPLE.incrementAndGet();
    private Visitor ada;

    @BeforeAll
    static void launch() {
        chromium = Chromium.launch();
    }

    @AfterAll
    static void quit() {
        chromium.close();
    }

    @BeforeEach
    void arrive() {
        ada = new Visitor(chromium.browser(), server);
    }

    @AfterEach
    void leave() {
        ada.close();
    }

    @Test
    void signsUpOutAndInByTheButton() {
        VirtualAuthenticator phone = ada.withPasswordManager();
        Page page = signUp("Ada Lovelace");
        assertThat(heading(page)).hasText("Your passkeys");
        assertThat(page.locator(".whose")).hasText("Ada Lovelace, signed in as " + username);
        assertThat(passkeys(page)).hasCount(1);
        assertThat(phone.credentials()).hasSize(1);

        signOut(page);
        assertThat(notice(page)).hasText("You are signed out.");

        ada.openSignIn("/sign-in", phone);
        button(page, "Sign in with a passkey").click();
        page.waitForURL("**/account");
        assertThat(passkeys(page).locator(".current")).isVisible();
        assertThat(passkeys(page).locator(".synced")).isVisible();
        assertThat(passkeys(page).locator(".single")).isHidden();
    }

    @Test
    void signsInByAutofillWithoutAClick() {
        ada.withThisDevice();
        Page page = signUp("");
        signOut(page);
        ada.open("/sign-in");
        page.waitForURL("**/account");
        assertThat(page.locator(".whose")).hasText("Signed in as " + username);
        assertThat(passkeys(page).locator(".single")).isVisible();
        assertThat(passkeys(page).locator(".used")).containsText("Last used");
        assertThat(passkeys(page).locator(".never")).isHidden();
    }

    @Test
    void goesOnToThePageThatAskedForTheSignIn() {
        VirtualAuthenticator device = ada.withThisDevice();
        Page page = signUp("Ada");
        signOut(page);
        ada.openSignIn("/account?from=a%20link", device);
        assertThat(notice(page)).hasText("Sign in to see that page. You will go on to it afterwards.");
        button(page, "Sign in with a passkey").click();
        page.waitForURL("**/account?from=a%20link");
    }

    @Test
    void addsRenamesAndRemovesPasskeys() {
        ada.withThisDevice();
        Page page = signUp("Ada");
        ada.withSecurityKey();

        button(page, "Add a passkey").click();
        Locator dialog = page.getByRole(AriaRole.DIALOG);
        assertThat(dialog).isVisible();
        assertThat(passkeys(page)).hasCount(2);
        dialog.getByLabel("Name").fill("  ");
        button(page, "Save name").click();
        assertThat(dialog.locator("#name-problem")).hasText("Enter a name.");
        dialog.getByLabel("Name").fill("Blue key <b>&</b> \"cord\"");
        button(page, "Save name").click();
        assertThat(dialog).isHidden();
        assertThat(page.locator("#progress")).hasText("The passkey is now called “Blue key <b>&</b> \"cord\"”.");
        Locator added = passkeys(page).nth(1);
        assertThat(added.locator("h2")).hasText("Blue key <b>&</b> \"cord\"");
        assertThat(added.locator(".current")).isHidden();
        assertThat(added.locator(".never")).isVisible();

        added.locator(".remove").click();
        assertThat(dialog.getByRole(AriaRole.HEADING)).hasText("Remove “Blue key <b>&</b> \"cord\"”?");
        button(page, "Keep it").click();
        assertThat(dialog).isHidden();
        assertThat(passkeys(page)).hasCount(2);

        added.locator(".remove").click();
        button(page, "Remove passkey").click();
        assertThat(passkeys(page)).hasCount(1);
        assertThat(page.locator("#progress"))
                .hasText("“Blue key <b>&</b> \"cord\"” was removed and no longer opens your account.");
    }

    @Test
    void aNameOfAHundredLettersStaysInsideThePageOfASmallPhone() {
        ada.withThisDevice();
        Page page = signUp("Ada");
        page.setViewportSize(320, 640);
        passkeys(page).locator(".rename").click();
        page.locator("#name").fill("W".repeat(100));
        button(page, "Save name").click();
        assertThat(page.locator("#progress")).containsText("W".repeat(100));
        passkeys(page).locator(".rename").click();
        assertThat(page.getByRole(AriaRole.DIALOG)).isVisible();
        assertThat(page.evaluate("document.documentElement.scrollWidth - innerWidth"))
                .isEqualTo(0);
    }

    @Test
    void welcomesWhoeverSignedUpOnce() {
        ada.withThisDevice();
        Page page = signUp("Ada");
        assertThat(notice(page)).hasText("Welcome, Ada. Your account is ready, and the passkey below opens it.");
        page.reload();
        assertThat(passkeys(page)).hasCount(1);
        assertThat(notice(page)).hasCount(0);
    }

    @Test
    void confirmsWithAPasskeyBeforeAddingOneLongAfterTheSignIn() {
        try (var forgetful = TestServer.start(List.of(ClockThatIsPutForward.class));
                var visitor = new Visitor(chromium.browser(), forgetful)) {
            visitor.withThisDevice();
            Page page = visitor.open("/sign-up");
            page.getByLabel("Username").fill("ada");
            button(page, "Create").click();
            assertThat(passkeys(page)).hasCount(1);
            forgetful.bean(SettableClock.class).putForward(Duration.ofMinutes(16));
            visitor.withSecurityKey();
            AtomicInteger confirmations = new AtomicInteger();
            page.onRequest(request -> {
                if (request.url().endsWith("/api/v1/authentication")) {
                    confirmations.incrementAndGet();
                }
            });
            button(page, "Add a passkey").click();
            assertThat(passkeys(page)).hasCount(2);
            assertThat(confirmations).hasValue(1);
        }
    }

    @Test
    void keepsTheLastPasskey() {
        ada.withThisDevice();
        Page page = signUp("Ada");
        page.setViewportSize(320, 400);
        passkeys(page).locator(".remove").click();
        assertThat(page.locator("#problem")).containsText("This is your only passkey");
        assertThat(page.locator("#problem")).isInViewport();
        assertThat(page.getByRole(AriaRole.DIALOG)).isHidden();
        assertThat(passkeys(page)).hasCount(1);
    }

    @Test
    void aDeviceThatHasAPasskeyIsNotAskedForAnother() {
        ada.withThisDevice();
        Page page = signUp("Ada");
        button(page, "Add a passkey").click();
        assertThat(page.locator("#problem")).containsText("already has a passkey for your account");
        assertThat(passkeys(page)).hasCount(1);
    }

    @Test
    void aUsernameThatIsTakenIsSaidBesideTheField() {
        VirtualAuthenticator device = ada.withThisDevice();
        Page page = signUp("Ada");
        signOut(page);
        ada.open("/sign-up");
        page.getByLabel("Username").fill(username.toUpperCase(java.util.Locale.ROOT));
        button(page, "Create account").click();
        assertThat(page.locator("#username-problem")).hasText(Pattern.compile("\\w.+\\."));
        assertThat(page.getByLabel("Username")).isFocused();
        assertThat(page.getByLabel("Username")).hasAttribute("aria-invalid", "true");
        assertThat(device.credentials())
                .as("nobody was asked for a fingerprint")
                .hasSize(1);
    }

    @Test
    void aMissingUsernameIsSaidBesideTheField() {
        Page page = ada.open("/sign-up");
        button(page, "Create account").click();
        assertThat(page.locator("#username-problem")).hasText("Enter a username.");
        assertThat(page.getByLabel("Username")).isFocused();
    }

    @Test
    void cancellingThePromptLeavesEverythingReadyForAnotherTry() {
        VirtualAuthenticator device = ada.withThisDevice();
        device.verifiesUser(false);
        Page page = fillSignUp("Ada");
        button(page, "Create account").click();
        assertThat(page.locator("#problem")).containsText("No passkey was used");
        assertThat(page.getByLabel("Username")).hasValue(username);
        device.verifiesUser(true);
        button(page, "Create account").click();
        page.waitForURL("**/account");
        signOut(page);

        device.verifiesUser(false);
        ada.open("/sign-in");
        button(page, "Sign in with a passkey").click();
        assertThat(page.locator("#problem")).containsText("No passkey was used");
        device.verifiesUser(true);
        button(page, "Sign in with a passkey").click();
        page.waitForURL("**/account");
    }

    @Test
    void aDeviceWithoutThePasskeyGetsASentence() {
        ada.withThisDevice();
        Page page = ada.open("/sign-in");
        button(page, "Sign in with a passkey").click();
        assertThat(page.locator("#problem")).containsText("No passkey was used");
    }

    @Test
    void aRemovedPasskeyThatIsStillOfferedIsRefusedWithASentenceAndForgotten() {
        VirtualAuthenticator device = ada.withThisDevice();
        Page page = signUp("Ada");
        JsonObject credential = device.credentials().get(0);
        VirtualAuthenticator key = ada.withSecurityKey();
        button(page, "Add a passkey").click();
        assertThat(page.getByRole(AriaRole.DIALOG)).isVisible();
        button(page, "Cancel").click();
        key.touchedWhenAsked(false);
        passkeys(page).first().locator(".remove").click();
        assertThat(page.locator("#remove-text")).containsText("signed out");
        button(page, "Remove passkey").click();
        page.waitForURL("**/sign-in?removed");
        assertThat(notice(page)).containsText("Sign in with another one");
        page.waitForCondition(() -> device.credentials().isEmpty());

        key.remove();
        device.add(credential);
        ada.openSignIn("/sign-in", device);
        button(page, "Sign in with a passkey").click();
        assertThat(page.locator("#problem")).hasText(Pattern.compile("\\w.+\\."));
        page.waitForCondition(() -> device.credentials().isEmpty());
        assertThat(page).hasURL(server.at("/sign-in").toString());
    }

    @Test
    void twoTabsBeginAndFinishAtOnce() {
        VirtualAuthenticator device = ada.withThisDevice();
        Page first = signUp("Ada");
        signOut(first);
        ada.openSignIn("/sign-in", device);
        Page second = ada.newTab();
        second.navigate(first.url());
        button(second, "Sign in with a passkey").waitFor();
        assertThat(ada.context().cookies()).extracting(cookie -> cookie.name).containsOnlyOnce("keystile-browser");

        first.bringToFront();
        button(first, "Sign in with a passkey").click();
        first.waitForURL("**/account");
        second.bringToFront();
        second.reload();
        second.waitForURL("**/account");
        assertThat(passkeys(second)).hasCount(1);
    }

    @Test
    void aTabThatWasOpenWhenAnotherSignedInGoesOnAsWell() {
        VirtualAuthenticator device = ada.withPasswordManager();
        Page first = signUp("Ada");
        signOut(first);
        ada.openSignIn("/sign-in", device);
        // The other tab's sign-in is begun, and its answer held back until this one is signed in.
        Page second = ada.newTab();
        VirtualAuthenticator inSecond = ada.withPasswordManagerIn(second);
        inSecond.touchedWhenAsked(false);
        device.credentials().forEach(inSecond::add);
        List<Runnable> held = new java.util.concurrent.CopyOnWriteArrayList<>();
        second.route("**/api/v1/authentication", route -> held.add(route::resume));
        second.navigate(server.at("/sign-in").toString());
        inSecond.touchedWhenAsked(true);
        button(second, "Sign in with a passkey").click();
        second.waitForCondition(() -> !held.isEmpty());

        first.bringToFront();
        button(first, "Sign in with a passkey").click();
        first.waitForURL("**/account");
        held.forEach(Runnable::run);
        second.waitForURL("**/account");
        assertThat(passkeys(second)).hasCount(1);
    }

    @Test
    void aSignUpPageLeftOpenWhileAnotherTabSignedInGivesThatAccountNoPasskey() {
        VirtualAuthenticator device = ada.withThisDevice();
        Page page = fillSignUp("Ada");
        signInSomebodyElse();
        button(page, "Create account").click();
        assertThat(page.locator("#problem")).containsText("Another account is signed in in this browser.");
        assertThat(device.credentials()).isEmpty();
    }

    @Test
    void anAccountPageLeftOpenWhileAnotherTabSignedSomebodyElseInBecomesTheirs() {
        VirtualAuthenticator device = ada.withThisDevice();
        Page page = signUp("Ada");
        String other = signInSomebodyElse();
        button(page, "Add a passkey").click();
        assertThat(page.locator(".whose")).containsText(other);
        assertThat(passkeys(page)).hasCount(1);
        assertThat(device.credentials()).hasSize(1);
    }

    /** As another tab of the same browser does. */
    private String signInSomebodyElse() {
        String other = "grace" + PEOPLE.incrementAndGet();
        String cookies = new Account(server, "/api/v1").signUp(other);
        String session = cookies.replaceFirst(".*keystile-session=", "");
        ada.context().addCookies(List.of(new Cookie("keystile-session", session).setUrl(server.origin())));
        return other;
    }

    @Test
    void aSessionThatEndedElsewhereIsAskedForAgain() {
        VirtualAuthenticator device = ada.withThisDevice();
        Page page = signUp("Ada");
        device.touchedWhenAsked(false);
        Page other = ada.newTab();
        other.navigate(server.at("/").toString());
        signOut(other);
        page.bringToFront();
        button(page, "Add a passkey").click();
        page.waitForURL("**/sign-in?next=/account");
    }

    @Test
    void everythingWorksFromTheKeyboard() {
        ada.withPasswordManager();
        Page page = ada.open("/");
        page.keyboard().press("Tab");
        assertThat(page.getByText("Skip to the content")).isFocused();
        page.keyboard().press("Enter");
        page.keyboard().press("Tab");
        assertThat(page.locator("main").getByText("Create an account")).isFocused();
        page.keyboard().press("Enter");
        page.waitForURL("**/sign-up");

        focusByTab(page, page.getByLabel("Username"));
        page.keyboard().type(username);
        page.keyboard().press("Tab");
        page.keyboard().type("Ada");
        page.keyboard().press("Enter");
        page.waitForURL("**/account");

        Locator rename = passkeys(page).locator(".rename");
        focusByTab(page, rename);
        page.keyboard().press("Enter");
        assertThat(page.locator("#name")).isFocused();
        page.keyboard().press("Escape");
        assertThat(page.getByRole(AriaRole.DIALOG)).isHidden();
        assertThat(rename).isFocused();
        page.keyboard().press("Enter");
        page.keyboard().press("ControlOrMeta+a");
        page.keyboard().type("Laptop");
        page.keyboard().press("Enter");
        assertThat(passkeys(page).locator("h2")).hasText("Laptop");
        assertThat(rename).isFocused();

        ada.withSecurityKey();
        focusByTab(page, button(page, "Add a passkey"));
        page.keyboard().press("Enter");
        assertThat(page.locator("#name")).isFocused();
        page.keyboard().press("Escape");
        assertThat(passkeys(page)).hasCount(2);

        focusByTab(page, passkeys(page).first().locator(".remove"));
        page.keyboard().press("Enter");
        assertThat(button(page, "Keep it")).isFocused();
        page.keyboard().press("Enter");
        assertThat(page.getByRole(AriaRole.DIALOG)).isHidden();
    }

    private static void focusByTab(Page page, Locator wanted) {
        wanted.waitFor();
        for (int presses = 0; presses < 20; presses++) {
            if ((boolean) wanted.evaluate("element => element === document.activeElement")) {
                assertThat((String) wanted.evaluate("element => getComputedStyle(element).outlineStyle"))
                        .as("focus is visible")
                        .isEqualTo("solid");
                return;
            }
            page.keyboard().press("Tab");
        }
        throw new AssertionError("Not reached by the Tab key: " + wanted);
    }

    @Test
    void aSignInGetsANewSessionIdAndSigningOutEndsTheOldOne() {
        ada.withThisDevice();
        Page page = signUp("Ada");
        String session = session();
        signOut(page);
        assertThat(ada.context().cookies()).extracting(cookie -> cookie.name).doesNotContain("keystile-session");
        assertThat(server.get("/account", "Cookie", "keystile-session=" + session)
                        .statusCode())
                .isEqualTo(302);
        ada.open("/sign-in");
        page.waitForURL("**/account");
        assertThat(session()).isNotEqualTo(session);
    }

    private String session() {
        return ada.context().cookies().stream()
                .filter(cookie -> cookie.name.equals("keystile-session"))
                .findFirst()
                .orElseThrow()
                .value;
    }

    @Test
    void signingOutFromAnotherSitesPageIsRefused() {
        ada.withThisDevice();
        signUp("Ada");
        String cookie = "keystile-session=" + session();
        assertThat(server.post("/sign-out", "", "Cookie", cookie, "Origin", "https://example.com")
                        .statusCode())
                .isEqualTo(403);
        assertThat(server.post("/sign-out", "", "Cookie", cookie, "Sec-Fetch-Site", "cross-site")
                        .statusCode())
                .isEqualTo(403);
        assertThat(server.post("/sign-out", "", "Cookie", cookie).statusCode()).isEqualTo(403);
        assertThat(server.get("/account", "Cookie", cookie).statusCode()).isEqualTo(200);
    }

    @Test
    void nothingIsLoadedFromElsewhere() {
        ada.withThisDevice();
        List<String> requests = new java.util.concurrent.CopyOnWriteArrayList<>();
        ada.page().onRequest((Request request) -> requests.add(request.url()));
        signUp("Ada");
        assertThat(requests).isNotEmpty().allMatch(url -> url.startsWith(server.origin() + "/"));
    }

    private Page fillSignUp(String displayName) {
        Page page = ada.open("/sign-up");
        page.getByLabel("Username").fill(username);
        page.getByLabel("Your name").fill(displayName);
        return page;
    }

    private Page signUp(String displayName) {
        Page page = fillSignUp(displayName);
        button(page, "Create account").click();
        page.waitForURL("**/account");
        passkeys(page).first().waitFor();
        return page;
    }

    private static void signOut(Page page) {
        button(page, "Sign out").click();
        page.waitForURL("**/?signed-out");
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
    }

    private static Locator notice(Page page) {
        return page.locator("main > .notice[role=status]");
    }

    private static Locator heading(Page page) {
        return page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1));
    }

    private static Locator passkeys(Page page) {
        return page.locator("#passkeys > li");
    }
}
