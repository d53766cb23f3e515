package dev.keystile.webauthn.metadata;

import java.time.Duration;

/**
 * What is asked of the revocation lists for a BLOB's signing certificates. The specification wants every certificate of the
 * chain checked.
 */
public sealed interface RevocationPolicy {

    /** Every certificate below the root needs its issuer's list, and the list must be current. */
    record Strict() implements RevocationPolicy {}

    /**
     * Every certificate below the root needs its issuer's list, but a list may be out of date: for publishers that let theirs
     * expire, such as the FIDO conformance service did more than once. Who is revoked in it stays revoked.
     *
     * @param by how long ago a list's next update may have been due
     */
    record TolerateExpired(Duration by) implements RevocationPolicy {

        /** @throws IllegalArgumentException if the duration is negative */
        public TolerateExpired {
            if (by.isNegative()) {
                throw new IllegalArgumentException("a negative duration: " + by);
            }
        }
    }

    /** No list is looked at: a revoked certificate goes unnoticed. */
    record Unchecked() implements RevocationPolicy {}

    /** {@link Strict}. */
    static RevocationPolicy strict() {
        return new Strict();
    }

    /** {@link TolerateExpired}. */
    static RevocationPolicy tolerateExpired(Duration by) {
        return new TolerateExpired(by);
    }

    /** {@link Unchecked}. */
    static RevocationPolicy unchecked() {
        return new Unchecked();
    }
}
