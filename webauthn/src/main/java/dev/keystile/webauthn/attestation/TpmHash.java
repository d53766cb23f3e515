package dev.keystile.webauthn.attestation;

import dev.keystile.webauthn.bytes.ByteString;
import dev.keystile.webauthn.cose.CoseAlgorithm;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A hash algorithm by its TPM_ALG_ID (TPM 2.0 Part 2, 6.3). */
enum TpmHash {
    SHA1(0x0004, "SHA-1"),
    SHA256(0x000B, "SHA-256"),
    SHA384(0x000C, "SHA-384"),
    SHA512(0x000D, "SHA-512");

    private static final Map<CoseAlgorithm, TpmHash> BY_SIGNATURE = Map.ofEntries(
            Map.entry(CoseAlgorithm.RS1, SHA1),
            Map.entry(CoseAlgorithm.RS256, SHA256),
            Map.entry(CoseAlgorithm.PS256, SHA256),
            Map.entry(CoseAlgorithm.ES256, SHA256),
            Map.entry(CoseAlgorithm.ESP256, SHA256),
            Map.entry(CoseAlgorithm.RS384, SHA384),
            Map.entry(CoseAlgorithm.PS384, SHA384),
            Map.entry(CoseAlgorithm.ES384, SHA384),
            Map.entry(CoseAlgorithm.ESP384, SHA384),
            Map.entry(CoseAlgorithm.RS512, SHA512),
            Map.entry(CoseAlgorithm.PS512, SHA512),
            Map.entry(CoseAlgorithm.ES512, SHA512),
            Map.entry(CoseAlgorithm.ESP512, SHA512));

    private final int id;
    private final String title;

    TpmHash(int id, String title) {
        this.id = id;
        this.title = title;
    }

    static @Nullable TpmHash numbered(int id) {
        for (TpmHash hash : values()) {
            if (hash.id == id) {
                return hash;
            }
        }
        return null;
    }

    /** The hash that a signature algorithm employs; {@code null} for those that a TPM does not sign with. */
    static @Nullable TpmHash of(CoseAlgorithm signature) {
        return BY_SIGNATURE.get(signature);
    }

    /** The hash of some pieces of data, one after another. */
    ByteString of(ByteString... data) {
        try {
            MessageDigest digest = MessageDigest.getInstance(title);
            for (ByteString piece : data) {
                piece.feed(digest);
            }
            return ByteString.copyOf(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java platform lacks " + title, e);
        }
    }

    /** The Name of an object (TPM 2.0 Part 1, 16): this algorithm's number and the hash of the object's public area. */
    ByteString nameOf(ByteString publicArea) {
        return ByteString.of((byte) (id >> 8), (byte) id).concat(of(publicArea));
    }

    @Override
    public String toString() {
        return title;
    }
}
