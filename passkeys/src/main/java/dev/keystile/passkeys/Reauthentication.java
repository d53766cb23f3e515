package dev.keystile.passkeys;

import dev.keystile.passkeys.account.AccountId;

/**
 * Confirming that the person at the browser is still the one who signed in, before something that deserves it. Its
 * ceremonies are a kind of their own: they cannot sign anybody in, nor can a sign-in's confirm.
 */
public interface Reauthentication {

    /**
     * Begins for a known account: the options name its passkeys.
     *
     * @throws RefusedException with {@code account-not-found} or {@code account-disabled}
     */
    BegunCeremony begin(AccountId account, Client client) throws RefusedException;

    /**
     * Checks the assertion, records the use of the passkey and uses up the ceremony, in one step.
     *
     * @param account whoever is signed in now; must be the account for which the ceremony was begun
     * @param ceremony the text that {@link #begin} gave
     * @param credential the browser's authentication response as JSON
     * @throws RefusedException as a sign-in, or with {@code ceremony-of-another-account} or
     *     {@code passkey-of-another-account}; nothing has been changed but the audit log
     */
    SignedIn finish(AccountId account, String ceremony, String credential, Client client) throws RefusedException;
}
