package dev.keystile.webauthn.bytes;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;

/**
 * base64url without padding, RFC 4648 section 5, one text for each value.
 *
 * <p>Not {@link java.util.Base64}: its decoder takes padding and, at the end, bits that encode nothing, and it cannot read a
 * part of an array.
 */
final class Base64Url {
    private static final byte[] DIGITS =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".getBytes(ISO_8859_1);

    /** A digit's value by its byte as unsigned number; -1 for what is none. */
    private static final byte[] VALUES = values();

    private Base64Url() {}

    private static byte[] values() {
        byte[] values = new byte[256];
        Arrays.fill(values, (byte) -1);
        for (int i = 0; i < DIGITS.length; i++) {
            values[DIGITS[i]] = (byte) i;
        }
        return values;
    }

    static byte[] decode(byte[] text, int from, int to) throws MalformedException {
        int digits = to - from;
        int rest = digits & 3;
        if (rest == 1) {
            throw new MalformedException(Format.BASE64URL, "", digits + " characters are no possible length");
        }
        byte[] bytes = new byte[(digits >>> 2) * 3 + Math.max(0, rest - 1)];
        int in = from;
        int out = 0;
        for (int whole = to - rest; in < whole; in += 4, out += 3) {
            // A negative value, of what is no digit, makes the sum of bits negative.
            int bits = VALUES[text[in] & 0xFF] << 18
                    | VALUES[text[in + 1] & 0xFF] << 12
                    | VALUES[text[in + 2] & 0xFF] << 6
                    | VALUES[text[in + 3] & 0xFF];
            if (bits < 0) {
                throw notADigit(text, from, in);
            }
            bytes[out] = (byte) (bits >>> 16);
            bytes[out + 1] = (byte) (bits >>> 8);
            bytes[out + 2] = (byte) bits;
        }
        if (rest != 0) {
            decodeRest(text, from, in, rest, bytes, out);
        }
        return bytes;
    }

    private static void decodeRest(byte[] text, int from, int in, int rest, byte[] bytes, int out)
            throws MalformedException {
        int bits = VALUES[text[in] & 0xFF] << 12
                | VALUES[text[in + 1] & 0xFF] << 6
                | (rest == 3 ? VALUES[text[in + 2] & 0xFF] : 0);
        if (bits < 0) {
            throw notADigit(text, from, in);
        }
        bytes[out] = (byte) (bits >>> 10);
        if (rest == 3) {
            bytes[out + 1] = (byte) (bits >>> 2);
        }
        if ((bits & (rest == 3 ? 0x3 : 0x3FF)) != 0) {
            throw new MalformedException(
                    Format.BASE64URL, "@" + (in + rest - 1 - from), "the last character sets bits that encode nothing");
        }
    }

    private static MalformedException notADigit(byte[] text, int from, int in) {
        int at = in;
        while (VALUES[text[at] & 0xFF] >= 0) {
            at++;
        }
        return new MalformedException(Format.BASE64URL, "@" + (at - from), "a character outside the alphabet");
    }

    static String encode(byte[] bytes, int offset, int length) {
        byte[] text = new byte[(int) ((length * 4L + 2) / 3)];
        int out = 0;
        int in = offset;
        for (int whole = offset + length - length % 3; in < whole; in += 3, out += 4) {
            int bits = (bytes[in] & 0xFF) << 16 | (bytes[in + 1] & 0xFF) << 8 | bytes[in + 2] & 0xFF;
            text[out] = DIGITS[bits >>> 18];
            text[out + 1] = DIGITS[bits >>> 12 & 0x3F];
            text[out + 2] = DIGITS[bits >>> 6 & 0x3F];
            text[out + 3] = DIGITS[bits & 0x3F];
        }
        int rest = offset + length - in;
        if (rest > 0) {
            int bits = (bytes[in] & 0xFF) << 8 | (rest == 2 ? bytes[in + 1] & 0xFF : 0);
            text[out] = DIGITS[bits >>> 10];
            text[out + 1] = DIGITS[bits >>> 4 & 0x3F];
            if (rest == 2) {
                text[out + 2] = DIGITS[bits << 2 & 0x3F];
            }
        }
        return new String(text, ISO_8859_1);
    }
}
