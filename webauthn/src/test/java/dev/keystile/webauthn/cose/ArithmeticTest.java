package dev.keystile.webauthn.cose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.webauthn.bytes.ByteString;
import java.math.BigInteger;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECParameterSpec;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.bouncycastle.jce.ECNamedCurveTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The library's own arithmetic against {@link BigInteger} and against the constants of others. */
class ArithmeticTest {
    private static ECParameterSpec parameters(EcCurve curve) {
        CoseAlgorithm algorithm = Arrays.stream(SignatureScheme.values())
                .filter(scheme -> scheme.keyGroup() == curve)
                .findFirst()
                .orElseThrow()
                .algorithm();
        return ((ECPublicKey) KeyPairs.of(algorithm).getPublic()).getParams();
    }

    private static BigInteger prime(EcCurve curve) {
        return ((ECFieldFp) parameters(curve).getCurve().getField()).getP();
    }

    @ParameterizedTest
    @EnumSource(EcCurve.class)
    void hasTheOrdersThatOthersHave(EcCurve curve) {
        assertThat(new BigInteger(1, curve.order().toByteArray()))
                .isEqualTo(parameters(curve).getOrder());
    }

    @ParameterizedTest
    @EnumSource(EcCurve.class)
    void findsMultiplesOfTheGeneratorOnTheCurveAndTheirNeighboursNot(EcCurve curve) {
        int length = curve.coordinateLength();
        var generator = ECNamedCurveTable.getParameterSpec(curve == EcCurve.SECP256K1 ? "secp256k1" : curve.title())
                .getG();
        for (int i = 1; i <= 40; i++) {
            var point = generator.multiply(BigInteger.valueOf(i).pow(9)).normalize();
            BigInteger x = point.getAffineXCoord().toBigInteger();
            BigInteger y = point.getAffineYCoord().toBigInteger();

            assertThat(curve.contains(fixed(x, length), fixed(y, length))).isTrue();
            assertThat(curve.contains(fixed(x, length), fixed(prime(curve).subtract(y), length)))
                    .isTrue();
            assertThat(curve.contains(fixed(x, length), fixed(y.add(BigInteger.ONE), length)))
                    .isFalse();
            assertThat(curve.contains(fixed(x.flipBit(i), length), fixed(y, length)))
                    .isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource(EcCurve.class)
    void decidesTheEquationAsBigIntegersDo(EcCurve curve) {
        BigInteger p = prime(curve);
        BigInteger a = parameters(curve).getCurve().getA();
        BigInteger b = parameters(curve).getCurve().getB();
        CurveEquation equation = new CurveEquation(p, a, b);
        Random random = new Random(curve.ordinal());
        int onCurve = 0;
        for (int i = 0; i < 200; i++) {
            BigInteger x = new BigInteger(p.bitLength() - random.nextInt(p.bitLength()), random).mod(p);
            BigInteger square = x.pow(3).add(a.multiply(x)).add(b).mod(p);
            // A root by the exponent that all four primes have, if there is one.
            BigInteger y = square.modPow(p.add(BigInteger.ONE).shiftRight(2), p);
            boolean holds = y.multiply(y).mod(p).equals(square);
            onCurve += holds ? 1 : 0;

            assertThat(equation.holds(fixed(x, curve.coordinateLength()), fixed(y, curve.coordinateLength())))
                    .isEqualTo(holds);
        }
        assertThat(onCurve).isBetween(60, 140);
    }

    @ParameterizedTest
    @EnumSource(EcCurve.class)
    void findsPointsWhoseCoordinateIsJustBelowThePrime(EcCurve curve) {
        BigInteger p = prime(curve);
        BigInteger a = parameters(curve).getCurve().getA();
        BigInteger b = parameters(curve).getCurve().getB();
        int length = curve.coordinateLength();
        int found = 0;
        for (int below = 1; below <= 20; below++) {
            BigInteger x = p.subtract(BigInteger.valueOf(below));
            BigInteger square = x.pow(3).add(a.multiply(x)).add(b).mod(p);
            BigInteger y = square.modPow(p.add(BigInteger.ONE).shiftRight(2), p);
            boolean holds = y.multiply(y).mod(p).equals(square);
            found += holds ? 1 : 0;

            assertThat(curve.contains(fixed(x, length), fixed(y, length))).isEqualTo(holds);
        }
        assertThat(found).isPositive();
    }

    @ParameterizedTest
    @EnumSource(EcCurve.class)
    void refusesCoordinatesThatAreNotBelowThePrime(EcCurve curve) {
        BigInteger p = prime(curve);
        int length = curve.coordinateLength();
        Random random = new Random(7);
        BigInteger a = parameters(curve).getCurve().getA();
        BigInteger b = parameters(curve).getCurve().getB();
        int tried = 0;
        // A point whose x leaves room for the prime to be added to it.
        for (BigInteger x = BigInteger.ZERO; tried < 3 && x.bitLength() < 16; x = x.add(BigInteger.ONE)) {
            BigInteger square = x.pow(3).add(a.multiply(x)).add(b).mod(p);
            BigInteger y = square.modPow(p.add(BigInteger.ONE).shiftRight(2), p);
            if (y.multiply(y).mod(p).equals(square) && x.add(p).bitLength() <= 8 * length) {
                tried++;
                assertThat(curve.contains(fixed(x, length), fixed(y, length))).isTrue();
                assertThat(curve.contains(fixed(x.add(p), length), fixed(y, length)))
                        .isFalse();
            }
        }
        assertThat(tried).isPositive();
        BigInteger any = new BigInteger(p.bitLength() - 1, random);
        assertThat(curve.contains(fixed(p, length), fixed(any, length))).isFalse();
        assertThat(curve.contains(fixed(any, length), fixed(p, length))).isFalse();
    }

    @Test
    void findsSquaresAsThePowerDoes() {
        Random random = new Random(3);
        Stream.of(
                        EdwardsCurve.P,
                        BigInteger.TWO
                                .pow(448)
                                .subtract(BigInteger.TWO.pow(224))
                                .subtract(BigInteger.ONE),
                        BigInteger.valueOf(7),
                        BigInteger.valueOf(0xFFFFFFFBL))
                .forEach(p -> {
                    for (int i = 0; i < 300; i++) {
                        BigInteger a = i == 0 ? BigInteger.ZERO : new BigInteger(p.bitLength() + 8, random).mod(p);
                        if (i % 3 == 1) { // ends with many zeros
                            a = a.shiftRight(i % p.bitLength()).shiftLeft(i % p.bitLength());
                        }
                        BigInteger power = a.modPow(p.shiftRight(1), p);
                        int expected = power.signum() == 0 ? 0 : power.equals(BigInteger.ONE) ? 1 : -1;

                        assertThat(JacobiSymbol.of(a, p)).isEqualTo(expected);
                    }
                });
    }

    @ParameterizedTest
    @ValueSource(ints = {9, 15, 45, 1001})
    void findsTheSymbolOfCompositeNumbersByTheirFactors(int n) {
        for (int a = 0; a < n; a++) {
            assertThat(JacobiSymbol.of(BigInteger.valueOf(a), BigInteger.valueOf(n)))
                    .isEqualTo(byFactors(a, n));
        }
    }

    private static int byFactors(int a, int n) {
        int symbol = 1;
        int rest = n;
        for (int p = 3; p <= rest; p += 2) {
            while (rest % p == 0) {
                int power = BigInteger.valueOf(a)
                        .modPow(BigInteger.valueOf(p / 2), BigInteger.valueOf(p))
                        .intValue();
                symbol *= power == p - 1 ? -1 : power;
                rest /= p;
            }
        }
        return symbol;
    }

    @ParameterizedTest
    @EnumSource(OkpCurve.class)
    void findsPublicKeysOfOthersOnTheEdwardsCurves(OkpCurve curve) {
        CoseAlgorithm algorithm = curve == OkpCurve.ED25519 ? CoseAlgorithm.EDDSA : CoseAlgorithm.ED448;
        for (int i = 0; i < 20; i++) {
            byte[] info = KeyPairs.make(algorithm).getPublic().getEncoded();

            assertThat(curve.encoding().isPublicKey(ByteString.copyOf(info).slice(info.length - curve.keyLength())))
                    .isTrue();
        }
    }

    @Test
    void findsAboutHalfOfAllNumbersOnTheEdwardsCurve() {
        Random random = new Random(5);
        int points = 0;
        for (int i = 0; i < 400; i++) {
            BigInteger y = new BigInteger(254, random);
            boolean onCurve;
            try {
                onCurve = EdwardsCurve.withY(y).y().equals(y);
            } catch (ArithmeticException e) {
                onCurve = false;
            }
            assertThat(OkpCurve.ED25519.encoding().isPublicKey(EdwardsCurve.littleEndian(y)))
                    .isEqualTo(onCurve);
            points += onCurve ? 1 : 0;
        }
        assertThat(points).isBetween(150, 250);
    }

    private static ByteString fixed(BigInteger number, int length) {
        return EcdsaSignatureCases.fixed(number, length);
    }
}
