package dev.keystile.webauthn.cose;

import dev.keystile.webauthn.bytes.ByteString;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Ed25519 as a textbook has it, slow and without secrets: to make keys and signatures that no honest signer makes.
 *
 * @param x the point's x
 * @param y the point's y
 */
record EdwardsCurve(BigInteger x, BigInteger y) {
    static final BigInteger P = BigInteger.TWO.pow(255).subtract(BigInteger.valueOf(19));
    static final BigInteger L = BigInteger.TWO.pow(252).add(new BigInteger("27742317777372353535851937790883648493"));
    static final BigInteger D = BigInteger.valueOf(-121665)
            .multiply(BigInteger.valueOf(121666).modInverse(P))
            .mod(P);
    static final EdwardsCurve IDENTITY = new EdwardsCurve(BigInteger.ZERO, BigInteger.ONE);
    static final EdwardsCurve BASE = withY(
            BigInteger.valueOf(4).multiply(BigInteger.valueOf(5).modInverse(P)).mod(P));

    /** The point of a y whose x is even. */
    static EdwardsCurve withY(BigInteger y) {
        BigInteger ySquared = y.multiply(y).mod(P);
        BigInteger xSquared = ySquared.subtract(BigInteger.ONE)
                .multiply(D.multiply(ySquared).add(BigInteger.ONE).modInverse(P))
                .mod(P);
        BigInteger x = xSquared.modPow(P.add(BigInteger.valueOf(3)).shiftRight(3), P);
        if (!x.multiply(x).mod(P).equals(xSquared)) {
            x = x.multiply(BigInteger.TWO.modPow(P.subtract(BigInteger.ONE).shiftRight(2), P))
                    .mod(P);
        }
        if (!x.multiply(x).mod(P).equals(xSquared)) {
            throw new ArithmeticException("no such point");
        }
        return new EdwardsCurve(x.testBit(0) ? P.subtract(x).mod(P) : x, y);
    }

    EdwardsCurve plus(EdwardsCurve other) {
        BigInteger product =
                D.multiply(x).multiply(other.x).multiply(y).multiply(other.y).mod(P);
        BigInteger sumX = x.multiply(other.y).add(y.multiply(other.x));
        BigInteger sumY = y.multiply(other.y).add(x.multiply(other.x));
        return new EdwardsCurve(
                sumX.multiply(BigInteger.ONE.add(product).modInverse(P)).mod(P),
                sumY.multiply(BigInteger.ONE.subtract(product).modInverse(P)).mod(P));
    }

    EdwardsCurve times(BigInteger factor) {
        EdwardsCurve product = IDENTITY;
        for (int bit = factor.bitLength() - 1; bit >= 0; bit--) {
            product = product.plus(product);
            if (factor.testBit(bit)) {
                product = product.plus(this);
            }
        }
        return product;
    }

    /** A point of order 8. */
    static EdwardsCurve ofOrderEight() {
        for (long y = 2; ; y++) {
            try {
                EdwardsCurve torsion = withY(BigInteger.valueOf(y)).times(L);
                if (!torsion.times(BigInteger.valueOf(4)).equals(IDENTITY)) {
                    return torsion;
                }
            } catch (ArithmeticException e) {
                continue;
            }
        }
    }

    ByteString encoded() {
        return littleEndian(x.testBit(0) ? y.setBit(255) : y);
    }

    static ByteString littleEndian(BigInteger number) {
        byte[] bytes = new byte[32];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = number.shiftRight(8 * i).byteValue();
        }
        return ByteString.copyOf(bytes);
    }

    /** RFC 8032's k, of the encodings of R and of the key and of the message. */
    static BigInteger challenge(ByteString commitment, ByteString key, ByteString message) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-512");
            digest.update(commitment.toByteArray());
            digest.update(key.toByteArray());
            byte[] hash = digest.digest(message.toByteArray());
            return reversed(hash).mod(L);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private static BigInteger reversed(byte[] littleEndian) {
        byte[] bigEndian = new byte[littleEndian.length];
        for (int i = 0; i < bigEndian.length; i++) {
            bigEndian[i] = littleEndian[littleEndian.length - 1 - i];
        }
        return new BigInteger(1, bigEndian);
    }
}
