package dev.keystile.webauthn.json;

import dev.keystile.webauthn.bytes.Format;
import dev.keystile.webauthn.bytes.MalformedException;
import dev.keystile.webauthn.bytes.Utf8;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/** Reads one JSON text, from its first byte to its last. */
final class JsonParser {
    /** Up to so many names, comparing them one by one is quicker than a set. */
    private static final int FEW = 16;

    private final byte[] text;
    private final JsonLimits limits;
    private int at;
    private int depth;
    private int values;

    /** See {@link JsonText}. */
    private long[] index;

    private int indexed;

    /** Owns the text from here on. */
    JsonParser(byte[] text, JsonLimits limits) {
        this.text = text;
        this.limits = limits;
        this.index = new long[8 + text.length / 32];
    }

    static void checkLength(int length, JsonLimits limits) throws MalformedException {
        if (length > limits.maxLength()) {
            throw new MalformedException(Format.JSON, "", "longer than " + limits.maxLength() + " bytes");
        }
    }

    JsonValue parse() throws MalformedException {
        checkLength(text.length, limits);
        skipWhiteSpace();
        value();
        skipWhiteSpace();
        if (at < text.length) {
            throw malformed("text after the end of the value");
        }
        return new JsonText(text, index).value();
    }

    private void value() throws MalformedException {
        if (++values > limits.maxValues()) {
            throw malformed("more than " + limits.maxValues() + " values");
        }
        int first = at < text.length ? text[at] : -1;
        switch (first) {
            case '"' -> string();
            case '{' -> object();
            case '[' -> array();
            case 't' -> literal("true", JsonText.TRUE);
            case 'f' -> literal("false", JsonText.FALSE);
            case 'n' -> literal("null", JsonText.NULL);
            default -> number();
        }
    }

    private void object() throws MalformedException {
        int entry = open();
        int members = 0;
        if (!closes('}')) {
            do {
                skipWhiteSpace();
                if (at >= text.length || text[at] != '"') {
                    throw malformed("a member's name must be a string");
                }
                string();
                skipWhiteSpace();
                expect(':', "':' must follow a member's name");
                skipWhiteSpace();
                value();
                members++;
            } while (continues('}'));
        }
        close(entry, JsonText.OBJECT, members);
        requireDistinctNames(entry, members);
    }

    private void array() throws MalformedException {
        int entry = open();
        int elements = 0;
        if (!closes(']')) {
            do {
                skipWhiteSpace();
                value();
                elements++;
            } while (continues(']'));
        }
        close(entry, JsonText.ARRAY, elements);
    }

    /** Enters a container and returns where its entry will be. */
    private int open() throws MalformedException {
        if (++depth > limits.maxDepth()) {
            throw malformed("nested deeper than " + limits.maxDepth() + " levels");
        }
        at++;
        add(0);
        return indexed - 1;
    }

    private void close(int entry, int kind, int size) {
        depth--;
        index[entry] = JsonText.entry(kind, size, indexed);
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

    private void requireDistinctNames(int object, int members) throws MalformedException {
        if (members < 2) {
            return;
        }
        JsonText soFar = new JsonText(text, index);
        Set<String> seen = members > FEW ? new HashSet<>() : null;
        for (int name = object + 1; name < indexed; name = soFar.next(name + 1)) {
            boolean isNew = seen != null ? seen.add(soFar.string(name)) : !isAmong(soFar, object + 1, name);
            if (!isNew) {
                at = soFar.start(name) - 1;
                throw malformed("a second member of the same name");
            }
        }
    }

    private static boolean isAmong(JsonText text, int firstName, int name) {
        for (int earlier = firstName; earlier < name; earlier = text.next(earlier + 1)) {
            if (text.areSame(earlier, name)) {
                return true;
            }
        }
        return false;
    }

    private void add(long entry) {
        if (indexed == index.length) {
            index = Arrays.copyOf(index, indexed * 2);
        }
        index[indexed++] = entry;
    }

    private void literal(String literal, int kind) throws MalformedException {
        for (int i = 0; i < literal.length(); i++) {
            if (at + i >= text.length || text[at + i] != literal.charAt(i)) {
                throw malformed("no JSON value starts like this");
            }
        }
        at += literal.length();
        add(JsonText.entry(kind, 0, 0));
    }

    private void number() throws MalformedException {
        int end = JsonNumber.endOf(text, at);
        if (end < 0) {
            throw malformed(
                    at < text.length ? "no JSON value starts like this" : "the text ends where a value must be");
        }
        if (end - at > JsonNumber.MAX_LENGTH) {
            throw malformed("a number of more than " + JsonNumber.MAX_LENGTH + " characters");
        }
        add(JsonText.entry(JsonText.NUMBER, at, end));
        at = end;
    }

    private void string() throws MalformedException {
        int from = at + 1;
        int kind = JsonText.VERBATIM;
        at = from;
        while (true) {
            at = PlainBytes.end(text, at);
            if (at == text.length) {
                throw malformed("the text ends inside a string");
            }
            byte each = text[at];
            if (each == '"') {
                add(JsonText.entry(kind, from, at++));
                return;
            }
            if (each == '\\') {
                kind = JsonText.ESCAPED;
                skipEscape();
            } else if (each < 0) {
                kind = Math.max(kind, JsonText.UNESCAPED);
                skipNonAscii();
            } else {
                throw malformed("a control character inside a string");
            }
        }
    }

    private void skipEscape() throws MalformedException {
        int end = JsonEscapes.end(text, at);
        if (end < 0) {
            throw malformed("an escape that stands for no character");
        }
        at = end;
    }

    private void skipNonAscii() throws MalformedException {
        int end = at;
        while (end < text.length && text[end] < 0) {
            end++;
        }
        int invalid = Utf8.firstInvalid(text, at, end);
        if (invalid >= 0) {
            at = invalid;
            throw malformed("not valid UTF-8");
        }
        at = end;
    }

    private void skipWhiteSpace() {
        while (at < text.length && (text[at] == ' ' || text[at] == '\n' || text[at] == '\r' || text[at] == '\t')) {
            at++;
        }
    }

    private MalformedException malformed(String problem) {
        return new MalformedException(Format.JSON, "@" + at, problem);
    }

    /** Bytes inside a string that are what they look like, of which there are many, so that eight are looked at at once. */
    private static final class PlainBytes {
        private static final VarHandle EIGHT =
                MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
        private static final long ONES = 0x0101_0101_0101_0101L;
        private static final long SIGNS = 0x8080_8080_8080_8080L;

        /** The first index from one on of a quote, a backslash, a control character or a byte above 0x7F; or the length. */
        static int end(byte[] text, int from) {
            int i = from;
            for (; i <= text.length - 8; i += 8) {
                long eight = (long) EIGHT.get(text, i);
                long special = zeros(eight ^ '"' * ONES) | zeros(eight ^ '\\' * ONES) | belowSpace(eight) | eight;
                if ((special & SIGNS) != 0) {
                    return i + Long.numberOfTrailingZeros(special & SIGNS) / 8;
                }
            }
            while (i < text.length && isPlain(text[i])) {
                i++;
            }
            return i;
        }

        private static boolean isPlain(byte each) {
            return each >= ' ' && each != '"' && each != '\\';
        }

        /** Has the sign bit of each byte that is zero; those of bytes above the lowest such one may be wrong. */
        private static long zeros(long eight) {
            return eight - ONES & ~eight;
        }

        /** Has the sign bit of each byte below 0x20; those of bytes above the lowest such one may be wrong. */
        private static long belowSpace(long eight) {
            return eight - ' ' * ONES & ~eight;
        }
    }
}
