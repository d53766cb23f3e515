package dev.keystile.webauthn.authenticator;

/**
 * How an authenticator is attached to the client device
 * (<a href="https://www.w3.org/TR/webauthn-3/#enum-attachment">L3 §5.4.5</a>). What a response reports is the client's
 * word: nothing signs it.
 */
public enum AuthenticatorAttachment {
    /** Part of the client device. */
    PLATFORM("platform"),
    /** Apart from it: a security key, or a phone reached over hybrid transport. */
    CROSS_PLATFORM("cross-platform");

    private final String value;

    AuthenticatorAttachment(String value) {
        this.value = value;
    }

    /** The value as it appears in JSON. */
    public String value() {
        return value;
    }

    @Override
    public String toString() {
        return value;
    }
}
