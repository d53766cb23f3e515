package dev.keystile.server.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** The Chromium that is installed here. It is never downloaded by a test: {@code ./check} sees to that. */
final class Chromium implements AutoCloseable {

    private static final List<String> PROGRAMS =
            List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");

    private static final List<String> OTHER_PLACES = List.of(
            "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
            "/Applications/Chromium.app/Contents/MacOS/Chromium",
            "C:/Program Files/Google/Chrome/Application/chrome.exe");

    private final Playwright playwright;
    private final Browser browser;

    private Chromium(Playwright playwright, Browser browser) {
        this.playwright = playwright;
        this.browser = browser;
    }

    static Chromium launch() {
        Playwright playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        Browser browser = playwright
                .chromium()
                .launch(new LaunchOptions()
                        .setExecutablePath(program(playwright))
                        .setHeadless(true)
                        .setArgs(List.of(
                                "--no-sandbox",
                                "--disable-quic",
                                "--no-first-run",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync")));
        return new Chromium(playwright, browser);
    }

    Browser browser() {
        return browser;
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }

    private static Path program(Playwright playwright) {
        return Stream.of(named(), onThePath(), elsewhere(), playwrightsOwn(playwright))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow(() -> new AssertionError("The browser tests need a Chromium and found none."
                        + " Run ./check, which gets one, or set KEYSTILE_CHROMIUM to the path of its program."));
    }

    private static Optional<Path> named() {
        String path = System.getProperty("KEYSTILE_CHROMIUM", System.getenv("KEYSTILE_CHROMIUM"));
        return Optional.ofNullable(path).filter(named -> !named.isBlank()).map(Path::of);
    }

    private static Optional<Path> onThePath() {
        String path = Objects.requireNonNullElse(System.getenv("PATH"), "/usr/bin");
        return PROGRAMS.stream()
                .flatMap(program -> Stream.of(path.split(":")).map(folder -> Path.of(folder, program)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static Optional<Path> elsewhere() {
        return OTHER_PLACES.stream().map(Path::of).filter(Files::isExecutable).findFirst();
    }

    /** Where Playwright's own is, had it been downloaded. */
    private static Optional<Path> playwrightsOwn(Playwright playwright) {
        return Optional.of(Path.of(playwright.chromium().executablePath())).filter(Files::isExecutable);
    }
}
