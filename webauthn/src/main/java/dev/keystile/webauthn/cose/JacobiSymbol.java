package dev.keystile.webauthn.cose;

import java.math.BigInteger;

/**
 * The Jacobi symbol (a/n): for a prime n it is 1 when a is a square modulo n, -1 when it is not, and 0 when n divides a.
 *
 * <p>By the binary algorithm on arrays of 32-bit limbs, the lowest first, because {@link BigInteger} has nothing quicker than a
 * modular power, which takes as long as a native provider needs for a whole signature.
 */
final class JacobiSymbol {
    private static final long LIMB = 0xFFFF_FFFFL;

    private int[] a;
    private int[] n;

    /** The limbs in use: all above are zero in both numbers. */
    private int length;

    private JacobiSymbol(BigInteger a, BigInteger n) {
        this.length = (n.bitLength() + 31) / 32;
        this.a = limbs(a, length);
        this.n = limbs(n, length);
    }

    /** The symbol for an odd positive n and an a from 0 to n - 1. */
    static int of(BigInteger a, BigInteger n) {
        return new JacobiSymbol(a, n).compute();
    }

    private int compute() {
        int symbol = 1;
        while (!isZero(a)) {
            int twos = removeTwos(a);
            // (2/n) is -1 when n is 3 or 5 modulo 8.
            int nModulo8 = n[0] & 7;
            if ((twos & 1) == 1 && (nModulo8 == 3 || nModulo8 == 5)) {
                symbol = -symbol;
            }
            if (isBelow(a, n)) {
                // Reciprocity: the sign changes when both are 3 modulo 4.
                if ((a[0] & n[0] & 3) == 3) {
                    symbol = -symbol;
                }
                int[] swapped = a;
                a = n;
                n = swapped;
            }
            subtract(a, n);
            while (length > 1 && a[length - 1] == 0 && n[length - 1] == 0) {
                length--;
            }
        }
        return isOne(n) ? symbol : 0;
    }

    private static int[] limbs(BigInteger number, int length) {
        int[] limbs = new int[length];
        for (int i = 0; i < length; i++) {
            limbs[i] = number.shiftRight(32 * i).intValue();
        }
        return limbs;
    }

    /** Divides a number that is not zero by the highest power of two it has, and returns the exponent of that. */
    private int removeTwos(int[] number) {
        int whole = 0;
        while (number[whole] == 0) {
            whole++;
        }
        int bits = Integer.numberOfTrailingZeros(number[whole]);
        for (int i = 0; i < length; i++) {
            int low = i + whole < length ? number[i + whole] : 0;
            int high = i + whole + 1 < length ? number[i + whole + 1] : 0;
            number[i] = (int) ((((long) high << 32) | (low & LIMB)) >>> bits);
        }
        return 32 * whole + bits;
    }

    private boolean isZero(int[] number) {
        for (int i = 0; i < length; i++) {
            if (number[i] != 0) {
                return false;
            }
        }
        return true;
    }

    private boolean isOne(int[] number) {
        for (int i = 1; i < length; i++) {
            if (number[i] != 0) {
                return false;
            }
        }
        return number[0] == 1;
    }

    private boolean isBelow(int[] one, int[] other) {
        for (int i = length - 1; i >= 0; i--) {
            if (one[i] != other[i]) {
                return Integer.compareUnsigned(one[i], other[i]) < 0;
            }
        }
        return false;
    }

    /** {@code difference -= number}, for a number that is not larger. */
    private void subtract(int[] difference, int[] number) {
        long borrow = 0;
        for (int i = 0; i < length; i++) {
            borrow += (difference[i] & LIMB) - (number[i] & LIMB);
            difference[i] = (int) borrow;
            borrow >>= 32;
        }
    }
}
