package dev.keystile.webauthn.cose;

import dev.keystile.webauthn.bytes.ByteString;
import java.math.BigInteger;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The points of an Edwards curve as RFC 8032 encodes them: y as a little-endian number and, in the last byte's highest bit, the
 * sign of x.
 *
 * <p>Providers disagree about a y that is not below the prime and about points of small order, under which a signature means
 * nothing; and none looks before the first signature. Here such points are refused from the start.
 */
final class EdwardsEncoding {
    private static final int SIGN = 0x80;

    private final int length;
    private final BigInteger prime;
    private final ByteString primeBytes;
    private final ByteString orderBytes;

    /** Of the curve's equation ax² + y² = 1 + dx²y², in which x² is (y² - 1) / (dy² - a). */
    private final BigInteger a;

    private final BigInteger d;

    /** The y of all points whose order divides the cofactor. */
    private final Set<BigInteger> smallOrder;

    /** @param moreOfSmallOrder the y of the points of small order beside 0, 1 and -1, which all curves have */
    EdwardsEncoding(
            int length,
            BigInteger prime,
            BigInteger a,
            BigInteger d,
            BigInteger order,
            Stream<BigInteger> moreOfSmallOrder) {
        this.length = length;
        this.prime = prime;
        this.primeBytes = littleEndian(prime, length);
        this.orderBytes = littleEndian(order, length);
        this.a = a;
        this.d = d;
        this.smallOrder = Stream.concat(
                        Stream.of(BigInteger.ZERO, BigInteger.ONE, prime.subtract(BigInteger.ONE)), moreOfSmallOrder)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Whether some bytes are the encoding, and the only one, of a point that is not of small order. */
    boolean isPublicKey(ByteString encoded) {
        if (encoded.length() != length || !isBelow(encoded, 0, ~SIGN, primeBytes)) {
            return false;
        }
        BigInteger y = y(encoded);
        return !smallOrder.contains(y) && hasX(y);
    }

    private BigInteger y(ByteString encoded) {
        byte[] bigEndian = new byte[length];
        for (int i = 0; i < length; i++) {
            bigEndian[i] = encoded.byteAt(length - 1 - i);
        }
        bigEndian[0] &= (byte) ~SIGN;
        return new BigInteger(bigEndian);
    }

    /** Whether (y² - 1) / (dy² - a) is a square. The product of two numbers is one whenever their quotient is. */
    private boolean hasX(BigInteger y) {
        BigInteger ySquared = y.multiply(y).mod(prime);
        BigInteger product =
                ySquared.subtract(BigInteger.ONE).multiply(d.multiply(ySquared).subtract(a));
        return JacobiSymbol.of(product.mod(prime), prime) == 1;
    }

    /**
     * Whether a signature's two halves are what a signer can have made: the only encoding of a point, as far as y tells, and a
     * number below the order. Otherwise a signature could be changed into another that some providers accept.
     */
    boolean isSignature(ByteString signature) {
        if (signature.length() != 2 * length
                || !isBelow(signature, 0, ~SIGN, primeBytes)
                || !isBelow(signature, length, ~0, orderBytes)) {
            return false;
        }
        // The points whose x is zero have y = 1 or y = -1, and no negative x.
        boolean negative = (signature.byteAt(length - 1) & SIGN) != 0;
        return !negative || !hasZeroX(y(signature.slice(0, length)));
    }

    private boolean hasZeroX(BigInteger y) {
        return y.equals(BigInteger.ONE) || y.equals(prime.subtract(BigInteger.ONE));
    }

    /** Whether the little-endian number at an offset, some bits of its last byte left out, is below another. */
    private boolean isBelow(ByteString bytes, int from, int lastByteMask, ByteString limit) {
        int mask = lastByteMask & 0xFF;
        for (int i = length - 1; i >= 0; i--) {
            int each = bytes.uint8At(from + i) & mask;
            if (each != limit.uint8At(i)) {
                return each < limit.uint8At(i);
            }
            mask = 0xFF;
        }
        return false;
    }

    private static ByteString littleEndian(BigInteger number, int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = number.shiftRight(Byte.SIZE * i).byteValue();
        }
        return ByteString.copyOf(bytes);
    }
}
