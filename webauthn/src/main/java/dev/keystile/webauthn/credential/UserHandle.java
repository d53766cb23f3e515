package dev.keystile.webauthn.credential;

import dev.keystile.webauthn.bytes.ByteString;
import java.security.SecureRandom;
import java.util.Objects;

/**
 * The opaque identifier of a user account that authenticators keep and return
 * (<a href="https://www.w3.org/TR/webauthn-3/#user-handle">L3 §4, user handle</a>). It must say nothing about the person:
 * make it random, and never the database key, a name or an address.
 *
 * @param value 1 to {@value #MAX_LENGTH} bytes
 */
public record UserHandle(ByteString value) {

    /** The longest user handle in bytes (L3 §5.4.3). */
    public static final int MAX_LENGTH = 64;

    private static final int RANDOM_LENGTH = 32;

    /** @throws IllegalArgumentException if the value is empty or longer than {@value #MAX_LENGTH} bytes */
    public UserHandle {
        Objects.requireNonNull(value, "value");
        if (value.isEmpty() || value.length() > MAX_LENGTH) {
            throw new IllegalArgumentException(
                    "a user handle has 1 to " + MAX_LENGTH + " bytes, not " + value.length());
        }
    }

    /** Thirty-two fresh random bytes. */
    public static UserHandle random(SecureRandom random) {
        return new UserHandle(ByteString.random(random, RANDOM_LENGTH));
    }

    /** The handle as it appears in JSON: base64url without padding, 2 to 86 characters. */
    public String toBase64Url() {
        return value.toBase64Url();
    }

    @Override
    public String toString() {
        return toBase64Url();
    }
}
