package dev.keystile.webauthn.client;

import java.util.Objects;

/**
 * What a relying party believes its user will use, so that the client can show the right thing first
 * (<a href="https://www.w3.org/TR/webauthn-3/#enum-hints">L3 §5.8.8</a>). An open registry; clients skip values that
 * they do not know.
 *
 * @param value the value as it appears in JSON
 */
public record Hint(String value) {

    /** A physical security key. */
    public static final Hint SECURITY_KEY = new Hint("security-key");

    /** An authenticator that is part of the client device. */
    public static final Hint CLIENT_DEVICE = new Hint("client-device");

    /** A phone or another general-purpose device. */
    public static final Hint HYBRID = new Hint("hybrid");

    /** @throws IllegalArgumentException if the value is empty */
    public Hint {
        Objects.requireNonNull(value, "value");
        if (value.isEmpty()) {
            throw new IllegalArgumentException("a hint is not empty");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
