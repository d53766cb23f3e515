package dev.keystile.passkeys.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When and from where something was done.
 *
 * @param at when
 * @param address the client's address as text, if anybody knows it
 */
public record Occasion(Instant at, @Nullable String address) {

    public Occasion {
        address = address == null ? null : PrintableText.of(address, AuditEntry.MAXIMUM_ADDRESS_LENGTH);
    }
}
