package dev.keystile.webauthn.testing;

/** A bit of the flags in <a href="https://www.w3.org/TR/webauthn-3/#authdata-flags">authenticator data</a> (L3 §6.1). */
public enum AuthenticatorFlag {
    /** UP, bit 0. */
    USER_PRESENT(0),
    /** RFU1, bit 1, reserved. */
    RESERVED_1(1),
    /** UV, bit 2. */
    USER_VERIFIED(2),
    /** BE, bit 3. */
    BACKUP_ELIGIBLE(3),
    /** BS, bit 4. */
    BACKUP_STATE(4),
    /** RFU2, bit 5, reserved. */
    RESERVED_5(5),
    /** AT, bit 6. */
    ATTESTED_CREDENTIAL_DATA(6),
    /** ED, bit 7. */
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
