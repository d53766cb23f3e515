package dev.keystile.passkeys;

import dev.keystile.passkeys.account.AccountHolder;
import dev.keystile.passkeys.account.AccountId;
import dev.keystile.passkeys.account.Passkey;

/** Giving an account one more passkey. */
public interface AddPasskey {

    /**
     * Begins. The options exclude the authenticators that hold one of the account's passkeys already.
     *
     * @throws RefusedException with {@code account-not-found}, {@code account-disabled} or {@code too-many-passkeys}
     */
    BegunCeremony begin(AccountId account, Client client) throws RefusedException;

    /**
     * Adds the passkey and uses up the ceremony, in one step.
     *
     * @param holder whoever is signed in now; must be the account for which the ceremony was begun
     * @param ceremony the text that {@link #begin} gave
     * @param credential the browser's registration response as JSON
     * @throws RefusedException with any of the codes of a ceremony or credential, {@code ceremony-of-another-account},
     *     {@code account-not-found}, {@code account-disabled}, {@code holder-signed-out} or {@code too-many-passkeys}; nothing
     *     has been changed but the audit log
     */
    Passkey finish(AccountHolder holder, String ceremony, String credential, Client client) throws RefusedException;
}
