package dev.keystile.webauthn.credential;

/**
 * Whether an authenticator offers a credential by itself, so that its user can sign in without first giving a name
 * (<a href="https://www.w3.org/TR/webauthn-3/#client-side-discoverable-credential">L3 §4</a>). It is the client's word,
 * from the {@code credProps} extension.
 */
public enum Discoverability {
    /** The authenticator keeps the credential and can offer it. */
    DISCOVERABLE("discoverable"),
    /** The credential has to be named to it: a "server-side" credential. */
    NOT_DISCOVERABLE("not-discoverable"),
    /** The client did not say. */
    UNKNOWN("unknown");

    private final String value;

    Discoverability(String value) {
        this.value = value;
    }

    /** The value as a credential record's JSON has it. */
    public String value() {
        return value;
    }

    @Override
    public String toString() {
        return value;
    }
}
