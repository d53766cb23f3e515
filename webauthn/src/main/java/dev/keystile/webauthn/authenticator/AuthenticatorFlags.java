package dev.keystile.webauthn.authenticator;

import java.util.StringJoiner;

/**
 * The flags of <a href="https://www.w3.org/TR/webauthn-3/#authdata-flags">authenticator data</a> (L3 §6.1). Bits 1 and 5 are
 * reserved; they are kept and mean nothing.
 *
 * @param value the byte as it came
 */
public record AuthenticatorFlags(byte value) {

    private static final int UP = 0x01;
    private static final int UV = 0x04;
    private static final int BE = 0x08;
    private static final int BS = 0x10;
    private static final int AT = 0x40;
    private static final int ED = 0x80;

    /** UP, bit 0: the authenticator tested that somebody is there. */
    public boolean userPresent() {
        return has(UP);
    }

    /** UV, bit 2: the authenticator verified its user, by a PIN or a biometric. */
    public boolean userVerified() {
        return has(UV);
    }

    /**
     * BE, bit 3: the credential may be backed up (a "multi-device" credential). Never changes during its life (L3
     * §6.1.3).
     */
    public boolean backupEligible() {
        return has(BE);
    }

    /** BS, bit 4: the credential is backed up now; changes with time. */
    public boolean backupState() {
        return has(BS);
    }

    /** AT, bit 6: attested credential data follow. */
    public boolean attestedCredentialData() {
        return has(AT);
    }

    /** ED, bit 7: extension outputs follow. */
    public boolean extensionData() {
        return has(ED);
    }

    private boolean has(int bit) {
        return (value & bit) != 0;
    }

    /** The names of the flags that are set, such as {@code UP UV BE}. */
    @Override
    public String toString() {
        StringJoiner names = new StringJoiner(" ");
        name(names, UP, "UP");
        name(names, 0x02, "RFU1");
        name(names, UV, "UV");
        name(names, BE, "BE");
        name(names, BS, "BS");
        name(names, 0x20, "RFU2");
        name(names, AT, "AT");
        name(names, ED, "ED");
        return names.toString();
    }

    private void name(StringJoiner names, int bit, String name) {
        if (has(bit)) {
            names.add(name);
        }
    }
}
