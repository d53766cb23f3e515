package dev.keystile.webauthn.json;

import static java.nio.charset.StandardCharsets.UTF_8;

/** The escapes in JSON strings, RFC 8259 section 7. */
final class JsonEscapes {
    private JsonEscapes() {}

    /** The string between two indexes, whose escapes are known to be valid. */
    static String resolve(byte[] text, int from, int to) {
        StringBuilder string = new StringBuilder(to - from);
        int at = from;
        while (at < to) {
            int run = at;
            while (run < to && text[run] != '\\') {
                run++;
            }
            string.append(new String(text, at, run - at, UTF_8));
            at = run;
            if (at < to) {
                char escape = (char) text[at + 1];
                string.append(escape == 'u' ? (char) hex(text, at + 2) : simple(escape));
                at += escape == 'u' ? 6 : 2;
            }
        }
        return string.toString();
    }

    private static char simple(char escape) {
        return switch (escape) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            default -> escape;
        };
    }

    /** The index behind the escape at an index when it stands for a whole character, or a pair of escapes does; otherwise -1. */
    static int end(byte[] text, int at) {
        int escape = at + 1 < text.length ? text[at + 1] : -1;
        return switch (escape) {
            case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> at + 2;
            case 'u' -> endOfUnit(text, at);
            default -> -1;
        };
    }

    private static int endOfUnit(byte[] text, int at) {
        int unit = hex(text, at + 2);
        if (unit < Character.MIN_SURROGATE || unit > Character.MAX_SURROGATE) {
            return unit < 0 ? -1 : at + 6;
        }
        boolean isPair = unit <= Character.MAX_HIGH_SURROGATE
                && text.length - at >= 12
                && text[at + 6] == '\\'
                && text[at + 7] == 'u'
                && isLowSurrogate(hex(text, at + 8));
        return isPair ? at + 12 : -1;
    }

    private static boolean isLowSurrogate(int unit) {
        return unit >= Character.MIN_LOW_SURROGATE && unit <= Character.MAX_LOW_SURROGATE;
    }

    /** The number that four hexadecimal digits at an index stand for, or -1 when they are not such digits. */
    private static int hex(byte[] text, int at) {
        if (text.length - at < 4) {
            return -1;
        }
        int number = 0;
        for (int i = at; i < at + 4; i++) {
            int digit = Character.digit(text[i], 16);
            if (digit < 0) {
                return -1;
            }
            number = number << 4 | digit;
        }
        return number;
    }
}
