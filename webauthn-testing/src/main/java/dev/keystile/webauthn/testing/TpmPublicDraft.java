package dev.keystile.webauthn.testing;

import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Map;

/** A TPMT_PUBLIC (TPM 2.0 Part 2, 12.2.4) before it is encoded: the public area of a key inside a TPM. */
final class TpmPublicDraft {
    private static final int TPM_ALG_RSA = 0x0001;
    private static final int TPM_ALG_ECC = 0x0023;
    private static final int TPM_ALG_NULL = 0x0010;
    /** By field size: TPM_ECC_NIST_P256, P384, P521. */
    private static final Map<Integer, Integer> CURVES = Map.of(256, 0x0003, 384, 0x0004, 521, 0x0005);
    /** fixedTPM, fixedParent, sensitiveDataOrigin, userWithAuth, noDA, decrypt, sign/encrypt. */
    private static final long OBJECT_ATTRIBUTES = 0x0006_0472;

    private static final long DEFAULT_EXPONENT = 65537;

    int type;
    TpmHash nameAlg = TpmHash.SHA256;
    long objectAttributes = OBJECT_ATTRIBUTES;
    byte[] authPolicy = Bytes.sha256(new byte[32]);
    int symmetric = TPM_ALG_NULL;
    int scheme = TPM_ALG_NULL;
    /** The modulus' bits of an RSA key, the curve of an elliptic one. */
    int sizeOrCurve;
    /** The exponent of an RSA key, 0 for the usual one; the key derivation scheme of an elliptic one. */
    long exponentOrKdf;
    /** The modulus of an RSA key, x and y of an elliptic one. */
    byte[][] unique;
    /** What follows where nothing may. */
    byte[] leftover = {};

    private final boolean elliptic;

    private TpmPublicDraft(boolean elliptic, int type, int sizeOrCurve, long exponentOrKdf, byte[]... unique) {
        this.elliptic = elliptic;
        this.type = type;
        this.sizeOrCurve = sizeOrCurve;
        this.exponentOrKdf = exponentOrKdf;
        this.unique = unique;
    }

    static TpmPublicDraft of(PublicKey key) {
        if (key instanceof RSAPublicKey rsa) {
            long exponent = rsa.getPublicExponent().longValueExact();
            return new TpmPublicDraft(
                    false,
                    TPM_ALG_RSA,
                    rsa.getModulus().bitLength(),
                    exponent == DEFAULT_EXPONENT ? 0 : exponent,
                    Bytes.unsigned(rsa.getModulus()));
        }
        if (key instanceof ECPublicKey ec) {
            int fieldSize = ec.getParams().getCurve().getField().getFieldSize();
            Integer curve = CURVES.get(fieldSize);
            if (curve != null) {
                int length = (fieldSize + 7) / 8;
                return new TpmPublicDraft(
                        true,
                        TPM_ALG_ECC,
                        curve,
                        TPM_ALG_NULL,
                        Bytes.unsigned(ec.getW().getAffineX(), length),
                        Bytes.unsigned(ec.getW().getAffineY(), length));
            }
        }
        throw new IllegalStateException("a TPM has RSA keys and keys on NIST curves, not " + key.getAlgorithm());
    }

    byte[] encoded() {
        byte[] head = Bytes.concat(
                Bytes.bigEndian(type, 2),
                Bytes.bigEndian(nameAlg.id(), 2),
                Bytes.bigEndian(objectAttributes, 4),
                sized(authPolicy),
                Bytes.bigEndian(symmetric, 2),
                Bytes.bigEndian(scheme, 2),
                Bytes.bigEndian(sizeOrCurve, 2),
                Bytes.bigEndian(exponentOrKdf, elliptic ? 2 : 4));
        byte[] encoded = head;
        for (byte[] part : unique) {
            encoded = Bytes.concat(encoded, sized(part));
        }
        return Bytes.concat(encoded, leftover);
    }

    /** A TPM2B: the bytes after their length. */
    static byte[] sized(byte[] bytes) {
        return Bytes.concat(Bytes.bigEndian(bytes.length, 2), bytes);
    }
}
