package dev.keystile.passkeys.ceremony;

import dev.keystile.passkeys.account.AccountId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A ceremony that has begun: what is sealed, and comes back when it is finished.
 *
 * @param id by which it is redeemed
 * @param kind what it was begun for
 * @param account the account it was begun for; for a sign-up the one that it will make; null for a sign-in, which is for
 *     whoever it turns out to be
 * @param browser where it was begun
 * @param expiresAt from this moment on it cannot be finished; whole milliseconds
 * @param pending the library's pending ceremony as JSON
 */
public record Ceremony(
        CeremonyId id,
        CeremonyKind kind,
        @Nullable AccountId account,
        BrowserBinding browser,
        Instant expiresAt,
        String pending) {

    /** Leaves out what is pending: it holds the challenge. */
    @Override
    public String toString() {
        return "Ceremony[" + id + ", " + kind + ", account=" + account + ", expiresAt=" + expiresAt + "]";
    }
}
