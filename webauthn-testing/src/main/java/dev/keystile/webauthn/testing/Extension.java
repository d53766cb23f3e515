package dev.keystile.webauthn.testing;

/** An extension that an authenticator has or lacks; the client has them all. */
public enum Extension {
    /** {@code credProtect}, CTAP 2.2 §12.1: credentials that show themselves only after user verification. */
    CRED_PROTECT,
    /** {@code credBlob}, CTAP 2.2 §12.2: up to 32 bytes that are stored with a new credential. */
    CRED_BLOB,
    /** {@code minPinLength}, CTAP 2.2 §12.4: the authenticator's shortest PIN. */
    MIN_PIN_LENGTH,
    /** {@code prf}, L3 §10.1.4, on top of CTAP's {@code hmac-secret}. */
    PRF,
    /** {@code prf} with results in the registration already, without which they have to wait for a sign-in. */
    PRF_AT_REGISTRATION,
    /** {@code largeBlob}, L3 §10.1.5: bytes that a sign-in stores or reads. */
    LARGE_BLOB,
    /** {@code uvm}, L2 §10.3: how the user was verified. */
    USER_VERIFICATION_METHOD
}
