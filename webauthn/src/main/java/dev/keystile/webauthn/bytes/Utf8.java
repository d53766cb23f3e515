package dev.keystile.webauthn.bytes;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Objects;

/**
 * Strict UTF-8, RFC 3629: nothing is ever replaced by a substitute character, in either direction.
 *
 * <p>Overlong forms, encoded surrogates, code points above U+10FFFF and cut-off sequences are malformed; so is a {@code
 * String} that holds half a surrogate pair.
 */
public final class Utf8 {
    private Utf8() {}

    /**
     * The text that some bytes of an array encode.
     *
     * @param to the index behind the last byte
     * @throws MalformedException ({@link Format#UTF8}) when they are not UTF-8; its place is the offset from {@code from}
     * @throws IndexOutOfBoundsException when the array has no such part
     */
    public static String decode(byte[] bytes, int from, int to) throws MalformedException {
        int invalid = firstInvalid(bytes, from, to);
        if (invalid >= 0) {
            throw new MalformedException(Format.UTF8, "@" + (invalid - from), "not a valid sequence");
        }
        return new String(bytes, from, to - from, UTF_8);
    }

    /**
     * The bytes that encode a text.
     *
     * @throws MalformedException ({@link Format#UTF8}) when the text holds a lone surrogate
     */
    public static byte[] encode(String text) throws MalformedException {
        byte[] encoded = text.getBytes(UTF_8);
        // The JDK writes '?' for a lone surrogate, so only a result with a '?' can hide one.
        return contains(encoded, (byte) '?') ? encodeReporting(text) : encoded;
    }

    /**
     * The index of the first byte that starts no valid sequence, or -1 when all of them are UTF-8.
     *
     * @param to the index behind the last byte
     * @throws IndexOutOfBoundsException when the array has no such part
     */
    public static int firstInvalid(byte[] bytes, int from, int to) {
        Objects.checkFromToIndex(from, to, bytes.length);
        int at = from;
        while (at < to) {
            if (bytes[at] >= 0) {
                at++;
            } else {
                int length = sequenceLength(bytes, at, to);
                if (length == 0) {
                    return at;
                }
                at += length;
            }
        }
        return -1;
    }

    /** The length (2 to 4) of the valid sequence that starts at a byte above 0x7F, or 0 when it is not valid. */
    private static int sequenceLength(byte[] bytes, int at, int to) {
        int lead = bytes[at] & 0xFF;
        int length = lead < 0xC2 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF5 ? 4 : 0;
        if (length == 0 || length > to - at) {
            return 0;
        }
        // The second byte's range excludes overlong forms, surrogates and what lies above U+10FFFF.
        int second = bytes[at + 1] & 0xFF;
        int lowest = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
        int highest = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
        if (second < lowest || second > highest) {
            return 0;
        }
        for (int i = 2; i < length; i++) {
            if ((bytes[at + i] & 0xC0) != 0x80) {
                return 0;
            }
        }
        return length;
    }

    private static boolean contains(byte[] bytes, byte wanted) {
        for (byte each : bytes) {
            if (each == wanted) {
                return true;
            }
        }
        return false;
    }

    private static byte[] encodeReporting(String text) throws MalformedException {
        try {
            // A new encoder reports what it cannot encode.
            ByteBuffer encoded = UTF_8.newEncoder().encode(CharBuffer.wrap(text));
            byte[] bytes = new byte[encoded.remaining()];
            encoded.get(bytes);
            return bytes;
        } catch (CharacterCodingException e) {
            throw new MalformedException(Format.UTF8, "", "the text holds a lone surrogate", e);
        }
    }
}
