package dev.keystile.webauthn.testing;

/** An extension that an authenticator has or lacks; the client has them all. */
public enum Extension {
    /** {@code credProtect}: credentials that show themselves only after user verification. */
    CRED_PROTECT,
    /** {@code credBlob}: up to 32 bytes that are stored with a new credential. */
    CRED_BLOB,
    /** {@code minPinLength}: the authenticator's shortest PIN. */
    MIN_PIN_LENGTH,
    /** {@code prf}, on top of CTAP's {@code hmac-secret}. */
    PRF,
    /** {@code prf} with results in the registration already, without which they have to wait for a sign-in. */
    PRF_AT_REGISTRATION,
    /** {@code largeBlob}: bytes that a sign-in stores or reads. */
    LARGE_BLOB,
    /** {@code uvm}: how the user was verified. */
    USER_VERIFICATION_METHOD
}
