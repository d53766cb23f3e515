package dev.keystile.webauthn.attestation;

import java.security.cert.X509Certificate;
import java.util.Objects;
import java.util.Set;

/** What a {@link TrustAnchorSource} knows of an authenticator. */
public sealed interface TrustAnchors {

    /** Nothing: no entry for such an authenticator. */
    record Unknown() implements TrustAnchors {}

    /**
     * The authenticator is known, and not to be trusted: revoked, compromised, or not attested as its entry says.
     *
     * @param code a stable word for the reason, in kebab-case; {@link TrustFailure.Refused} passes it on
     * @param reason a sentence for the log
     */
    record Refused(String code, String reason) implements TrustAnchors {

        /** Neither part may be null. */
        public Refused {
            Objects.requireNonNull(code, "code");
            Objects.requireNonNull(reason, "reason");
        }
    }

    /**
     * The authenticator is known.
     *
     * @param certificates where its certificate path may end: roots, intermediates, or attestation certificates themselves.
     *     It may be empty. Self attestation, which has no path, stays of unknown trust whatever is in it.
     * @param description the authenticator's name, for people
     */
    record Known(Set<X509Certificate> certificates, String description) implements TrustAnchors {

        /** Copies the set. */
        public Known {
            certificates = Set.copyOf(certificates);
            Objects.requireNonNull(description, "description");
        }
    }
}
