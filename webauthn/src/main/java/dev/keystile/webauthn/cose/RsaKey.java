package dev.keystile.webauthn.cose;

import dev.keystile.webauthn.bytes.ByteString;
import dev.keystile.webauthn.cbor.CborMap;

/**
 * An RSA public key: an odd modulus of 2048 to 8192 bits and an odd exponent from 65537 to 2³²-1.
 *
 * <p>RFC 8230 allows no leading zeros in either number, and yet some authenticators write them (an exponent of always four
 * bytes, a zero that keeps the modulus positive). They are taken off here, so that a key has one form.
 *
 * @param algorithm an algorithm of RSA
 * @param modulus big-endian, without leading zeros: 256 to 1024 bytes
 * @param exponent big-endian, without leading zeros: 3 or 4 bytes, usually {@code 010001}
 */
public record RsaKey(CoseAlgorithm algorithm, ByteString modulus, ByteString exponent) implements CoseKey {
    private static final int LEAST_MODULUS_BITS = 2048;
    private static final int MOST_MODULUS_BITS = 8192;

    /** What FIPS 186-5 demands as the least, which rules out the small exponents that make padding mistakes fatal. */
    private static final int LEAST_EXPONENT = 0x10001;

    /** What every provider can take: some refuse more than 33 bits. */
    private static final int MOST_EXPONENT_BITS = 32;

    /** @throws IllegalArgumentException when the algorithm is not one of RSA or a number not within its limits */
    public RsaKey {
        KeyRules.requireGroup(algorithm, RsaModulus.ANY);
        modulus = withoutLeadingZeros(modulus);
        exponent = withoutLeadingZeros(exponent);
        int bits = bitLength(modulus);
        if (bits < LEAST_MODULUS_BITS || bits > MOST_MODULUS_BITS || !isOdd(modulus)) {
            throw new IllegalArgumentException(
                    "the modulus must be odd and have " + LEAST_MODULUS_BITS + " to " + MOST_MODULUS_BITS + " bits");
        }
        if (bitLength(exponent) > MOST_EXPONENT_BITS || toLong(exponent) < LEAST_EXPONENT || !isOdd(exponent)) {
            throw new IllegalArgumentException("the exponent must be odd and from " + LEAST_EXPONENT + " to 2^32-1");
        }
    }

    private static ByteString withoutLeadingZeros(ByteString number) {
        int zeros = 0;
        while (zeros < number.length() && number.byteAt(zeros) == 0) {
            zeros++;
        }
        return number.slice(zeros);
    }

    private static boolean isOdd(ByteString number) {
        return (number.byteAt(number.length() - 1) & 1) == 1;
    }

    private static int bitLength(ByteString number) {
        return number.isEmpty() ? 0 : 8 * number.length() + 24 - Integer.numberOfLeadingZeros(number.uint8At(0));
    }

    private static long toLong(ByteString number) {
        long value = 0;
        for (int i = 0; i < number.length(); i++) {
            value = value << 8 | number.uint8At(i);
        }
        return value;
    }

    @Override
    public ByteString encoded() {
        return CborMap.builder()
                .put(1, RsaModulus.KEY_TYPE)
                .put(3, algorithm.id())
                .put(-1, modulus)
                .put(-2, exponent)
                .build()
                .encode();
    }
}
