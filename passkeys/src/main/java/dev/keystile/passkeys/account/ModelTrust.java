package dev.keystile.passkeys.account;

import dev.keystile.webauthn.attestation.AttestationTrust;
import java.util.Locale;

/** How far a passkey's registration showed which model of authenticator made it. */
public enum ModelTrust {
    /** Nothing could confirm or deny the AAGUID: no attestation, or none that is known here. Usual for passkeys. */
    UNKNOWN,
    /** The model is known, but that this was one of them could not be verified. */
    UNVERIFIED,
    /** The attestation leads to a trust anchor of the model. */
    VERIFIED;

    private final String text = name().toLowerCase(Locale.ROOT);

    /** How stores keep it. */
    public String text() {
        return text;
    }

    /**
     * Reads what {@link #text()} gave.
     *
     * @throws IllegalArgumentException if there is no such trust
     */
    public static ModelTrust ofText(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }

    /** The short form of a verdict. */
    public static ModelTrust of(AttestationTrust trust) {
        if (trust instanceof AttestationTrust.Verified) {
            return VERIFIED;
        }
        return trust instanceof AttestationTrust.Unverified ? UNVERIFIED : UNKNOWN;
    }
}
