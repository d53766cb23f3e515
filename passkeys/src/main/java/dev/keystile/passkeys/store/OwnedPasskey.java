package dev.keystile.passkeys.store;

import dev.keystile.passkeys.account.Account;
import dev.keystile.passkeys.account.Passkey;

/**
 * A passkey, and whose it is.
 *
 * @param owner the account that it opens, disabled or not
 * @param passkey the passkey
 */
public record OwnedPasskey(Account owner, Passkey passkey) {}
