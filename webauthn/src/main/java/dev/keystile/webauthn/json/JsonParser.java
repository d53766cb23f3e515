package dev.keystile.webauthn.json;

import dev.keystile.webauthn.bytes.Format;
import dev.keystile.webauthn.bytes.MalformedException;
import dev.keystile.webauthn.bytes.Utf8;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Reads one JSON text, from its first byte to its last. */
final class JsonParser {
    private final byte[] text;
    private final JsonLimits limits;
    private int at;
    private int depth;
    private int count;

    /** The values of all open containers, and the names of those that are members; each container takes its own off when it ends. */
    private JsonValue[] values = new JsonValue[16];

    private long[] names = new long[16];
    private int top;

    /** Owns the text from here on. */
    JsonParser(byte[] text, JsonLimits limits) {
        this.text = text;
        this.limits = limits;
    }

    static void checkLength(int length, JsonLimits limits) throws MalformedException {
        if (length > limits.maxLength()) {
            throw new MalformedException(Format.JSON, "", "longer than " + limits.maxLength() + " bytes");
        }
    }

    JsonValue parse() throws MalformedException {
        checkLength(text.length, limits);
        skipWhiteSpace();
        JsonValue value = value();
        skipWhiteSpace();
        if (at < text.length) {
            throw malformed("text after the end of the value");
        }
        return value;
    }

    private JsonValue value() throws MalformedException {
        if (++count > limits.maxValues()) {
            throw malformed("more than " + limits.maxValues() + " values");
        }
        int first = at < text.length ? text[at] : -1;
        return switch (first) {
            case '"' -> new JsonString(text, string());
            case '{' -> object();
            case '[' -> array();
            case 't' -> literal("true", JsonBoolean.TRUE);
            case 'f' -> literal("false", JsonBoolean.FALSE);
            case 'n' -> literal("null", JsonNull.NULL);
            default -> number();
        };
    }

    private JsonObject object() throws MalformedException {
        open();
        int base = top;
        if (!closes('}')) {
            do {
                skipWhiteSpace();
                if (at >= text.length || text[at] != '"') {
                    throw malformed("a member's name must be a string");
                }
                int nameAt = at;
                long name = string();
                skipWhiteSpace();
                expect(':', "':' must follow a member's name");
                skipWhiteSpace();
                push(name, value());
                if (top - base == Short.MAX_VALUE) {
                    at = nameAt;
                    throw malformed("more than " + Short.MAX_VALUE + " members in one object");
                }
            } while (continues('}'));
        }
        int duplicate = JsonObject.firstDuplicate(text, names, base, top);
        if (duplicate >= 0) {
            at = Span.start(names[duplicate]) - 1;
            throw malformed("a second member of the same name");
        }
        depth--;
        JsonValue[] members = Arrays.copyOfRange(values, base, top);
        JsonObject object = new JsonObject(text, Arrays.copyOfRange(names, base, top), members);
        adopt(members, object);
        top = base;
        return object;
    }

    private JsonArray array() throws MalformedException {
        open();
        int base = top;
        if (!closes(']')) {
            do {
                skipWhiteSpace();
                push(0, value());
            } while (continues(']'));
        }
        depth--;
        JsonValue[] elements = Arrays.copyOfRange(values, base, top);
        JsonArray array = new JsonArray(List.of(elements));
        adopt(elements, array);
        top = base;
        return array;
    }

    private static void adopt(JsonValue[] children, JsonContainer parent) {
        for (JsonValue child : children) {
            if (child instanceof JsonContainer container) {
                container.isInside(parent);
            }
        }
    }

    private void open() throws MalformedException {
        if (++depth > limits.maxDepth()) {
            throw malformed("nested deeper than " + limits.maxDepth() + " levels");
        }
        at++;
    }

    /** Whether the container that was just opened ends at once. */
    private boolean closes(char end) {
        skipWhiteSpace();
        if (at < text.length && text[at] == end) {
            at++;
            return true;
        }
        return false;
    }

    /** Whether another value follows in a container, rather than its end. */
    private boolean continues(char end) throws MalformedException {
        skipWhiteSpace();
        if (at < text.length && text[at] == ',') {
            at++;
            return true;
        }
        expect(end, "',' or '" + end + "' must follow a value");
        return false;
    }

    private void expect(char wanted, String problem) throws MalformedException {
        if (at >= text.length || text[at] != wanted) {
            throw malformed(problem);
        }
        at++;
    }

    private void push(long name, JsonValue value) {
        if (top == values.length) {
            values = Arrays.copyOf(values, top * 2);
            names = Arrays.copyOf(names, top * 2);
        }
        names[top] = name;
        values[top++] = value;
    }

    private JsonValue literal(String literal, JsonValue value) throws MalformedException {
        for (int i = 0; i < literal.length(); i++) {
            if (at + i >= text.length || text[at + i] != literal.charAt(i)) {
                throw malformed("no JSON value starts like this");
            }
        }
        at += literal.length();
        return value;
    }

    private JsonNumber number() throws MalformedException {
        int end = JsonNumber.endOf(text, at);
        if (end < 0) {
            throw malformed(
                    at < text.length ? "no JSON value starts like this" : "the text ends where a value must be");
        }
        if (end - at > JsonNumber.MAX_LENGTH) {
            throw malformed("a number of more than " + JsonNumber.MAX_LENGTH + " characters");
        }
        JsonNumber number = new JsonNumber(new String(text, at, end - at, StandardCharsets.ISO_8859_1));
        at = end;
        return number;
    }

    /** Reads a string from its opening quote on and leaves it where it stands. */
    private long string() throws MalformedException {
        int start = at + 1;
        int flags = Span.ASCII;
        int i = start;
        while (i < text.length) {
            byte each = text[i];
            if (each == '"') {
                at = i + 1;
                return Span.of(start, i, flags);
            }
            if (each == '\\') {
                at = i;
                flags |= Span.ESCAPED;
                i = afterEscape();
            } else if (each >= ' ') {
                i++;
            } else if (each >= 0) {
                at = i;
                throw malformed("a control character inside a string");
            } else {
                flags &= ~Span.ASCII;
                i = afterNonAscii(i);
            }
        }
        at = text.length;
        throw malformed("the text ends inside a string");
    }

    /** The index behind the run of bytes above 0x7F at an index, which must be UTF-8. */
    private int afterNonAscii(int from) throws MalformedException {
        int end = from;
        while (end < text.length && text[end] < 0) {
            end++;
        }
        int invalid = Utf8.firstInvalid(text, from, end);
        if (invalid >= 0) {
            at = invalid;
            throw malformed("not valid UTF-8");
        }
        return end;
    }

    /** The index behind the escape at the current place, which must stand for a whole character. */
    private int afterEscape() throws MalformedException {
        int escape = at + 1 < text.length ? text[at + 1] : -1;
        switch (escape) {
            case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> {
                return at + 2;
            }
            case 'u' -> {
                int unit = Span.hex(text, at + 2);
                if (unit < 0) {
                    throw malformed("four hexadecimal digits must follow \\u");
                }
                if (unit < Character.MIN_SURROGATE || unit > Character.MAX_SURROGATE) {
                    return at + 6;
                }
                boolean pair = unit <= Character.MAX_HIGH_SURROGATE
                        && at + 7 < text.length
                        && text[at + 6] == '\\'
                        && text[at + 7] == 'u'
                        && isLowSurrogate(Span.hex(text, at + 8));
                if (!pair) {
                    throw malformed("half a surrogate pair");
                }
                return at + 12;
            }
            default -> throw malformed("no escape starts like this");
        }
    }

    private static boolean isLowSurrogate(int unit) {
        return unit >= Character.MIN_LOW_SURROGATE && unit <= Character.MAX_LOW_SURROGATE;
    }

    private void skipWhiteSpace() {
        while (at < text.length && (text[at] == ' ' || text[at] == '\n' || text[at] == '\r' || text[at] == '\t')) {
            at++;
        }
    }

    private MalformedException malformed(String problem) {
        return new MalformedException(Format.JSON, "@" + at, problem);
    }
}
