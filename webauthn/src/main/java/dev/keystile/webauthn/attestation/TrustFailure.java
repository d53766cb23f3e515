package dev.keystile.webauthn.attestation;

import java.time.Instant;

/** Why an authenticator of a known model could not be verified to be one (L3 §7.1 step 24, RFC 5280 §6). */
public sealed interface TrustFailure {

    /**
     * A stable word for this kind of failure, in kebab-case, such as {@code no-anchor}: for metrics and tests, the
     * same in every version.
     */
    String code();

    /** A sentence for the log. */
    String message();

    /**
     * The source of trust anchors refuses this authenticator.
     *
     * @param code the source's word for the reason
     * @param reason the source's sentence
     */
    record Refused(String code, String reason) implements TrustFailure {
        @Override
        public String message() {
            return reason;
        }
    }

    /** The source knows the model, but accepts none of the certificates that the path could end at. */
    record NoAnchor() implements TrustFailure {
        @Override
        public String code() {
            return "no-anchor";
        }

        @Override
        public String message() {
            return "the authenticator is known, but no trust anchor fits its certificate path";
        }
    }

    /**
     * A certificate is expired or not yet valid.
     *
     * @param index which of {@code x5c}, 0 for the attestation certificate
     * @param notBefore its first second of validity
     * @param notAfter its last second of validity
     * @param at the time of the ceremony
     */
    record CertificateOutsideValidity(int index, Instant notBefore, Instant notAfter, Instant at)
            implements TrustFailure {
        @Override
        public String code() {
            return "certificate-outside-validity";
        }

        @Override
        public String message() {
            return "x5c[" + index + "] is valid from " + notBefore + " to " + notAfter + ", not at " + at;
        }
    }

    /**
     * A certificate does not certify the one before it, or may not.
     *
     * @param index which of {@code x5c}, 0 for the attestation certificate
     * @param problem what the Java platform says of it
     */
    record PathBroken(int index, String problem) implements TrustFailure {
        @Override
        public String code() {
            return "path-broken";
        }

        @Override
        public String message() {
            return "x5c[" + index + "]: " + problem;
        }
    }

    /**
     * The path holds a root, that is, a certificate issued by its own subject, and the policy refuses that.
     *
     * @param index which of {@code x5c}; never 0
     */
    record RootInPath(int index) implements TrustFailure {
        @Override
        public String code() {
            return "root-in-path";
        }

        @Override
        public String message() {
            return "x5c[" + index + "] is a root certificate, which does not belong into the path";
        }
    }
}
