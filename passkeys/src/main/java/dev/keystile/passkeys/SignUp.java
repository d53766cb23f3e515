package dev.keystile.passkeys;

/** Making oneself an account with a passkey. The account comes to exist only when the passkey does. */
public interface SignUp {

    /**
     * Begins, if the username is free now. It is not reserved: somebody else may still be quicker.
     *
     * @param username the name to sign up with, as entered
     * @param displayName what to call the person, as entered; when blank, the username is used
     * @throws RefusedException with {@code sign-up-closed}, {@code username-invalid}, {@code username-taken} or
     *     {@code display-name-invalid}
     */
    BegunCeremony begin(String username, String displayName, Client client) throws RefusedException;

    /**
     * Makes account and passkey in one step, which also uses up the ceremony.
     *
     * @param ceremony the text that {@link #begin} gave
     * @param credential the browser's registration response as JSON
     * @return the person, who is signed in with this
     * @throws RefusedException with any of the codes of a ceremony or credential, {@code username-taken} or
     *     {@code sign-up-closed}; nothing has been changed but the audit log
     */
    SignedIn finish(String ceremony, String credential, Client client) throws RefusedException;
}
