package dev.keystile.webauthn.attestation;

import dev.keystile.webauthn.bytes.ByteString;
import dev.keystile.webauthn.bytes.MalformedException;

/**
 * A TPMS_ATTEST: what a TPM says about itself and signs (TPM 2.0 Part 2, 10.12.8).
 *
 * @param attested what it is about, of a structure that the type decides
 */
record TpmAttest(long magic, int type, ByteString extraData, ByteString attested) {

    /** The TPM made the structure, rather than sign what it was given. */
    static final long TPM_GENERATED_VALUE = 0xFF544347L;

    static final int TPM_ST_ATTEST_CERTIFY = 0x8017;

    /** Clock, reset count, restart count, safe; firmware version. */
    private static final int CLOCK_AND_FIRMWARE_LENGTH = 8 + 4 + 4 + 1 + 8;

    static TpmAttest parse(ByteString encoded) throws MalformedException {
        TpmReader reader = new TpmReader(encoded);
        long magic = reader.uint32();
        int type = reader.uint16();
        reader.sized(); // qualifiedSigner
        ByteString extraData = reader.sized();
        reader.skip(CLOCK_AND_FIRMWARE_LENGTH);
        return new TpmAttest(magic, type, extraData, reader.rest());
    }

    /** The Name of the object that a TPMS_CERTIFY_INFO certifies, which the type must say this is (10.12.3). */
    ByteString certifiedName() throws MalformedException {
        TpmReader reader = new TpmReader(attested);
        ByteString name = reader.sized();
        reader.sized(); // qualifiedName
        reader.requireEnd();
        return name;
    }
}
