package dev.keystile.passkeys.account;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One way into an account, as its owner sees it.
 *
 * @param id the credential id, base64url
 * @param name what its owner calls it
 * @param backedUp whether it is synced: whether its provider said at its last use that the key is backed up
 * @param createdAt when it was added
 * @param lastUse when it last signed in, or null if it has not yet
 */
public record Passkey(
        String id,
        PasskeyName name,
        boolean backedUp,
        Instant createdAt,
        @Nullable Instant lastUse) {

    /** When it last signed in, if it has. */
    public Optional<Instant> lastUsedAt() {
        return Optional.ofNullable(lastUse);
    }
}
