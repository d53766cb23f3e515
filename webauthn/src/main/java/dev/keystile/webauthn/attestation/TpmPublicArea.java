package dev.keystile.webauthn.attestation;

import dev.keystile.webauthn.bytes.ByteString;
import dev.keystile.webauthn.bytes.MalformedException;
import dev.keystile.webauthn.cose.EcCurve;
import java.math.BigInteger;
import java.util.Map;

/**
 * A TPMT_PUBLIC: the public area of a signing key in a TPM (TPM 2.0 Part 2, 12.2.4).
 *
 * @param encoded the bytes as they came
 * @param nameAlgorithm what the key's Name is computed with
 * @param attributes TPMA_OBJECT
 * @param key the public key
 */
record TpmPublicArea(ByteString encoded, TpmHash nameAlgorithm, long attributes, TpmKey key) {

    private static final int TPM_ALG_RSA = 0x0001;
    private static final int TPM_ALG_NULL = 0x0010;
    private static final int TPM_ALG_RSASSA = 0x0014;
    private static final int TPM_ALG_RSAPSS = 0x0016;
    private static final int TPM_ALG_ECDSA = 0x0018;
    private static final int TPM_ALG_ECC = 0x0023;

    private static final Map<Integer, EcCurve> CURVES =
            Map.of(0x0003, EcCurve.P_256, 0x0004, EcCurve.P_384, 0x0005, EcCurve.P_521);

    /** What an exponent of zero stands for. */
    private static final BigInteger DEFAULT_EXPONENT = BigInteger.valueOf(65537);

    private static final long FIXED_TPM = 1 << 1;
    private static final long FIXED_PARENT = 1 << 4;
    private static final long SENSITIVE_DATA_ORIGIN = 1 << 5;
    private static final long RESIDENT = FIXED_TPM | FIXED_PARENT | SENSITIVE_DATA_ORIGIN;

    /**
     * Reads a public area, with nothing behind it. Where it names a signature scheme, the hash algorithm of the scheme has to
     * follow, which some software leaves out; no bytes can be read both ways.
     */
    static TpmPublicArea parse(ByteString encoded) throws MalformedException {
        try {
            return parse(encoded, true);
        } catch (MalformedException proper) {
            try {
                return parse(encoded, false);
            } catch (MalformedException e) {
                throw proper;
            }
        }
    }

    private static TpmPublicArea parse(ByteString encoded, boolean schemeWithHash) throws MalformedException {
        TpmReader reader = new TpmReader(encoded);
        int type = reader.uint16();
        TpmHash nameAlgorithm = TpmHash.numbered(reader.uint16());
        if (nameAlgorithm == null) {
            throw reader.malformed("the Name is computed with an unknown hash algorithm");
        }
        long attributes = reader.uint32();
        reader.sized(); // authPolicy
        if (reader.uint16() != TPM_ALG_NULL) {
            throw reader.malformed("a symmetric algorithm, which signing keys do not have");
        }
        TpmKey key = switch (type) {
            case TPM_ALG_RSA -> rsa(reader, schemeWithHash);
            case TPM_ALG_ECC -> ecc(reader, schemeWithHash);
            default -> throw reader.malformed("a key that is neither RSA nor ECC");
        };
        reader.requireEnd();
        return new TpmPublicArea(encoded, nameAlgorithm, attributes, key);
    }

    private static TpmKey rsa(TpmReader reader, boolean schemeWithHash) throws MalformedException {
        int scheme = reader.uint16();
        skipScheme(reader, scheme, scheme == TPM_ALG_RSASSA || scheme == TPM_ALG_RSAPSS, schemeWithHash);
        int bits = reader.uint16();
        BigInteger exponent = BigInteger.valueOf(reader.uint32());
        BigInteger modulus = TpmKey.number(reader.sized());
        return new TpmKey.Rsa(bits, modulus, exponent.signum() == 0 ? DEFAULT_EXPONENT : exponent);
    }

    private static TpmKey ecc(TpmReader reader, boolean schemeWithHash) throws MalformedException {
        int scheme = reader.uint16();
        skipScheme(reader, scheme, scheme == TPM_ALG_ECDSA, schemeWithHash);
        EcCurve curve = CURVES.get(reader.uint16());
        if (curve == null) {
            throw reader.malformed("an unknown curve");
        }
        if (reader.uint16() != TPM_ALG_NULL) {
            throw reader.malformed("a key derivation scheme, which signing keys do not have");
        }
        return new TpmKey.Ecc(curve, TpmKey.number(reader.sized()), TpmKey.number(reader.sized()));
    }

    private static void skipScheme(TpmReader reader, int scheme, boolean signs, boolean withHash)
            throws MalformedException {
        if (scheme == TPM_ALG_NULL) {
            return;
        }
        if (!signs) {
            throw reader.malformed("a scheme that is none of signatures by such a key");
        }
        if (withHash) {
            reader.skip(2);
        }
    }

    /** The object's Name. */
    ByteString name() {
        return nameAlgorithm.nameOf(encoded);
    }

    /** Whether the key was made by the TPM and can never leave it. */
    boolean isResident() {
        return (attributes & RESIDENT) == RESIDENT;
    }
}
