package dev.keystile.webauthn.testing;

/** A TPMS_ATTEST (TPM 2.0 Part 2, 10.12.8) that certifies an object, before it is encoded. */
final class TpmAttestDraft {
    private static final long TPM_GENERATED_VALUE = 0xff54_4347L;
    private static final int TPM_ST_ATTEST_CERTIFY = 0x8017;

    long magic = TPM_GENERATED_VALUE;
    int type = TPM_ST_ATTEST_CERTIFY;
    byte[] qualifiedSigner;
    byte[] extraData;
    byte[] clockInfo;
    byte[] firmwareVersion;
    byte[] name;
    byte[] qualifiedName;
    /** What follows where nothing may. */
    byte[] leftover = {};

    TpmAttestDraft(byte[] extraData, byte[] name) {
        this.extraData = extraData;
        this.name = name;
        this.qualifiedSigner = TpmHash.SHA256.nameOf(new byte[] {1});
        this.qualifiedName = TpmHash.SHA256.nameOf(name);
        // A clock of 0x11 days, resets, restarts and "safe"; then a version of the firmware. Nobody judges them.
        this.clockInfo = Bytes.concat(
                Bytes.bigEndian(0x11_1111_1111L, 8), Bytes.bigEndian(0x22, 4), Bytes.bigEndian(0x33, 4), new byte[] {1
                });
        this.firmwareVersion = Bytes.bigEndian(0x0044_0055_0066_0077L, 8);
    }

    byte[] encoded() {
        return Bytes.concat(
                Bytes.bigEndian(magic, 4),
                Bytes.bigEndian(type, 2),
                TpmPublicDraft.sized(qualifiedSigner),
                TpmPublicDraft.sized(extraData),
                clockInfo,
                firmwareVersion,
                TpmPublicDraft.sized(name),
                TpmPublicDraft.sized(qualifiedName),
                leftover);
    }
}
