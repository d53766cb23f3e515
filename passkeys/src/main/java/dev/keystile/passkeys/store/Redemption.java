package dev.keystile.passkeys.store;

import dev.keystile.passkeys.ceremony.Ceremony;
import dev.keystile.passkeys.ceremony.CeremonyId;
import java.time.Instant;

/**
 * The using up of a ceremony: a store accepts each once, until it may forget it. The two values always go together, since both
 * come out of the same sealed text; a store may key by the id or by both.
 *
 * @param ceremony which one
 * @param expiresAt when the ceremony expires by itself; no earlier may a store forget it
 */
public record Redemption(CeremonyId ceremony, Instant expiresAt) {

    /** Uses up this ceremony. */
    public static Redemption of(Ceremony ceremony) {
        return new Redemption(ceremony.id(), ceremony.expiresAt());
    }
}
