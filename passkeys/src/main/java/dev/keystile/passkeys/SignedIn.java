package dev.keystile.passkeys;

import dev.keystile.passkeys.account.Account;
import dev.keystile.passkeys.account.AccountHolder;
import dev.keystile.passkeys.account.Passkey;
import java.time.Instant;
import java.util.List;

/**
 * A person has shown that the account is theirs.
 *
 * @param account whose it is, not disabled
 * @param passkey with which passkey, as it is after this use
 * @param userVerified whether the authenticator verified who the person is, by PIN or biometrics
 * @param amr how, in the words of RFC 8176: {@code hwk} or {@code swk} (a key that stays on its device, or one that is
 *     synced), {@code user} (somebody was present), {@code mfa} when the user was verified too
 * @param at when
 */
public record SignedIn(Account account, Passkey passkey, boolean userVerified, List<String> amr, Instant at) {

    public SignedIn {
        amr = List.copyOf(amr);
    }

    /** The person, as holder of the account. */
    public AccountHolder holder() {
        return new AccountHolder(account.id(), passkey.credentialId());
    }
}
