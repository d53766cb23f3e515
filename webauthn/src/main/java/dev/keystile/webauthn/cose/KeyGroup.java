package dev.keystile.webauthn.cose;

/** The mathematical setting of a public key: what a key and a signature algorithm must have in common to go together. */
sealed interface KeyGroup permits EcCurve, MlDsaParameterSet, OkpCurve, RsaModulus {
    /** The COSE key type, by its number in the IANA COSE registry. */
    int keyType();

    /** The name in a sentence. */
    String title();
}
