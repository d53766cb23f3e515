package dev.keystile.webauthn.cose;

import dev.keystile.webauthn.bytes.ByteString;
import java.math.BigInteger;
import java.util.Arrays;

/**
 * The equation y² = x³ + ax + b modulo a prime p, decided for given x and y.
 *
 * <p>Every public key that is used passes here, so this is quicker than {@link BigInteger} and makes next to no garbage: numbers
 * are arrays of 32-bit limbs, the lowest first, and are multiplied by Montgomery's method. With R = 2³²ⁿ for n limbs that
 * method gives the product of two numbers divided by R, and both sides of the equation are divided by R² in all.
 */
final class CurveEquation {
    private static final long LIMB = 0xFFFF_FFFFL;

    private final int[] prime;

    /** -1/p modulo 2³². */
    private final int negativeInverse;

    /** a/R and b/R modulo p. */
    private final int[] aOverR;

    private final int[] bOverR;

    CurveEquation(BigInteger prime, BigInteger a, BigInteger b) {
        int length = (prime.bitLength() + 31) / 32;
        BigInteger inverseOfR = BigInteger.ONE.shiftLeft(32 * length).modInverse(prime);
        this.prime = limbs(prime, length);
        this.negativeInverse =
                prime.negate().modInverse(BigInteger.ONE.shiftLeft(32)).intValue();
        this.aOverR = limbs(a.multiply(inverseOfR).mod(prime), length);
        this.bOverR = limbs(b.multiply(inverseOfR).mod(prime), length);
    }

    private static int[] limbs(BigInteger number, int length) {
        int[] limbs = new int[length];
        for (int i = 0; i < length; i++) {
            limbs[i] = number.shiftRight(32 * i).intValue();
        }
        return limbs;
    }

    /** Whether the equation holds for two big-endian numbers below p; for others it does not. */
    boolean holds(ByteString xNumber, ByteString yNumber) {
        int[] x = limbs(xNumber);
        int[] y = limbs(yNumber);
        if (!isBelowPrime(x) || !isBelowPrime(y)) {
            return false;
        }
        int[] scratch = new int[prime.length + 1];
        int[] right = new int[prime.length];
        multiply(x, x, right, scratch);
        add(right, aOverR);
        multiply(right, x, right, scratch);
        int[] left = y;
        multiply(y, y, left, scratch);
        subtract(left, bOverR);
        int[] one = x;
        Arrays.fill(one, 0);
        one[0] = 1;
        multiply(left, one, left, scratch);
        return Arrays.equals(left, right);
    }

    private int[] limbs(ByteString bigEndian) {
        int[] limbs = new int[prime.length];
        int end = bigEndian.length();
        int i = 0;
        for (; end >= Integer.BYTES; end -= Integer.BYTES) {
            limbs[i++] = (int) bigEndian.uint32At(end - Integer.BYTES);
        }
        for (int shift = 0; end > 0; end--, shift += Byte.SIZE) {
            limbs[i] |= bigEndian.uint8At(end - 1) << shift;
        }
        return limbs;
    }

    private boolean isBelowPrime(int[] number) {
        for (int i = prime.length - 1; i >= 0; i--) {
            if (number[i] != prime[i]) {
                return Integer.compareUnsigned(number[i], prime[i]) < 0;
            }
        }
        return false;
    }

    /** {@code product = one * other / R mod p}, for factors below p; the product may be one of the factors. */
    private void multiply(int[] one, int[] other, int[] product, int[] scratch) {
        int length = prime.length;
        Arrays.fill(scratch, 0);
        for (int limb : other) {
            addMultipleAndShift(one, limb & LIMB, scratch);
        }
        System.arraycopy(scratch, 0, product, 0, length);
        subtractPrimeIfAbove(product, scratch[length]);
    }

    /** {@code sum = (sum + number * factor + prime * q) / 2³²}, with the q that makes this a whole number. */
    private void addMultipleAndShift(int[] number, long factor, int[] sum) {
        int[] p = prime;
        int length = p.length;
        long carry = (number[0] & LIMB) * factor + (sum[0] & LIMB);
        long q = carry * negativeInverse & LIMB;
        long primeCarry = (p[0] & LIMB) * q + (carry & LIMB) >>> 32;
        carry >>>= 32;
        for (int j = 1; j < length; j++) {
            carry += (number[j] & LIMB) * factor + (sum[j] & LIMB);
            primeCarry += (p[j] & LIMB) * q + (carry & LIMB);
            sum[j - 1] = (int) primeCarry;
            carry >>>= 32;
            primeCarry >>>= 32;
        }
        carry += primeCarry + (sum[length] & LIMB);
        sum[length - 1] = (int) carry;
        sum[length] = (int) (carry >>> 32);
    }

    /** {@code sum = sum + number mod p}. */
    private void add(int[] sum, int[] number) {
        long carry = 0;
        for (int i = 0; i < sum.length; i++) {
            carry += (sum[i] & LIMB) + (number[i] & LIMB);
            sum[i] = (int) carry;
            carry >>>= 32;
        }
        subtractPrimeIfAbove(sum, (int) carry);
    }

    /** {@code difference = difference - number mod p}. */
    private void subtract(int[] difference, int[] number) {
        if (subtractRaw(difference, number) != 0) {
            long carry = 0;
            for (int i = 0; i < difference.length; i++) {
                carry += (difference[i] & LIMB) + (prime[i] & LIMB);
                difference[i] = (int) carry;
                carry >>>= 32;
            }
        }
    }

    /** Subtracts p once when a number below 2p, with its highest limb apart, is not below p. */
    private void subtractPrimeIfAbove(int[] number, int highestLimb) {
        if (highestLimb != 0 || !isBelowPrime(number)) {
            subtractRaw(number, prime);
        }
    }

    /** Subtracts without regard to p and returns the borrow, 0 or -1. */
    private static int subtractRaw(int[] difference, int[] number) {
        long borrow = 0;
        for (int i = 0; i < difference.length; i++) {
            borrow += (difference[i] & LIMB) - (number[i] & LIMB);
            difference[i] = (int) borrow;
            borrow >>= 32;
        }
        return (int) borrow;
    }
}
