package dev.keystile.webauthn.json;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Where a string stands in a text, between its quotes, packed into one {@code long}: most strings of a response are looked at
 * once, or never, so they are not copied before.
 */
final class Span {
    /** All characters are ASCII. */
    static final int ASCII = 1;
    /** There are escapes to be resolved. */
    static final int ESCAPED = 2;

    private Span() {}

    static long of(int start, int end, int flags) {
        return (long) start << 32 | (long) end << 2 | flags;
    }

    static int start(long span) {
        return (int) (span >>> 32);
    }

    static int end(long span) {
        return (int) span >>> 2;
    }

    /** Whether the bytes in the source are the string's characters. */
    static boolean isVerbatim(long span) {
        return (span & (ASCII | ESCAPED)) == ASCII;
    }

    static String text(byte[] source, long span) {
        int start = start(span);
        int end = end(span);
        if ((span & ESCAPED) != 0) {
            return unescape(source, start, end);
        }
        return new String(source, start, end - start, (span & ASCII) != 0 ? ISO_8859_1 : UTF_8);
    }

    /** Whether the string is this text. */
    static boolean matches(byte[] source, long span, String text) {
        if (!isVerbatim(span)) {
            return text(source, span).equals(text);
        }
        int start = start(span);
        int length = end(span) - start;
        if (length != text.length()) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (source[start + i] != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Whether two strings of one text are the same. */
    static boolean same(byte[] source, long one, long other) {
        if (!isVerbatim(one) || !isVerbatim(other)) {
            return text(source, one).equals(text(source, other));
        }
        int start = start(one);
        int otherStart = start(other);
        int length = end(one) - start;
        if (length != end(other) - otherStart) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (source[start + i] != source[otherStart + i]) {
                return false;
            }
        }
        return true;
    }

    private static String unescape(byte[] source, int start, int end) {
        StringBuilder text = new StringBuilder(end - start);
        int at = start;
        while (at < end) {
            int run = at;
            while (run < end && source[run] != '\\') {
                run++;
            }
            text.append(new String(source, at, run - at, UTF_8));
            at = run;
            if (at < end) {
                char escape = (char) source[at + 1];
                text.append(escape == 'u' ? (char) hex(source, at + 2) : simpleEscape(escape));
                at += escape == 'u' ? 6 : 2;
            }
        }
        return text.toString();
    }

    private static char simpleEscape(char escape) {
        return switch (escape) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            default -> escape;
        };
    }

    /** The number that four hexadecimal digits at an index stand for, or -1 when they are not such digits. */
    static int hex(byte[] source, int at) {
        if (source.length - at < 4) {
            return -1;
        }
        int number = 0;
        for (int i = at; i < at + 4; i++) {
            int digit = Character.digit(source[i], 16);
            if (digit < 0) {
                return -1;
            }
            number = number << 4 | digit;
        }
        return number;
    }
}
