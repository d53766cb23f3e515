package dev.keystile.webauthn.cose;

import dev.keystile.webauthn.bytes.ByteString;

/**
 * The form of ECDSA signatures: in WebAuthn the DER encoding of {@code Ecdsa-Sig-Value}, RFC 3279 section 2.2.3, in JSON Web
 * Signatures the two numbers side by side.
 *
 * <p>A signature whose s is above half the order is as valid as the one with the order minus s, and authenticators make both;
 * nothing may therefore be identified by its signature.
 */
public final class EcdsaSignature {
    private static final int SEQUENCE = 0x30;
    private static final int INTEGER = 0x02;

    private EcdsaSignature() {}

    /**
     * Makes sure that a signature is the strict DER encoding of two numbers from 1 to the curve's order minus 1, as some
     * providers do and some do not.
     *
     * @throws InvalidSignatureException when it is not
     */
    static void check(ByteString der, EcCurve curve) throws InvalidSignatureException {
        int at = headLength(der);
        at = endOfNumber(der, at, curve);
        at = endOfNumber(der, at, curve);
        if (at != der.length()) {
            throw malformed();
        }
    }

    /** The length of the sequence's head; its length must be that of what follows. */
    private static int headLength(ByteString der) throws InvalidSignatureException {
        int length = der.length();
        if (length < 8 || der.uint8At(0) != SEQUENCE) {
            throw malformed();
        }
        if (der.uint8At(1) == length - 2 && length - 2 < 0x80) {
            return 2;
        }
        if (der.uint8At(1) == 0x81 && der.uint8At(2) == length - 3 && length - 3 >= 0x80) {
            return 3;
        }
        throw malformed();
    }

    /** The index behind the number that starts at an index. */
    private static int endOfNumber(ByteString der, int at, EcCurve curve) throws InvalidSignatureException {
        if (der.length() - at < 3 || der.uint8At(at) != INTEGER) {
            throw malformed();
        }
        int length = der.uint8At(at + 1);
        int from = at + 2;
        int to = from + length;
        if (length == 0 || length > 0x7F || to > der.length() || der.byteAt(from) < 0) {
            throw malformed();
        }
        if (der.byteAt(from) == 0) {
            // Zero itself, or a zero that is there for the sign of the next byte.
            if (length == 1 || der.byteAt(from + 1) >= 0) {
                throw malformed();
            }
            from++;
        }
        if (!isBelow(der, from, to, curve.order())) {
            throw new InvalidSignatureException("r and s must be below the order of " + curve.title());
        }
        return to;
    }

    private static boolean isBelow(ByteString number, int from, int to, ByteString limit) {
        int leadingZeros = limit.length() - (to - from);
        if (leadingZeros < 0) {
            return false;
        }
        for (int i = 0; i < limit.length(); i++) {
            int digit = i < leadingZeros ? 0 : number.uint8At(from + i - leadingZeros);
            if (digit != limit.uint8At(i)) {
                return digit < limit.uint8At(i);
            }
        }
        return false;
    }

    private static InvalidSignatureException malformed() {
        return new InvalidSignatureException("not the DER encoding of two positive numbers");
    }

    /**
     * The DER encoding of a signature that consists of r and s side by side, each of the curve's length, as in a JSON Web
     * Signature (RFC 7518 section 3.4).
     *
     * @param raw 64 bytes on P-256, 96 on P-384, 132 on P-521; each number big-endian. Whether they are in range, the
     *     verification says.
     * @throws InvalidSignatureException when the length is not twice the curve's
     */
    public static ByteString toDer(ByteString raw, EcCurve curve) throws InvalidSignatureException {
        int length = curve.coordinateLength();
        if (raw.length() != 2 * length) {
            throw new InvalidSignatureException(
                    "a signature on " + curve.title() + " must have " + 2 * length + " bytes, not " + raw.length());
        }
        ByteString numbers = number(raw.slice(0, length)).concat(number(raw.slice(length)));
        ByteString head = numbers.length() < 0x80
                ? ByteString.of((byte) SEQUENCE, (byte) numbers.length())
                : ByteString.of((byte) SEQUENCE, (byte) 0x81, (byte) numbers.length());
        return head.concat(numbers);
    }

    private static ByteString number(ByteString fixedLength) {
        int from = 0;
        while (from < fixedLength.length() - 1 && fixedLength.byteAt(from) == 0) {
            from++;
        }
        ByteString digits = fixedLength.slice(from);
        boolean signByte = digits.byteAt(0) < 0;
        ByteString head = signByte
                ? ByteString.of((byte) INTEGER, (byte) (digits.length() + 1), (byte) 0)
                : ByteString.of((byte) INTEGER, (byte) digits.length());
        return head.concat(digits);
    }
}
