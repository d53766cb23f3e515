package dev.keystile.webauthn.attestation;

/**
 * What kind of evidence a correct statement gives
 * (<a href="https://www.w3.org/TR/webauthn-3/#sctn-attestation-types">L3 §6.5.3</a>).
 */
public enum AttestationType {
    /** None at all. */
    NONE,
    /** The credential key signed for itself: nothing is known of the model. */
    SELF,
    /**
     * A key shared by a batch of authenticators, or one certified by an attestation CA: statements with certificates do not
     * tell which of the two, unless the format does.
     */
    BASIC,
    /** A key that a certification authority attested for this authenticator alone (AttCA). */
    ATTESTATION_CA,
    /** A certificate made for this one credential, so that it identifies no device (AnonCA). */
    ANONYMIZATION_CA,
    /** Several statements, each with a type of its own: see {@link Attestation#parts()}. */
    COMPOUND,
    /** The format is not one that this library verifies: the statement was kept, and nothing in it was checked. */
    UNKNOWN
}
