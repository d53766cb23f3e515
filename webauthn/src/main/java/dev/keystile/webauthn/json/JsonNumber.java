package dev.keystile.webauthn.json;

import dev.keystile.webauthn.bytes.Format;
import dev.keystile.webauthn.bytes.MalformedException;
import java.math.BigInteger;

/**
 * A JSON number, kept as it was written, so that no digit is lost: at most {@value #MAX_LENGTH} characters.
 *
 * <p>It is read as an integer only when it is written as one: {@code 1.0} and {@code 1e3} are not. Two numbers are equal when
 * they are written alike.
 *
 * @param text the number in JSON's grammar
 */
public record JsonNumber(String text) implements JsonValue {
    /** The longest number read, in characters; a 64-bit one has 20. */
    public static final int MAX_LENGTH = 64;

    /** @throws IllegalArgumentException when the text is no JSON number or too long */
    public JsonNumber {
        if (!isNumber(text)) {
            throw new IllegalArgumentException("Not a JSON number of at most " + MAX_LENGTH + " characters: " + text);
        }
    }

    /** An integer, in decimal. */
    public static JsonNumber of(long value) {
        return new JsonNumber(Long.toString(value));
    }

    /** Whether the number is written without fraction and exponent. */
    public boolean isInteger() {
        for (int i = 0; i < text.length(); i++) {
            char each = text.charAt(i);
            if (each != '-' && (each < '0' || each > '9')) {
                return false;
            }
        }
        return true;
    }

    /**
     * The number as an integer of any size.
     *
     * @throws MalformedException when it is written with a fraction or an exponent
     */
    public BigInteger toBigInteger() throws MalformedException {
        if (!isInteger()) {
            throw new MalformedException(Format.JSON, "", "the number is not an integer");
        }
        return new BigInteger(text);
    }

    /**
     * The number as an integer of 64 bits, signed.
     *
     * @throws MalformedException when it is not written as an integer or does not fit
     */
    public long toLong() throws MalformedException {
        if (isInteger()) {
            try {
                return Long.parseLong(text);
            } catch (NumberFormatException e) {
                throw new MalformedException(Format.JSON, "", "the number exceeds 64 bits", e);
            }
        }
        throw new MalformedException(Format.JSON, "", "the number is not an integer");
    }

    @Override
    public String kind() {
        return "number";
    }

    private static boolean isNumber(String text) {
        if (text.length() > MAX_LENGTH) {
            return false;
        }
        byte[] bytes = new byte[text.length()];
        for (int i = 0; i < bytes.length; i++) {
            char each = text.charAt(i);
            bytes[i] = each < 0x80 ? (byte) each : 0;
        }
        return bytes.length > 0 && endOf(bytes, 0) == bytes.length;
    }

    /** The index behind the number that starts at an index, or -1 when none does. */
    static int endOf(byte[] text, int from) {
        int at = from < text.length && text[from] == '-' ? from + 1 : from;
        int afterInteger = at < text.length && text[at] == '0' ? at + 1 : endOfDigits(text, at);
        if (afterInteger == at) {
            return -1;
        }
        at = afterInteger;
        if (at < text.length && text[at] == '.') {
            int afterFraction = endOfDigits(text, at + 1);
            if (afterFraction == at + 1) {
                return -1;
            }
            at = afterFraction;
        }
        if (at < text.length && (text[at] == 'e' || text[at] == 'E')) {
            at++;
            if (at < text.length && (text[at] == '+' || text[at] == '-')) {
                at++;
            }
            int afterExponent = endOfDigits(text, at);
            if (afterExponent == at) {
                return -1;
            }
            at = afterExponent;
        }
        return at;
    }

    private static int endOfDigits(byte[] text, int from) {
        int at = from;
        while (at < text.length && text[at] >= '0' && text[at] <= '9') {
            at++;
        }
        return at;
    }
}
