package dev.keystile.webauthn.cose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.webauthn.bytes.ByteString;
import java.math.BigInteger;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The form of keys and signatures alone: what no provider gets to see if it is wrong. */
class EdwardsEncodingTest {

    /** A curve by the constants of RFC 8032 section 5. */
    enum Curve {
        ED25519(32, EdwardsCurve.P, -1, EdwardsCurve.D, EdwardsCurve.L),
        ED448(
                57,
                BigInteger.TWO.pow(448).subtract(BigInteger.TWO.pow(224)).subtract(BigInteger.ONE),
                1,
                BigInteger.valueOf(-39081),
                BigInteger.TWO
                        .pow(446)
                        .subtract(new BigInteger(
                                "13818066809895115352007386748515426880336692474882178609894547503885")));

        final int length;
        final BigInteger prime;
        final BigInteger order;
        final BigInteger a;
        final BigInteger d;

        Curve(int length, BigInteger prime, int a, BigInteger d, BigInteger order) {
            this.length = length;
            this.prime = prime;
            this.order = order;
            this.a = BigInteger.valueOf(a);
            this.d = d;
        }

        EdwardsEncoding encoding() {
            return new EdwardsEncoding(length, prime, a, d, order, Stream.of());
        }

        /** The encoding of a point by its y and the sign of its x. */
        ByteString point(BigInteger y, boolean negative) {
            byte[] bytes = littleEndian(y).toByteArray();
            bytes[length - 1] |= (byte) (negative ? 0x80 : 0);
            return ByteString.copyOf(bytes);
        }

        ByteString littleEndian(BigInteger number) {
            byte[] bytes = new byte[length];
            for (int i = 0; i < length; i++) {
                bytes[i] = number.shiftRight(8 * i).byteValue();
            }
            return ByteString.copyOf(bytes);
        }

        boolean isSignature(BigInteger y, boolean negative, BigInteger number) {
            return encoding().isSignature(point(y, negative).concat(littleEndian(number)));
        }
    }

    private static final BigInteger ONE = BigInteger.ONE;
    private static final BigInteger TWO = BigInteger.TWO;

    @ParameterizedTest
    @EnumSource
    void takesNumbersBelowTheOrderAsASignaturesSecondHalf(Curve curve) {
        BigInteger last = curve.order.subtract(ONE);
        for (BigInteger number : new BigInteger[] {BigInteger.ZERO, ONE, last.shiftRight(1), last}) {
            assertThat(curve.isSignature(TWO, false, number)).as("%s", number).isTrue();
        }
        for (BigInteger number : new BigInteger[] {
            curve.order,
            curve.order.add(ONE),
            curve.order.shiftLeft(1),
            ONE.shiftLeft(8 * curve.length - 1),
            ONE.shiftLeft(8 * curve.length).subtract(ONE)
        }) {
            assertThat(curve.isSignature(TWO, false, number)).as("%s", number).isFalse();
        }
        for (int bit = curve.order.bitLength(); bit < 8 * curve.length; bit++) {
            assertThat(curve.isSignature(TWO, false, ONE.setBit(bit)))
                    .as("%s", bit)
                    .isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource
    void takesNumbersBelowThePrimeAsASignaturesFirstHalf(Curve curve) {
        BigInteger last = curve.prime.subtract(ONE);
        for (BigInteger y : new BigInteger[] {BigInteger.ZERO, TWO, last.subtract(ONE)}) {
            assertThat(curve.isSignature(y, false, ONE)).as("%s", y).isTrue();
            assertThat(curve.isSignature(y, true, ONE)).as("%s, negative", y).isTrue();
        }
        for (BigInteger y : new BigInteger[] {curve.prime, curve.prime.add(ONE), curve.prime.add(TWO)}) {
            assertThat(curve.isSignature(y, false, ONE)).as("%s", y).isFalse();
            assertThat(curve.isSignature(y, true, ONE)).as("%s, negative", y).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource
    void knowsNoNegativeZero(Curve curve) {
        for (BigInteger y : new BigInteger[] {ONE, curve.prime.subtract(ONE)}) {
            assertThat(curve.isSignature(y, false, ONE)).as("%s", y).isTrue();
            assertThat(curve.isSignature(y, true, ONE)).as("%s, negative", y).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource
    void takesSignaturesAndKeysOfOneLength(Curve curve) {
        int length = 2 * curve.length;
        for (int wrong : new int[] {0, curve.length, length - 1, length + 1}) {
            assertThat(curve.encoding().isSignature(ByteString.copyOf(new byte[wrong])))
                    .isFalse();
        }
        assertThat(curve.encoding().isSignature(ByteString.copyOf(new byte[length])))
                .isTrue();
        ByteString key = someKey(curve);
        assertThat(curve.encoding().isPublicKey(key)).isTrue();
        assertThat(curve.encoding().isPublicKey(key.concat(ByteString.of((byte) 0))))
                .isFalse();
        assertThat(curve.encoding().isPublicKey(key.slice(0, curve.length - 1))).isFalse();
    }

    private static ByteString someKey(Curve curve) {
        CoseAlgorithm algorithm = curve == Curve.ED25519 ? CoseAlgorithm.EDDSA : CoseAlgorithm.ED448;
        return ((OkpKey) KeyPairs.coseKey(algorithm)).x();
    }

    @ParameterizedTest
    @EnumSource
    void takesNoKeyOfSmallOrder(Curve curve) {
        BigInteger last = curve.prime.subtract(ONE);
        for (BigInteger y : new BigInteger[] {BigInteger.ZERO, ONE, last, curve.prime, curve.prime.add(ONE)}) {
            assertThat(curve.encoding().isPublicKey(curve.point(y, false)))
                    .as("%s", y)
                    .isFalse();
            assertThat(curve.encoding().isPublicKey(curve.point(y, true)))
                    .as("%s, negative", y)
                    .isFalse();
        }
    }
}
