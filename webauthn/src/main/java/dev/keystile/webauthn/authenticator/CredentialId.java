package dev.keystile.webauthn.authenticator;

import dev.keystile.webauthn.bytes.ByteString;
import java.util.Objects;

/**
 * The identifier of a credential, chosen by its authenticator
 * (<a href="https://www.w3.org/TR/webauthn-3/#credential-id">L3 §4, credential ID</a>).
 *
 * @param value 1 to {@value #MAX_LENGTH} bytes
 */
public record CredentialId(ByteString value) {

    /** The longest credential id that L3 §7.1 step 25 lets a relying party register, in bytes. */
    public static final int MAX_LENGTH = 1023;

    /** @throws IllegalArgumentException if the value is empty or longer than {@value #MAX_LENGTH} bytes */
    public CredentialId {
        Objects.requireNonNull(value, "value");
        if (value.isEmpty() || value.length() > MAX_LENGTH) {
            throw new IllegalArgumentException(
                    "a credential id has 1 to " + MAX_LENGTH + " bytes, not " + value.length());
        }
    }

    /** The identifier as it appears in JSON: base64url without padding, 2 to 1364 characters. */
    public String toBase64Url() {
        return value.toBase64Url();
    }

    @Override
    public String toString() {
        return toBase64Url();
    }
}
