package dev.keystile.webauthn.cose;

import static java.math.BigInteger.TWO;

import dev.keystile.webauthn.bytes.ByteString;
import java.math.BigInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The curves of COSE keys of type OKP that signatures are made on, RFC 8032. */
public enum OkpCurve implements KeyGroup {
    /** Ed25519: keys of 32 bytes, signatures of 64. */
    ED25519(
            6,
            "Ed25519",
            32,
            "302a300506032b6570032100",
            TWO.pow(255).subtract(BigInteger.valueOf(19)),
            -1,
            new BigInteger("52036cee2b6ffe738cc740797779e89800700a4d4141d8ab75eb4dca135978a3", 16),
            new BigInteger("1000000000000000000000000000000014def9dea2f79cd65812631a5cf5d3ed", 16),
            // The points of order 8; the others of small order have a y of 0, 1 or -1.
            Stream.of(
                    new BigInteger("05fc536d880238b13933c6d305acdfd5f098eff289f4c345b027b2c28f95e826", 16),
                    new BigInteger("7a03ac9277fdc74ec6cc392cfa53202a0f67100d760b3cba4fd84d3d706a17c7", 16))),
    /** Ed448: keys of 57 bytes, signatures of 114. */
    ED448(
            7,
            "Ed448",
            57,
            "3043300506032b6571033a00",
            TWO.pow(448).subtract(TWO.pow(224)).subtract(BigInteger.ONE),
            1,
            BigInteger.valueOf(-39081),
            TWO.pow(446).subtract(new BigInteger("8335dc163bb124b65129c96fde933d8d723a70aadc873d6d54a7bb0d", 16)),
            Stream.of());

    static final int KEY_TYPE = 1;

    private final int id;
    private final String title;
    private final int keyLength;
    private final ByteString keyInfoPrefix;
    private final EdwardsEncoding encoding;

    OkpCurve(
            int id,
            String title,
            int keyLength,
            String keyInfoPrefix,
            BigInteger prime,
            int a,
            BigInteger d,
            BigInteger order,
            Stream<BigInteger> moreOfSmallOrder) {
        this.id = id;
        this.title = title;
        this.keyLength = keyLength;
        this.keyInfoPrefix = ByteString.fromHex(keyInfoPrefix);
        this.encoding = new EdwardsEncoding(keyLength, prime, BigInteger.valueOf(a), d, order, moreOfSmallOrder);
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

    /** The curve's number in the IANA COSE registry: 6 or 7. */
    public int id() {
        return id;
    }

    /** The curve's name in the IANA COSE registry: {@code Ed25519} or {@code Ed448}. */
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

    /** How points of the curve, and with them keys and signatures, are encoded. */
    EdwardsEncoding encoding() {
        return encoding;
    }
}
