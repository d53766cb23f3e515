package dev.keystile.webauthn.cose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keystile.webauthn.bytes.ByteString;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The form alone: what no provider gets to see if it is wrong. */
class EcdsaSignatureTest {

    private static void assertAccepted(ByteString signature, EcCurve curve) {
        assertThatCode(() -> EcdsaSignature.check(signature, curve))
                .as("%s on %s", signature.toHex(), curve)
                .doesNotThrowAnyException();
    }

    private static void assertRefused(ByteString signature, EcCurve curve) {
        assertThatThrownBy(() -> EcdsaSignature.check(signature, curve))
                .as("%s on %s", signature.toHex(), curve)
                .isInstanceOf(InvalidSignatureException.class);
    }

    private static BigInteger order(EcCurve curve) {
        return new BigInteger(1, curve.order().toByteArray());
    }

    /** Numbers from 1 to the order minus 1, of every length in bytes, with and without a first bit that is set. */
    private static List<BigInteger> numbers(EcCurve curve) {
        List<BigInteger> numbers = new ArrayList<>();
        for (int bits = 0; bits < order(curve).bitLength(); bits++) {
            numbers.add(BigInteger.ONE.shiftLeft(bits));
        }
        numbers.add(order(curve).subtract(BigInteger.ONE));
        numbers.add(order(curve).subtract(BigInteger.ONE.shiftLeft(64)));
        return numbers;
    }

    @ParameterizedTest
    @EnumSource(EcCurve.class)
    void acceptsNumbersBelowTheOrder(EcCurve curve) {
        BigInteger one = BigInteger.ONE;
        for (BigInteger number : numbers(curve)) {
            assertAccepted(DerSignature.of(number, number), curve);
            assertAccepted(DerSignature.of(number, one), curve);
            assertAccepted(DerSignature.of(one, number), curve);
        }
    }

    @ParameterizedTest
    @EnumSource(EcCurve.class)
    void refusesOtherNumbers(EcCurve curve) {
        BigInteger order = order(curve);
        List<BigInteger> others = List.of(
                BigInteger.ZERO,
                BigInteger.ONE.negate(),
                order.negate(),
                order,
                order.add(BigInteger.ONE),
                order.add(BigInteger.ONE.shiftLeft(64)),
                order.shiftLeft(1),
                order.shiftLeft(8),
                BigInteger.ONE.shiftLeft(8 * curve.coordinateLength()),
                BigInteger.ONE.shiftLeft(8 * 0x70));
        for (BigInteger other : others) {
            assertRefused(DerSignature.of(other, BigInteger.ONE), curve);
            assertRefused(DerSignature.of(BigInteger.ONE, other), curve);
        }
    }

    @ParameterizedTest
    @EnumSource(EcCurve.class)
    void refusesWhatIsCutOrLonger(EcCurve curve) {
        ByteString signature = DerSignature.of(
                order(curve).subtract(BigInteger.ONE), order(curve).subtract(BigInteger.TWO));
        assertAccepted(signature, curve);
        for (int length = 0; length < signature.length(); length++) {
            assertRefused(signature.slice(0, length), curve);
        }
        assertRefused(signature.concat(ByteString.of((byte) 0)), curve);
    }

    @ParameterizedTest
    @EnumSource(EcCurve.class)
    void refusesEachLengthButTheRightOne(EcCurve curve) {
        byte[] signature = DerSignature.of(BigInteger.valueOf(0x1234), BigInteger.valueOf(0x5678))
                .toByteArray();
        for (int lengthAt : new int[] {1, 3, 7}) {
            for (int wrong = 0; wrong < 0x100; wrong++) {
                if (wrong != signature[lengthAt]) {
                    byte[] changed = signature.clone();
                    changed[lengthAt] = (byte) wrong;
                    assertRefused(ByteString.copyOf(changed), curve);
                }
            }
        }
    }

    /** Of P-521 alone the signatures may be so long that their length takes a byte of its own. */
    @ParameterizedTest
    @ValueSource(ints = {0x7E, 0x7F, 0x80, 0x81})
    void readsTheLengthInItsOnlyForm(int length) {
        int digits = length - 4;
        ByteString content = DerSignature.integer(BigInteger.ONE.shiftLeft(8 * (digits / 2) - 2))
                .concat(DerSignature.integer(BigInteger.ONE.shiftLeft(8 * (digits - digits / 2) - 2)));
        assertThat(content.length()).isEqualTo(length);
        ByteString shortForm = ByteString.of((byte) 0x30, (byte) length).concat(content);
        ByteString longForm =
                ByteString.of((byte) 0x30, (byte) 0x81, (byte) length).concat(content);

        assertAccepted(length < 0x80 ? shortForm : longForm, EcCurve.P_521);
        assertRefused(length < 0x80 ? longForm : shortForm, EcCurve.P_521);
    }

    @Test
    void refusesNumbersThatAreNotAsShortAsCanBe() {
        assertRefused(ByteString.fromHex("300702020001020101"), EcCurve.P_256);
        assertRefused(ByteString.fromHex("300702010102020001"), EcCurve.P_256);
        assertRefused(ByteString.fromHex("300702020000020101"), EcCurve.P_256);
        assertAccepted(ByteString.fromHex("300702020080020101"), EcCurve.P_256);
        assertRefused(ByteString.fromHex("3006020180020101"), EcCurve.P_256);
    }

    @Test
    void refusesOtherTags() {
        assertAccepted(ByteString.fromHex("3006020101020101"), EcCurve.P_256);
        assertRefused(ByteString.fromHex("3106020101020101"), EcCurve.P_256);
        assertRefused(ByteString.fromHex("3006030101020101"), EcCurve.P_256);
        assertRefused(ByteString.fromHex("3006020101030101"), EcCurve.P_256);
    }

    @ParameterizedTest
    @EnumSource(EcCurve.class)
    void isWrittenForTwoNumbersSideBySide(EcCurve curve) throws InvalidSignatureException {
        BigInteger last = order(curve).subtract(BigInteger.ONE);
        for (BigInteger number : numbers(curve)) {
            assertThat(EcdsaSignature.toDer(sideBySide(number, last, curve), curve))
                    .isEqualTo(DerSignature.of(number, last));
            assertThat(EcdsaSignature.toDer(sideBySide(number, number, curve), curve))
                    .isEqualTo(DerSignature.of(number, number));
        }
    }

    private static ByteString sideBySide(BigInteger r, BigInteger s, EcCurve curve) {
        return EcdsaSignatureCases.fixed(r, curve.coordinateLength())
                .concat(EcdsaSignatureCases.fixed(s, curve.coordinateLength()));
    }

    @ParameterizedTest
    @EnumSource(EcCurve.class)
    void isNotWrittenForNumbersOfAnotherLength(EcCurve curve) {
        int length = 2 * curve.coordinateLength();
        for (int wrong : new int[] {0, length - 2, length - 1, length + 1, length + 2}) {
            assertThatThrownBy(() -> EcdsaSignature.toDer(ByteString.copyOf(new byte[wrong]), curve))
                    .isInstanceOf(InvalidSignatureException.class)
                    .hasMessageContaining("must have " + length + " bytes, not " + wrong);
        }
    }
}
