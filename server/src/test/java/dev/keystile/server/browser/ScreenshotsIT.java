package dev.keystile.server.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.keystile.server.TestServer;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every page as people see it, for looking at in {@code target/screenshots}, and checked for who cannot look. */
@Tag("once")
class ScreenshotsTest {

    private static Chromium chromium;

    private final TestServer server = TestServer.shared();

    enum Look {
        LIGHT(1280, 860, ColorScheme.LIGHT, "en-GB"),
        DARK(1280, 860, ColorScheme.DARK, "en-GB"),
        PHONE(390, 844, ColorScheme.LIGHT, "en-GB"),
        PHONE_DARK_GERMAN(390, 844, ColorScheme.DARK, "de-DE"),
        /** As wide as WCAG 1.4.10 wants pages to be read without scrolling sideways. */
        NARROWEST(320, 640, ColorScheme.LIGHT, "de-DE");

        private final int width;
        private final int height;
        private final ColorScheme scheme;
        private final String language;

        Look(int width, int height, ColorScheme scheme, String language) {
            this.width = width;
            this.height = height;
            this.scheme = scheme;
            this.language = language;
        }
    }

    @BeforeAll
    static void launch() {
        chromium = Chromium.launch();
    }

    @AfterAll
    static void quit() {
        chromium.close();
    }

    @ParameterizedTest
    @EnumSource
    void everyPageIsFitToBeSeenAndHeard(Look look) {
        try (var visitor = new Visitor(
                chromium.browser(),
                server,
                options -> options.setViewportSize(look.width, look.height)
                        .setColorScheme(look.scheme)
                        .setLocale(look.language))) {
            VirtualAuthenticator phone = visitor.withPasswordManager();
            Page page = visitor.page();

            look(visitor, "/", "home", look);
            look(visitor, "/nowhere", "not-found", look);
            look(visitor, "/inspect", "inspect", look);
            page.locator("#text").fill(InspectionSubject.attestationObject());
            page.locator("#inspect .button").click();
            page.locator(".seen").waitFor();
            keep(page, "inspect-shown", look);
            phone.verifiesUser(false);
            look(visitor, "/sign-in", "sign-in", look);
            page.locator("main button").click();
            page.locator("#problem:not(:empty)").waitFor();
            keep(page, "sign-in-refused", look);

            look(visitor, "/sign-up", "sign-up", look);
            page.locator("#username").fill("");
            page.locator("main button").click();
            keep(page, "sign-up-incomplete", look);
            phone.verifiesUser(true);
            page.locator("#username").fill("ada-" + look.name().toLowerCase(java.util.Locale.ROOT));
            page.locator("#display-name").fill("Ada Lovelace");
            page.locator("main button").click();
            page.waitForURL("**/account*");
            page.locator("#passkeys > li").waitFor();
            keep(page, "account-new", look);

            visitor.withSecurityKey();
            page.locator("#add").click();
            page.getByRole(AriaRole.DIALOG).waitFor();
            page.locator("#name").fill("Blue security key");
            keep(page, "account-rename", look);
            page.locator("#rename .button").first().click();
            page.locator("#passkeys h2", new Page.LocatorOptions().setHasText("Blue security key"))
                    .waitFor();
            keep(page, "account", look);
            page.locator("#passkeys > li .remove").last().click();
            page.getByRole(AriaRole.DIALOG).waitFor();
            keep(page, "account-remove", look);
            page.keyboard().press("Escape");
            look(visitor, "/", "home-signed-in", look);
        }
    }

    private static void look(Visitor visitor, String path, String name, Look look) {
        visitor.open(path);
        keep(visitor.page(), name, look);
    }

    private static void keep(Page page, String name, Look look) {
        page.waitForLoadState();
        String file =
                name + "-" + look.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-') + ".png";
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(Path.of("target", "screenshots", file))
                .setFullPage(true));
        Accessibility.check(page);
        assertThat(page.evaluate("document.documentElement.scrollWidth - innerWidth"))
                .as("pixels that %s is too wide for %s", name, look)
                .isEqualTo(0);
    }
}
