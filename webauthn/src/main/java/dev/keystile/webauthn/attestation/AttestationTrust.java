package dev.keystile.webauthn.attestation;

import java.security.cert.X509Certificate;
import java.util.Objects;

/**
 * How far a correct attestation statement can be believed about the authenticator's model. Three answers, so that policy
 * stays with the caller: see {@link AttestationPolicy}.
 */
public sealed interface AttestationTrust {

    /**
     * Nothing is known that could confirm or deny it: no attestation, self attestation, which anybody can make for every model, an
     * unknown format, or an unknown model.
     */
    record Unknown() implements AttestationTrust {}

    /**
     * The model is known, but that this is one of them could not be verified.
     *
     * @param reason why not
     */
    record Unverified(TrustFailure reason) implements AttestationTrust {

        /** The reason may not be null. */
        public Unverified {
            Objects.requireNonNull(reason, "reason");
        }
    }

    /**
     * Verified.
     *
     * @param anchor the trusted certificate at the path's end
     * @param description the authenticator's name, for people, as the trust anchors' source gives it
     */
    record Verified(X509Certificate anchor, String description) implements AttestationTrust {

        /** Neither part may be null. */
        public Verified {
            Objects.requireNonNull(anchor, "anchor");
            Objects.requireNonNull(description, "description");
        }
    }
}
