package dev.keystile.passkeys.account;

import dev.keystile.webauthn.attestation.AttestationTrust;

/** How far a passkey's registration showed which model of authenticator made it. */
public enum ModelTrust {
    /** Nothing could confirm or deny the AAGUID: no attestation, or none that is known here. Usual for passkeys. */
    UNKNOWN,
    /** The model is known, but that this was one of them could not be verified. */
    UNVERIFIED,
    /** The attestation leads to a trust anchor of the model. */
    VERIFIED;

    /** The short form of a verdict. */
    public static ModelTrust of(AttestationTrust trust) {
        if (trust instanceof AttestationTrust.Verified) {
            return VERIFIED;
        }
        return trust instanceof AttestationTrust.Unverified ? UNVERIFIED : UNKNOWN;
    }
}
