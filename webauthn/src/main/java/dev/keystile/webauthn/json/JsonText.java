package dev.keystile.webauthn.json;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.keystile.webauthn.bytes.ByteString;
import dev.keystile.webauthn.bytes.MalformedException;
import java.util.Arrays;

/**
 * A text that was found to be JSON, and an index of the values in it.
 *
 * <p>Of a response, most values are looked at once or never; so parsing only notes where each stands, in one {@code long}, and a
 * value is made when it is asked for. The values are in the order of the text: behind an object stand its members, each a name
 * and a value, behind an array its elements.
 */
final class JsonText {
    /** A string in ASCII without escapes: the text's bytes are its characters. */
    static final int VERBATIM = 0;
    /** A string without escapes. */
    static final int UNESCAPED = 1;
    /** A string with escapes. */
    static final int ESCAPED = 2;

    static final int NUMBER = 3;
    static final int TRUE = 4;
    static final int FALSE = 5;
    static final int NULL = 6;
    static final int ARRAY = 7;
    static final int OBJECT = 8;

    private static final int KIND_BITS = 4;

    private final byte[] text;
    private final long[] index;

    /** Owns both from here on. */
    JsonText(byte[] text, long[] index) {
        this.text = text;
        this.index = index;
    }

    /**
     * What the index holds for one value.
     *
     * @param from where a string (behind its quote) or a number starts; the number of elements or members of a container
     * @param to where a string (before its quote) or a number ends; where in the index a container ends
     */
    static long entry(int kind, int from, int to) {
        return (long) from << 32 | (long) to << KIND_BITS | kind;
    }

    private static int kind(long entry) {
        return (int) entry & (1 << KIND_BITS) - 1;
    }

    private static int from(long entry) {
        return (int) (entry >>> 32);
    }

    private static int to(long entry) {
        return (int) entry >>> KIND_BITS;
    }

    /** The number of elements or members of the container at an index. */
    int size(int at) {
        return from(index[at]);
    }

    /** The index behind the value at an index and all it contains. */
    int next(int at) {
        long entry = index[at];
        return kind(entry) >= ARRAY ? to(entry) : at + 1;
    }

    /** The index of the value of the member of a name in the object at an index, or -1. */
    int find(int object, String name) {
        int end = to(index[object]);
        for (int at = object + 1; at < end; at = next(at + 1)) {
            if (isString(at, name)) {
                return at + 1;
            }
        }
        return -1;
    }

    private boolean isString(int at, String wanted) {
        long entry = index[at];
        if (kind(entry) != VERBATIM) {
            return string(at).equals(wanted);
        }
        int from = from(entry);
        int length = to(entry) - from;
        if (length != wanted.length()) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (text[from + i] != wanted.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Whether the strings at two indexes are the same. */
    boolean areSame(int one, int other) {
        long first = index[one];
        long second = index[other];
        if (kind(first) != VERBATIM || kind(second) != VERBATIM) {
            return string(one).equals(string(other));
        }
        return Arrays.equals(text, from(first), to(first), text, from(second), to(second));
    }

    /** Where in the text the string or number at an index starts. */
    int start(int at) {
        return from(index[at]);
    }

    /** The string at an index. */
    String string(int at) {
        long entry = index[at];
        int from = from(entry);
        int to = to(entry);
        return switch (kind(entry)) {
            case VERBATIM -> new String(text, from, to - from, ISO_8859_1);
            case UNESCAPED -> new String(text, from, to - from, UTF_8);
            default -> JsonEscapes.resolve(text, from, to);
        };
    }

    /** The bytes that the string at an index encodes in base64url. */
    ByteString bytes(int at) throws MalformedException {
        long entry = index[at];
        return kind(entry) == VERBATIM
                ? ByteString.fromBase64Url(text, from(entry), to(entry))
                : ByteString.fromBase64Url(string(at));
    }

    /** The value at an index, inside of a container and by a step from there. */
    JsonValue value(int at, JsonContainer parent, String step) {
        return switch (kind(index[at])) {
            case OBJECT -> new JsonObject(this, at, parent, step);
            case ARRAY -> new JsonArray(this, at, parent, step);
            default -> scalar(at);
        };
    }

    /** The outermost value. */
    JsonValue value() {
        return switch (kind(index[0])) {
            case OBJECT -> new JsonObject(this, 0, null, "");
            case ARRAY -> new JsonArray(this, 0, null, "");
            default -> scalar(0);
        };
    }

    private JsonValue scalar(int at) {
        long entry = index[at];
        return switch (kind(entry)) {
            case NUMBER -> new JsonNumber(new String(text, from(entry), to(entry) - from(entry), ISO_8859_1));
            case TRUE -> JsonBoolean.TRUE;
            case FALSE -> JsonBoolean.FALSE;
            case NULL -> JsonNull.NULL;
            default -> new JsonString(this, at);
        };
    }
}
