package dev.keystile.webauthn.json;

import dev.keystile.webauthn.bytes.ByteString;
import java.util.Map;

/**
 * Writes one JSON value as text, without white space.
 *
 * <p>{@code <}, {@code >}, {@code &}, U+2028 and U+2029 are written as escapes, so that the text may also stand inside an HTML
 * script element. Misuse (a member without a name, an end without a beginning, a second value) is an {@link
 * IllegalStateException}.
 *
 * <p>Objects and arrays nest up to 256 levels. That each name stands once in an object is the caller's to see to;
 * {@link JsonObject.Builder} does. A text with a lone surrogate is an {@link IllegalArgumentException}.
 */
public final class JsonWriter {
    private static final int MAX_DEPTH = 256;

    private final StringBuilder text;

    /** For each level, whether it is an object. */
    private final boolean[] objects = new boolean[MAX_DEPTH];

    private int depth;
    private Next next = Next.VALUE;

    /** What may be written next. */
    private enum Next {
        /** A value: the only one, the value of a member, or the first of an array. */
        VALUE,
        /** An object's first member or its end. */
        FIRST_NAME,
        /** An object's next member or its end. */
        NAME,
        /** An array's first value or its end. */
        FIRST_ELEMENT,
        /** An array's next value or its end. */
        ELEMENT,
        NOTHING
    }

    /** A writer that expects a short text; any length can be written. */
    public JsonWriter() {
        this(256);
    }

    /** A writer that expects a text of about so many characters. */
    public JsonWriter(int expectedLength) {
        text = new StringBuilder(expectedLength);
    }

    /** Begins an object, to be ended by {@link #end()}. */
    public JsonWriter beginObject() {
        return begin('{', true);
    }

    /** Begins an array, to be ended by {@link #end()}. */
    public JsonWriter beginArray() {
        return begin('[', false);
    }

    /** Begins an object that is a member. */
    public JsonWriter beginObject(String name) {
        return name(name).beginObject();
    }

    /** Begins an array that is a member. */
    public JsonWriter beginArray(String name) {
        return name(name).beginArray();
    }

    private JsonWriter begin(char bracket, boolean object) {
        beforeValue();
        if (depth == MAX_DEPTH) {
            throw new IllegalStateException("More than " + MAX_DEPTH + " levels");
        }
        text.append(bracket);
        objects[depth++] = object;
        next = object ? Next.FIRST_NAME : Next.FIRST_ELEMENT;
        return this;
    }

    /** Ends the innermost object or array. */
    public JsonWriter end() {
        if (depth == 0 || next == Next.VALUE) {
            throw new IllegalStateException("Nothing to end here");
        }
        text.append(objects[--depth] ? '}' : ']');
        afterValue();
        return this;
    }

    /** Writes the name of the member whose value comes next. */
    public JsonWriter name(String name) {
        if (next == Next.NAME) {
            text.append(',');
        } else if (next != Next.FIRST_NAME) {
            throw new IllegalStateException("No place for a member's name");
        }
        quote(name);
        text.append(':');
        next = Next.VALUE;
        return this;
    }

    /**
     * Writes a string.
     *
     * @throws IllegalArgumentException when the text holds a lone surrogate
     */
    public JsonWriter value(String value) {
        beforeValue();
        quote(value);
        afterValue();
        return this;
    }

    /** Writes an integer. */
    public JsonWriter value(long value) {
        beforeValue();
        text.append(value);
        afterValue();
        return this;
    }

    /** Writes {@code true} or {@code false}. */
    public JsonWriter value(boolean value) {
        beforeValue();
        text.append(value);
        afterValue();
        return this;
    }

    /** Writes bytes as a string in base64url without padding. */
    public JsonWriter value(ByteString bytes) {
        beforeValue();
        text.append('"').append(bytes.toBase64Url()).append('"');
        afterValue();
        return this;
    }

    /** Writes a value with all it contains; a number as it was written. */
    public JsonWriter value(JsonValue value) {
        if (value instanceof JsonObject object) {
            beginObject();
            for (Map.Entry<String, JsonValue> member : object.members()) {
                name(member.getKey()).value(member.getValue());
            }
            end();
        } else if (value instanceof JsonArray array) {
            beginArray();
            for (JsonValue each : array) {
                value(each);
            }
            end();
        } else if (value instanceof JsonString string) {
            value(string.value());
        } else if (value instanceof JsonBoolean bool) {
            value(bool.value());
        } else {
            beforeValue();
            text.append(value instanceof JsonNumber number ? number.text() : "null");
            afterValue();
        }
        return this;
    }

    /** Writes a member whose value is a string. */
    public JsonWriter member(String name, String value) {
        return name(name).value(value);
    }

    /** Writes a member whose value is an integer. */
    public JsonWriter member(String name, long value) {
        return name(name).value(value);
    }

    /** Writes a member whose value is {@code true} or {@code false}. */
    public JsonWriter member(String name, boolean value) {
        return name(name).value(value);
    }

    /** Writes a member whose value is the bytes in base64url without padding. */
    public JsonWriter member(String name, ByteString bytes) {
        return name(name).value(bytes);
    }

    /** Writes a member with all that its value contains. */
    public JsonWriter member(String name, JsonValue value) {
        return name(name).value(value);
    }

    /** The text of the value, which must be complete. */
    public String toJson() {
        if (next != Next.NOTHING) {
            throw new IllegalStateException("The value is not complete");
        }
        return text.toString();
    }

    /** The number of characters written so far; not the text, which may be secret. */
    @Override
    public String toString() {
        return "JsonWriter[" + text.length() + " characters]";
    }

    private void beforeValue() {
        if (next == Next.ELEMENT) {
            text.append(',');
        } else if (next != Next.VALUE && next != Next.FIRST_ELEMENT) {
            throw new IllegalStateException("No place for a value");
        }
    }

    private void afterValue() {
        next = depth == 0 ? Next.NOTHING : objects[depth - 1] ? Next.NAME : Next.ELEMENT;
    }

    private void quote(String value) {
        text.append('"');
        int written = 0;
        for (int i = 0; i < value.length(); i++) {
            char each = value.charAt(i);
            if (isPlain(each)) {
                continue;
            }
            text.append(value, written, i);
            written = i + 1;
            if (Character.isSurrogate(each)) {
                i = surrogatePair(value, i);
                written = i + 1;
            } else {
                escape(each);
            }
        }
        text.append(value, written, value.length()).append('"');
    }

    private static boolean isPlain(char each) {
        return switch (each) {
            case '"', '\\', '<', '>', '&', '\u007F', '\u2028', '\u2029' -> false;
            default -> each >= ' ' && !Character.isSurrogate(each);
        };
    }

    /** Writes the pair at an index and returns the index of its second half. */
    private int surrogatePair(String value, int index) {
        if (index + 1 == value.length() || !Character.isSurrogatePair(value.charAt(index), value.charAt(index + 1))) {
            throw new IllegalArgumentException("A lone surrogate at index " + index + " cannot be written as JSON");
        }
        text.append(value, index, index + 2);
        return index + 1;
    }

    private void escape(char each) {
        switch (each) {
            case '"', '\\' -> text.append('\\').append(each);
            case '\n' -> text.append("\\n");
            case '\r' -> text.append("\\r");
            case '\t' -> text.append("\\t");
            default -> text.append(String.format("\\u%04x", (int) each));
        }
    }
}
