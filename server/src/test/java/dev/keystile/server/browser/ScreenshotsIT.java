package dev.keystile.server.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ScreenshotAnimations;
import dev.keystile.server.TestServer;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every page as people see it, for looking at in {@code target/screenshots}, and checked for who cannot look. */
@Tag("once")
class ScreenshotsIT {

    private static Chromium chromium;

    private final TestServer server = TestServer.shared();

    private enum Reader {
        ENGLISH("en-GB", Look.LIGHT, Look.DARK, Look.PHONE),
        GERMAN("de-DE", Look.PHONE_DARK_GERMAN, Look.NARROWEST);

        private final String language;
        private final List<Look> looks;

        Reader(String language, Look... looks) {
            this.language = language;
            this.looks = List.of(looks);
        }
    }

    private enum Look {
        LIGHT(1280, 860, ColorScheme.LIGHT),
        DARK(1280, 860, ColorScheme.DARK),
        PHONE(390, 844, ColorScheme.LIGHT),
        PHONE_DARK_GERMAN(390, 844, ColorScheme.DARK),
        /** As wide as WCAG 1.4.10 wants pages to be read without scrolling sideways. */
        NARROWEST(320, 640, ColorScheme.LIGHT);

        private final int width;
        private final int height;
        private final ColorScheme scheme;

        Look(int width, int height, ColorScheme scheme) {
            this.width = width;
            this.height = height;
            this.scheme = scheme;
        }

        void of(Page page) {
            page.setViewportSize(width, height);
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
        }

        String file(String page) {
            return page + "-" + name().toLowerCase(Locale.ROOT).replace('_', '-') + ".png";
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
    void everyPageIsFitToBeSeenAndHeard(Reader reader) {
        try (var visitor = new Visitor(chromium.browser(), server, options -> options.setLocale(reader.language))) {
            VirtualAuthenticator phone = visitor.withPasswordManager();
            Page page = visitor.page();

            look(visitor, "/", "home", reader);
            look(visitor, "/nowhere", "not-found", reader);
            look(visitor, "/inspect", "inspect", reader);
            page.locator("#text").fill(InspectionSubject.attestationObject());
            page.locator("#inspect .button").click();
            page.locator(".seen").waitFor();
            keep(page, "inspect-shown", reader);
            phone.verifiesUser(false);
            look(visitor, "/sign-in", "sign-in", reader);
            page.locator("main button").click();
            page.locator("#problem:not(:empty)").waitFor();
            keep(page, "sign-in-refused", reader);

            look(visitor, "/sign-up", "sign-up", reader);
            page.locator("#username").fill("");
            page.locator("main button").click();
            keep(page, "sign-up-incomplete", reader);
            phone.verifiesUser(true);
            page.locator("#username").fill("ada-" + reader.name().toLowerCase(Locale.ROOT));
            page.locator("#display-name").fill("Ada Lovelace");
            page.locator("main button").click();
            page.waitForURL("**/account*");
            page.locator("#passkeys > li").waitFor();
            keep(page, "account-new", reader);

            visitor.withSecurityKey();
            page.locator("#add").click();
            page.getByRole(AriaRole.DIALOG).waitFor();
            page.locator("#name").fill("Blue security key");
            keep(page, "account-rename", reader);
            page.locator("#rename .button").first().click();
            page.locator("#passkeys h2", new Page.LocatorOptions().setHasText("Blue security key"))
                    .waitFor();
            keep(page, "account", reader);
            page.locator("#passkeys > li .remove").last().click();
            page.getByRole(AriaRole.DIALOG).waitFor();
            keep(page, "account-remove", reader);
            page.keyboard().press("Escape");
            look(visitor, "/", "home-signed-in", reader);
        }
    }

    private static void look(Visitor visitor, String path, String name, Reader reader) {
        visitor.open(path);
        keep(visitor.page(), name, reader);
    }

    private static void keep(Page page, String name, Reader reader) {
        page.waitForLoadState();
        for (Look look : reader.looks) {
            look.of(page);
            page.screenshot(new Page.ScreenshotOptions()
                    .setPath(Path.of("target", "screenshots", look.file(name)))
                    .setFullPage(true)
                    .setAnimations(ScreenshotAnimations.DISABLED));
            Accessibility.check(page);
            assertThat(page.evaluate("document.documentElement.scrollWidth - innerWidth"))
                    .as("pixels that %s is too wide for %s", name, look)
                    .isEqualTo(0);
        }
    }
}
