package dev.keystile.webauthn.cose;

import dev.keystile.webauthn.bytes.ByteString;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** The elliptic curves of COSE keys of type EC2: y² = x³ + ax + b over the integers modulo a prime, with a prime order. */
public enum EcCurve implements KeyGroup {
    /** NIST P-256, also called secp256r1: coordinates of 32 bytes. */
    P_256(
            1,
            "P-256",
            32,
            "ffffffff00000001000000000000000000000000ffffffffffffffffffffffff",
            -3,
            "5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604b",
            "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551",
            "3059301306072a8648ce3d020106082a8648ce3d03010703420004",
            "6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296"
                    + "4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5"),
    /** NIST P-384, also called secp384r1: coordinates of 48 bytes. */
    P_384(
            2,
            "P-384",
            48,
            "fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffeffffffff0000000000000000ffffffff",
            -3,
            "b3312fa7e23ee7e4988e056be3f82d19181d9c6efe8141120314088f5013875ac656398d8a2ed19d2a85c8edd3ec2aef",
            "ffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf581a0db248b0a77aecec196accc52973",
            "3076301006072a8648ce3d020106052b8104002203620004",
            "aa87ca22be8b05378eb1c71ef320ad746e1d3b628ba79b9859f741e082542a385502f25dbf55296c3a545e3872760ab7"
                    + "3617de4a96262c6f5d9e98bf9292dc29f8f41dbd289a147ce9da3113b5f0b8c00a60b1ce1d7e819d7a431d7c90ea0e5f"),
    /** NIST P-521, also called secp521r1: coordinates of 66 bytes. */
    P_521(
            3,
            "P-521",
            66,
            "01ff" + "ff".repeat(64),
            -3,
            "0051953eb9618e1c9a1f929a21a0b68540eea2da725b99b315f3b8b489918ef109e156193951ec7e937b1652c0bd3bb1bf073573df883d2c"
                    + "34f1ef451fd46b503f00",
            "01fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffa51868783bf2f966b7fcc0148f709a5d03bb5c9b8899c"
                    + "47aebb6fb71e91386409",
            "30819b301006072a8648ce3d020106052b810400230381860004",
            "00c6858e06b70404e9cd9e3ecb662395b4429c648139053fb521f828af606b4d3dbaa14b5e77efe75928fe1dc127a2ffa8"
                    + "de3348b3c1856a429bf97e7e31c2e5bd66"
                    + "011839296a789a3bc0045c8a5fb42c7d1bd998f54449579b446817afbd17273e662c97ee72995ef42640c550b9013fad07"
                    + "61353c7086a272c24088be94769fd16650"),
    /**
     * The curve of Bitcoin, SEC 2: coordinates of 32 bytes. The JDK cannot verify signatures on it, other providers
     * can.
     */
    SECP256K1(
            8,
            "secp256k1",
            32,
            "fffffffffffffffffffffffffffffffffffffffffffffffffffffffefffffc2f",
            0,
            "07",
            "fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141",
            "3056301006072a8648ce3d020106052b8104000a03420004",
            "79be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798"
                    + "483ada7726a3c4655da4fbfc0e1108a8fd17b448a68554199c47d08ffb10d4b8");

    static final int KEY_TYPE = 2;

    private final int id;
    private final String title;
    private final int coordinateLength;
    private final CurveEquation equation;
    private final ByteString order;
    private final ByteString keyInfoPrefix;
    private final ByteString generator;

    EcCurve(
            int id,
            String title,
            int coordinateLength,
            String prime,
            int a,
            String b,
            String order,
            String keyInfoPrefix,
            String generator) {
        this.id = id;
        this.title = title;
        this.coordinateLength = coordinateLength;
        this.equation = new CurveEquation(new BigInteger(prime, 16), BigInteger.valueOf(a), new BigInteger(b, 16));
        this.order = ByteString.fromHex(order);
        this.keyInfoPrefix = ByteString.fromHex(keyInfoPrefix);
        this.generator = ByteString.fromHex(generator);
    }

    /** The curve of a number in the IANA COSE registry, or {@code null}. */
    static @Nullable EcCurve numbered(long id) {
        for (EcCurve curve : values()) {
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

    /** The curve's number in the IANA COSE registry: 1, 2, 3 or 8. */
    public int id() {
        return id;
    }

    /** The curve's name in the IANA COSE registry, such as {@code P-256}. */
    @Override
    public String title() {
        return title;
    }

    /** The number of bytes of each coordinate: 32, 48 or 66. */
    public int coordinateLength() {
        return coordinateLength;
    }

    /** The order of the group, as a big-endian number of {@link #coordinateLength()} bytes. */
    ByteString order() {
        return order;
    }

    /** What comes before the coordinates in the X.509 SubjectPublicKeyInfo of a key on this curve. */
    ByteString keyInfoPrefix() {
        return keyInfoPrefix;
    }

    /** Whether two coordinates are those of a point on the curve. The point at infinity has none. */
    boolean contains(ByteString x, ByteString y) {
        return equation.holds(x, y);
    }

    /** A point that everybody knows: its coordinates, one behind the other. */
    ByteString generator() {
        return generator;
    }
}
