package dev.keystile.server.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.keystile.server.TestServer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Somebody with a browser of their own. At the end, nothing may have complained in its console. */
final class Visitor implements AutoCloseable {

    /** Counts what is asked of authenticators, so that a test can tell when autofill is waiting. */
    private static final String COUNT_REQUESTS = """
            window.asked = 0;
            if (navigator.credentials) {
              const get = navigator.credentials.get.bind(navigator.credentials);
              navigator.credentials.get = (options) => (window.asked++, get(options));
            }
            """;

    private final TestServer server;
    private final BrowserContext context;
    private final Page page;
    private final Map<Page, CDPSession> devtools = new HashMap<>();
    private final List<String> expected = new ArrayList<>();
    private final List<String> complaints = new ArrayList<>();

    Visitor(Browser browser, TestServer server) {
        this(browser, server, options -> {});
    }

    Visitor(Browser browser, TestServer server, Consumer<Browser.NewContextOptions> choose) {
        this.server = server;
        var options = new Browser.NewContextOptions()
                .setLocale("en-GB")
                .setReducedMotion(com.microsoft.playwright.options.ReducedMotion.REDUCE);
        choose.accept(options);
        this.context = browser.newContext(options);
        this.context.setDefaultTimeout(15_000);
        this.context.addInitScript(COUNT_REQUESTS);
        this.page = newTab();
    }

    Page newTab() {
        Page tab = context.newPage();
        tab.onConsoleMessage(this::listen);
        tab.onPageError(complaints::add);
        return tab;
    }

    /** An answer that refuses is no complaint: the page tells the person. */
    private void listen(ConsoleMessage message) {
        boolean refusal = message.text().startsWith("Failed to load resource: the server responded with a status of 4");
        if (!refusal
                && expected.stream().noneMatch(message.text()::startsWith)
                && List.of("error", "warning").contains(message.type())) {
            complaints.add(message.type() + ": " + message.text());
        }
    }

    /** Something that the console is right to say in this test. */
    void expectComplaint(String text) {
        expected.add(text);
    }

    Page page() {
        return page;
    }

    BrowserContext context() {
        return context;
    }

    Page open(String path) {
        page.navigate(server.origin() + path);
        return page;
    }

    /**
     * Opens the sign-in page with autofill waiting: nobody has touched the authenticator yet, and it is ready for the
     * next request.
     */
    Page openSignIn(String path, VirtualAuthenticator authenticator) {
        authenticator.touchedWhenAsked(false);
        open(path);
        page.waitForCondition(() -> !page.evaluate("window.asked").equals(0));
        authenticator.touchedWhenAsked(true);
        return page;
    }

    /** The device's own: passkeys stay on it. */
    VirtualAuthenticator withThisDevice() {
        return authenticator(page, "internal", false);
    }

    /** A password manager's, whose passkeys are synced. */
    VirtualAuthenticator withPasswordManager() {
        return withPasswordManagerIn(page);
    }

    /** Chromium keeps virtual authenticators for each tab. */
    VirtualAuthenticator withPasswordManagerIn(Page tab) {
        return authenticator(tab, "internal", true);
    }

    VirtualAuthenticator withSecurityKey() {
        return authenticator(page, "usb", false);
    }

    /** No phone, no key, no platform authenticator. */
    void withoutAnyAuthenticator() {
        devtools.computeIfAbsent(page, Visitor::withVirtualAuthenticators);
    }

    private VirtualAuthenticator authenticator(Page tab, String transport, boolean synced) {
        return new VirtualAuthenticator(
                devtools.computeIfAbsent(tab, Visitor::withVirtualAuthenticators), transport, synced);
    }

    private static CDPSession withVirtualAuthenticators(Page tab) {
        CDPSession session = tab.context().newCDPSession(tab);
        session.send("WebAuthn.enable");
        return session;
    }

    void prefers(ColorScheme scheme) {
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
    }

    @Override
    public void close() {
        context.close();
        assertThat(complaints).as("complaints in the console").isEmpty();
    }
}
