package dev.keystile.passkeys;

import dev.keystile.passkeys.audit.AuditEntry;
import dev.keystile.passkeys.ceremony.BrowserBinding;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who is calling a use case, as far as can be told without believing anything: the browser, and the address for the audit
 * log.
 */
public final class Client {

    private final BrowserBinding browser;
    private final @Nullable String address;

    private Client(BrowserBinding browser, @Nullable String address) {
        this.browser = browser;
        this.address = address;
    }

    /** A program that began and finishes its ceremonies itself. */
    public static Client program() {
        return new Client(BrowserBinding.none(), null);
    }

    /** Whoever sends this browser's secret. */
    public static Client browser(BrowserBinding browser) {
        return new Client(browser, null);
    }

    /**
     * The same client, seen at an address, such as an IP address as text. It is written to the audit log, cut to {@value
     * AuditEntry#MAXIMUM_ADDRESS_LENGTH} characters, and used for nothing else.
     */
    public Client at(String address) {
        return new Client(browser, address);
    }

    /** The browser that ceremonies are bound to. */
    public BrowserBinding browser() {
        return browser;
    }

    /** Where the request came from, if anybody knows. */
    public Optional<String> address() {
        return Optional.ofNullable(address);
    }

    @Override
    public String toString() {
        return "Client[" + (address == null ? "no address" : address) + ", " + browser + "]";
    }
}
