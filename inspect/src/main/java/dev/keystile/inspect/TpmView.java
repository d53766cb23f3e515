package dev.keystile.inspect;

import dev.keystile.webauthn.bytes.ByteString;
import dev.keystile.webauthn.bytes.Format;
import dev.keystile.webauthn.bytes.MalformedException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;

/** Structures of TPMs inside attestation statements, by the names of TPM 2.0 Part 2. */
final class TpmView {
    private static final long MAGIC = 0xFF544347L;
    private static final int CERTIFY = 0x8017;
    private static final int RSA = 0x0001;
    private static final int NULL = 0x0010;
    private static final int ECC = 0x0023;

    private static final Map<Integer, String> ALGORITHMS = Map.ofEntries(
            Map.entry(RSA, "TPM_ALG_RSA"),
            Map.entry(0x0004, "TPM_ALG_SHA1"),
            Map.entry(0x0006, "TPM_ALG_AES"),
            Map.entry(0x0008, "TPM_ALG_KEYEDHASH"),
            Map.entry(0x000B, "TPM_ALG_SHA256"),
            Map.entry(0x000C, "TPM_ALG_SHA384"),
            Map.entry(0x000D, "TPM_ALG_SHA512"),
            Map.entry(NULL, "TPM_ALG_NULL"),
            Map.entry(0x0014, "TPM_ALG_RSASSA"),
            Map.entry(0x0015, "TPM_ALG_RSAES"),
            Map.entry(0x0016, "TPM_ALG_RSAPSS"),
            Map.entry(0x0017, "TPM_ALG_OAEP"),
            Map.entry(0x0018, "TPM_ALG_ECDSA"),
            Map.entry(0x001A, "TPM_ALG_ECDAA"),
            Map.entry(ECC, "TPM_ALG_ECC"),
            Map.entry(0x0025, "TPM_ALG_SYMCIPHER"));
    private static final Map<Integer, String> DIGESTS =
            Map.of(0x0004, "SHA-1", 0x000B, "SHA-256", 0x000C, "SHA-384", 0x000D, "SHA-512");
    private static final Map<Integer, String> CURVES =
            Map.of(0x0003, "TPM_ECC_NIST_P256", 0x0004, "TPM_ECC_NIST_P384", 0x0005, "TPM_ECC_NIST_P521");
    private static final Map<Integer, String> TYPES =
            Map.of(CERTIFY, "TPM_ST_ATTEST_CERTIFY", 0x8018, "TPM_ST_ATTEST_QUOTE", 0x801A, "TPM_ST_ATTEST_CREATION");
    private static final Map<Integer, String> ATTRIBUTES = Map.ofEntries(
            Map.entry(1, "fixedTPM"),
            Map.entry(2, "stClear"),
            Map.entry(4, "fixedParent"),
            Map.entry(5, "sensitiveDataOrigin"),
            Map.entry(6, "userWithAuth"),
            Map.entry(7, "adminWithPolicy"),
            Map.entry(10, "noDA"),
            Map.entry(11, "encryptedDuplication"),
            Map.entry(16, "restricted"),
            Map.entry(17, "decrypt"),
            Map.entry(18, "sign"));

    private TpmView() {}

    static boolean isLikelyAttest(ByteString bytes) {
        return bytes.length() > 6 && bytes.uint32At(0) == MAGIC;
    }

    static boolean isLikelyPublicArea(ByteString bytes) {
        return bytes.length() > 10
                && (bytes.uint16At(0) == RSA || bytes.uint16At(0) == ECC)
                && DIGESTS.containsKey(bytes.uint16At(2));
    }

    static void attest(Tree tree, ByteString encoded) {
        Reader reader = new Reader(encoded);
        tree.attempt(() -> {
            attest(tree, reader);
            reader.requireEnd();
        });
    }

    private static void attest(Tree tree, Reader reader) throws MalformedException {
        long magic = reader.number(4, "magic");
        tree.text("magic", String.format("0x%08x", magic), magic == MAGIC ? "TPM_GENERATED_VALUE" : "");
        if (magic != MAGIC) {
            tree.problem("magic", "must be TPM_GENERATED_VALUE, 0xff544347");
        }
        int type = (int) reader.number(2, "type");
        numbered(tree, "type", type, TYPES);
        tree.bytes("qualifiedSigner", reader.sized("qualifiedSigner"));
        tree.bytes("extraData", reader.sized("extraData"), "must be the hash of authData and clientDataHash");
        Tree clock = tree.section("clockInfo", "TPMS_CLOCK_INFO");
        clock.text("clock", Long.toUnsignedString(reader.number(8, "clockInfo.clock")), "ms");
        clock.text("resetCount", reader.number(4, "clockInfo.resetCount"));
        clock.text("restartCount", reader.number(4, "clockInfo.restartCount"));
        clock.text("safe", reader.number(1, "clockInfo.safe"));
        tree.text("firmwareVersion", String.format("0x%016x", reader.number(8, "firmwareVersion")));
        if (type == CERTIFY) {
            Tree certified = tree.section("attested", "TPMS_CERTIFY_INFO");
            certified.bytes("name", reader.sized("attested.name"), "must be the Name of pubArea");
            certified.bytes("qualifiedName", reader.sized("attested.qualifiedName"));
        } else {
            tree.bytes("attested", reader.rest());
            tree.problem("type", "must be TPM_ST_ATTEST_CERTIFY in an attestation statement");
        }
    }

    static void publicArea(Tree tree, ByteString encoded) {
        Reader reader = new Reader(encoded);
        tree.attempt(() -> {
            publicArea(tree, reader);
            reader.requireEnd();
        });
        if (encoded.length() > 4) {
            name(tree, encoded);
        }
    }

    private static void publicArea(Tree tree, Reader reader) throws MalformedException {
        int type = (int) reader.number(2, "type");
        numbered(tree, "type", type, ALGORITHMS);
        numbered(tree, "nameAlg", (int) reader.number(2, "nameAlg"), ALGORITHMS);
        long attributes = reader.number(4, "objectAttributes");
        tree.text("objectAttributes", String.format("0x%08x", attributes), Numbers.bits(attributes, ATTRIBUTES));
        tree.bytes("authPolicy", reader.sized("authPolicy"));
        if (type != RSA && type != ECC) {
            tree.bytes("parameters", reader.rest());
            tree.problem("type", "a signing key must be of RSA or ECC");
            return;
        }
        Tree parameters = tree.section("parameters", type == RSA ? "TPMS_RSA_PARMS" : "TPMS_ECC_PARMS");
        algorithm(parameters, "symmetric", reader, 4);
        algorithm(parameters, "scheme", reader, 2);
        if (type == RSA) {
            parameters.text("keyBits", reader.number(2, "parameters.keyBits"));
            long exponent = reader.number(4, "parameters.exponent");
            parameters.text("exponent", Long.toString(exponent), exponent == 0 ? "the default, 65537" : "");
            tree.bytes("unique", reader.sized("unique"), "modulus");
        } else {
            numbered(parameters, "curveID", (int) reader.number(2, "parameters.curveID"), CURVES);
            algorithm(parameters, "kdf", reader, 2);
            Tree point = tree.section("unique", "TPMS_ECC_POINT");
            point.bytes("x", reader.sized("unique.x"));
            point.bytes("y", reader.sized("unique.y"));
        }
    }

    /** An algorithm, and behind every one but none the details of a known length. */
    private static void algorithm(Tree tree, String label, Reader reader, int detailLength) throws MalformedException {
        int number = (int) reader.number(2, "parameters." + label);
        numbered(tree, label, number, ALGORITHMS);
        if (number != NULL) {
            long details = reader.number(detailLength, "parameters." + label + ".details");
            if (detailLength == 2) {
                numbered(tree, label + ".details.hashAlg", (int) details, ALGORITHMS);
            } else {
                tree.text(label + ".details", String.format("0x%08x", details));
            }
        }
    }

    /** The object's Name, TPM 2.0 Part 1, section 16: the algorithm and the digest of the whole. */
    private static void name(Tree tree, ByteString encoded) {
        String digest = DIGESTS.get(encoded.uint16At(2));
        if (digest == null) {
            return;
        }
        try {
            MessageDigest hash = MessageDigest.getInstance(digest);
            encoded.feed(hash);
            tree.bytes(
                    "(Name)", encoded.slice(2, 4).concat(ByteString.copyOf(hash.digest())), "computed from the above");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java platform lacks " + digest, e);
        }
    }

    private static void numbered(Tree tree, String label, int number, Map<Integer, String> names) {
        tree.text(label, String.format("0x%04x", number), names.getOrDefault(number, "not known"));
    }

    /** Reads the big-endian numbers and sized buffers that TPMs write. */
    private static final class Reader {
        private final ByteString encoded;
        private int at;

        Reader(ByteString encoded) {
            this.encoded = encoded;
        }

        long number(int length, String field) throws MalformedException {
            long number = 0;
            for (int i = 0; i < length; i++) {
                if (at == encoded.length()) {
                    throw new MalformedException(Format.TPM, field, "the bytes end here");
                }
                number = number << 8 | encoded.uint8At(at++);
            }
            return number;
        }

        ByteString sized(String field) throws MalformedException {
            int length = (int) number(2, field);
            if (length > encoded.length() - at) {
                throw new MalformedException(
                        Format.TPM, field, "has " + length + " bytes where " + (encoded.length() - at) + " are left");
            }
            at += length;
            return encoded.slice(at - length, at);
        }

        ByteString rest() {
            ByteString rest = encoded.slice(at);
            at = encoded.length();
            return rest;
        }

        void requireEnd() throws MalformedException {
            if (at < encoded.length()) {
                throw new MalformedException(Format.TPM, "@" + at, encoded.length() - at + " bytes behind the end");
            }
        }
    }
}
