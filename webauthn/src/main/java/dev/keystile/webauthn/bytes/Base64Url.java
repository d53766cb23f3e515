package dev.keystile.webauthn.bytes;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.util.Base64;

/**
 * base64url without padding, RFC 4648 section 5, with exactly one text for each value.
 *
 * <p>The platform's decoder, which newer JVMs have vector instructions for, does the work; what it also takes, padding and a
 * last character with bits that encode nothing, is refused before.
 */
final class Base64Url {
    private static final Base64.Decoder DECODER = Base64.getUrlDecoder();
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    private Base64Url() {}

    static byte[] decode(byte[] text, int from, int to) throws MalformedException {
        int length = to - from;
        if (length == 0) {
            return new byte[0];
        }
        checkEnd(text, from, to);
        try {
            // Without padding, the buffer's array is exactly as long as what was decoded.
            return DECODER.decode(ByteBuffer.wrap(text, from, length)).array();
        } catch (IllegalArgumentException e) {
            throw strayCharacter(text, from);
        }
    }

    private static void checkEnd(byte[] text, int from, int to) throws MalformedException {
        int rest = to - from & 3;
        if (rest == 1) {
            throw new MalformedException(Format.BASE64URL, "", (to - from) + " characters are no possible length");
        }
        int last = value(text[to - 1]);
        int meaningless = rest == 2 ? 0xF : rest == 3 ? 0x3 : 0;
        if (last < 0 || (last & meaningless) != 0) {
            throw new MalformedException(
                    Format.BASE64URL,
                    "@" + (to - 1 - from),
                    last < 0 ? "a character outside the alphabet" : "the last character sets bits that encode nothing");
        }
    }

    /** The number a character stands for, or -1 when it is not in the alphabet. */
    private static int value(byte character) {
        if (character >= 'A' && character <= 'Z') {
            return character - 'A';
        }
        if (character >= 'a' && character <= 'z') {
            return character - 'a' + 26;
        }
        if (character >= '0' && character <= '9') {
            return character - '0' + 52;
        }
        return character == '-' ? 62 : character == '_' ? 63 : -1;
    }

    private static MalformedException strayCharacter(byte[] text, int from) {
        int at = from;
        while (value(text[at]) >= 0) {
            at++;
        }
        return new MalformedException(Format.BASE64URL, "@" + (at - from), "a character outside the alphabet");
    }

    static String encode(byte[] bytes, int offset, int length) {
        return new String(ENCODER.encode(ByteBuffer.wrap(bytes, offset, length)).array(), ISO_8859_1);
    }
}
