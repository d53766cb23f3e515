package dev.keystile.passkeys;

/** Signing in without saying who one is: the authenticator knows. */
public interface SignIn {

    /** Begins. The options name no credential, so that they say nothing about any account. */
    BegunCeremony begin(Client client);

    /**
     * Checks the assertion, records the use of the passkey and uses up the ceremony, in one step.
     *
     * @param ceremony the text that {@link #begin} gave
     * @param credential the browser's authentication response as JSON
     * @throws RefusedException with any of the codes of a ceremony or credential, {@code passkey-unknown},
     *     {@code account-disabled} or {@code sign-count-not-increased}; nothing has been changed but the audit log
     */
    SignedIn finish(String ceremony, String credential, Client client) throws RefusedException;
}
