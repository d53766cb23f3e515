package dev.keystile.webauthn.testing;

/** A bit of the flags in <a href="https://www.w3.org/TR/webauthn-3/#authdata-flags">authenticator data</a>. */
public enum AuthenticatorFlag {
    /** UP. */
    USER_PRESENT(0),
    /** RFU1, reserved. */
    RESERVED_1(1),
    /** UV. */
    USER_VERIFIED(2),
    /** BE. */
    BACKUP_ELIGIBLE(3),
    /** BS. */
    BACKUP_STATE(4),
    /** RFU2, reserved. */
    RESERVED_5(5),
    /** AT. */
    ATTESTED_CREDENTIAL_DATA(6),
    /** ED. */
    EXTENSION_DATA(7);

    private final int bit;

    AuthenticatorFlag(int bit) {
        this.bit = bit;
    }

    int mask() {
        return 1 << bit;
    }

    int in(boolean set) {
        return set ? mask() : 0;
    }
}
