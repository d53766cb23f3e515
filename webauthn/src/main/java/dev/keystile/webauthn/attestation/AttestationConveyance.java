package dev.keystile.webauthn.attestation;

/**
 * What the client is asked to do with the authenticator's attestation
 * (<a href="https://www.w3.org/TR/webauthn-3/#enum-attestation-convey">L3 §5.4.7</a>). It is a preference; what is
 * accepted is said by the {@link AttestationPolicy}.
 */
public enum AttestationConveyance {
    /** Leave it out. Clients replace it by the format {@code none}, unless it is a self attestation. */
    NONE("none"),
    /** Send a verifiable one, possibly made anonymous on the way. */
    INDIRECT("indirect"),
    /** Send it as the authenticator made it. */
    DIRECT("direct"),
    /** Send one that may identify the very device; for managed devices. */
    ENTERPRISE("enterprise");

    private final String value;

    AttestationConveyance(String value) {
        this.value = value;
    }

    /** The value as it appears in JSON. */
    public String value() {
        return value;
    }

    @Override
    public String toString() {
        return value;
    }
}
