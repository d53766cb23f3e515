package dev.keystile.webauthn.testing;

/** A hash algorithm as a TPM names it. */
public enum TpmHash {
    /** TPM_ALG_SHA1. */
    SHA1(0x0004, "SHA-1"),
    /** TPM_ALG_SHA256. */
    SHA256(0x000b, "SHA-256"),
    /** TPM_ALG_SHA384. */
    SHA384(0x000c, "SHA-384"),
    /** TPM_ALG_SHA512. */
    SHA512(0x000d, "SHA-512");

    private final int id;
    private final String jca;

    TpmHash(int id, String jca) {
        this.id = id;
        this.jca = jca;
    }

    int id() {
        return id;
    }

    byte[] of(byte[]... data) {
        return Bytes.digest(jca, data);
    }

    /** The Name of an object (TPM 2.0 Part 1, 16): the algorithm and the hash. */
    byte[] nameOf(byte[] publicArea) {
        return Bytes.concat(Bytes.bigEndian(id, 2), of(publicArea));
    }
}
