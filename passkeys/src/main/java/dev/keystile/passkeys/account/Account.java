package dev.keystile.passkeys.account;

import dev.keystile.webauthn.credential.UserHandle;
import java.time.Instant;

/**
 * Somebody known to a relying party, who signs in with passkeys.
 *
 * @param id for applications to refer to
 * @param username what the person knows it by, unique within the relying party
 * @param displayName what to call the person
 * @param userHandle what authenticators know it by: random, and told to nobody else
 * @param disabled whether sign-in is refused for now
 * @param createdAt when the first passkey made it exist
 */
public record Account(
        AccountId id,
        Username username,
        DisplayName displayName,
        UserHandle userHandle,
        boolean disabled,
        Instant createdAt) {

    /** The same account, disabled or not. */
    public Account withDisabled(boolean disabled) {
        return new Account(id, username, displayName, userHandle, disabled, createdAt);
    }
}
