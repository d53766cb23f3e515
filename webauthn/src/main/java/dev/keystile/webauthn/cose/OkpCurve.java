package dev.keystile.webauthn.cose;

import dev.keystile.webauthn.bytes.ByteString;
import org.jspecify.annotations.Nullable;

/** The curves of COSE keys of type OKP that signatures are made on, RFC 8032. */
public enum OkpCurve implements KeyGroup {
    ED25519(6, "Ed25519", 32, "302a300506032b6570032100"),
    ED448(7, "Ed448", 57, "3043300506032b6571033a00");

    static final int KEY_TYPE = 1;

    private final int id;
    private final String title;
    private final int keyLength;
    private final ByteString keyInfoPrefix;

    OkpCurve(int id, String title, int keyLength, String keyInfoPrefix) {
        this.id = id;
        this.title = title;
        this.keyLength = keyLength;
        this.keyInfoPrefix = ByteString.fromHex(keyInfoPrefix);
    }

    /** The curve of a number in the IANA COSE registry, or {@code null}. */
    static @Nullable OkpCurve numbered(long id) {
        for (OkpCurve curve : values()) {
            if (curve.id == id) {
                return curve;
            }
        }
        return null;
    }

    @Override
    public int keyType() {
        return KEY_TYPE;
    }

    /** The curve's number in the IANA COSE registry. */
    public int id() {
        return id;
    }

    /** The curve's name in the IANA COSE registry. */
    @Override
    public String title() {
        return title;
    }

    /** The number of bytes of a public key: 32 or 57. A signature has twice as many. */
    public int keyLength() {
        return keyLength;
    }

    /** What comes before the key in the X.509 SubjectPublicKeyInfo of a key on this curve. */
    ByteString keyInfoPrefix() {
        return keyInfoPrefix;
    }
}
