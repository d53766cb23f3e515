package dev.keystile.webauthn.client;

import dev.keystile.webauthn.bytes.ByteString;
import java.security.SecureRandom;
import java.util.Objects;

/**
 * The random bytes that a response has to answer
 * (<a href="https://www.w3.org/TR/webauthn-3/#sctn-cryptographic-challenges">L3 §13.4.3</a>). Whoever knows a pending
 * challenge can have it signed elsewhere, so it reaches no {@code toString}, message or log, and two are compared in
 * constant time.
 */
public final class Challenge {

    /** The fewest bytes that L3 calls enough to rule out guessing. */
    public static final int MIN_LENGTH = 16;

    /** The most bytes accepted for a challenge of the caller's own making. */
    public static final int MAX_LENGTH = 1024;

    private static final int RANDOM_LENGTH = 32;

    private final ByteString value;

    private Challenge(ByteString value) {
        this.value = value;
    }

    /**
     * A challenge of the caller's own making; it must be unpredictable and used for one ceremony only.
     *
     * @param value {@value #MIN_LENGTH} to {@value #MAX_LENGTH} bytes
     * @throws IllegalArgumentException if it has fewer than {@value #MIN_LENGTH} or more than {@value #MAX_LENGTH}
     *     bytes
     */
    public static Challenge of(ByteString value) {
        if (value.length() < MIN_LENGTH || value.length() > MAX_LENGTH) {
            throw new IllegalArgumentException(
                    "a challenge has " + MIN_LENGTH + " to " + MAX_LENGTH + " bytes, not " + value.length());
        }
        return new Challenge(value);
    }

    /** Thirty-two fresh random bytes. */
    public static Challenge random(SecureRandom random) {
        return new Challenge(ByteString.random(random, RANDOM_LENGTH));
    }

    /** A challenge from a recording, which may be shorter than any that we would issue. */
    static Challenge recorded(ByteString value) {
        return new Challenge(Objects.requireNonNull(value, "value"));
    }

    /** The bytes themselves. Handle them as a secret until the ceremony is over. */
    public ByteString value() {
        return value;
    }

    /** Whether these are exactly the bytes of this challenge; takes the same time wherever they differ. */
    public boolean matches(ByteString received) {
        return value.equalsConstantTime(received);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Challenge that && matches(that.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    /** The length alone. */
    @Override
    public String toString() {
        return "Challenge[" + value.length() + " bytes]";
    }
}
