package dev.keystile.passkeys.account;

import java.time.Instant;

/**
 * Somebody known to a relying party, who signs in with passkeys.
 *
 * @param id for applications to refer to
 * @param username what the person knows it by, unique within the relying party
 * @param displayName what to call the person
 * @param disabled whether sign-in is refused for now
 * @param createdAt when the first passkey made it exist
 */
public record Account(AccountId id, Username username, DisplayName displayName, boolean disabled, Instant createdAt) {}
