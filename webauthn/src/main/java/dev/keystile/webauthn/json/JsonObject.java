package dev.keystile.webauthn.json;

import dev.keystile.webauthn.bytes.ByteString;
import dev.keystile.webauthn.bytes.Format;
import dev.keystile.webauthn.bytes.MalformedException;
import java.util.AbstractMap.SimpleImmutableEntry;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object: members in the order they were written, each name once.
 *
 * <p>The {@code required…} and {@code optional…} accessors throw a {@link MalformedException} whose place is the member's path
 * from the whole text, such as {@code response.clientDataJSON}, when the member is not of the type that was asked for; {@code
 * null} is a value of its own, not an absent one.
 */
public final class JsonObject extends JsonContainer implements JsonValue {
    /** Up to this many members, comparing names one by one is faster than any index. */
    private static final int FEW = 16;

    private final byte[] source;
    private final long[] names;
    private final JsonValue[] values;

    /** Neither array is written to from here on; the names differ. */
    JsonObject(byte[] source, long[] names, JsonValue[] values) {
        this.source = source;
        this.names = names;
        this.values = values;
    }

    /**
     * The object that a text holds, within {@link JsonLimits#DEFAULT}.
     *
     * @throws MalformedException when the text is not JSON, or its value not an object
     */
    public static JsonObject parse(String text) throws MalformedException {
        return parse(text, JsonLimits.DEFAULT);
    }

    /** As {@link #parse(String)}, within limits of the caller's. */
    public static JsonObject parse(String text, JsonLimits limits) throws MalformedException {
        return orMalformed(JsonValue.parse(text, limits));
    }

    /** As {@link #parse(String)}, of a text in UTF-8. */
    public static JsonObject parse(ByteString utf8) throws MalformedException {
        return parse(utf8, JsonLimits.DEFAULT);
    }

    /** As {@link #parse(ByteString)}, within limits of the caller's. */
    public static JsonObject parse(ByteString utf8, JsonLimits limits) throws MalformedException {
        return orMalformed(JsonValue.parse(utf8, limits));
    }

    private static JsonObject orMalformed(JsonValue value) throws MalformedException {
        if (value instanceof JsonObject object) {
            return object;
        }
        throw new MalformedException(Format.JSON, "", "must be an object, not " + value.kind());
    }

    /** An object made member by member. */
    public static Builder builder() {
        return new Builder();
    }

    /** The number of members. */
    public int size() {
        return values.length;
    }

    public boolean isEmpty() {
        return values.length == 0;
    }

    /** The members' names, in their order. */
    public List<String> names() {
        List<String> texts = new ArrayList<>(names.length);
        for (long name : names) {
            texts.add(Span.text(source, name));
        }
        return List.copyOf(texts);
    }

    /** The members, in their order. */
    public List<Map.Entry<String, JsonValue>> members() {
        List<Map.Entry<String, JsonValue>> members = new ArrayList<>(names.length);
        for (int i = 0; i < names.length; i++) {
            members.add(new SimpleImmutableEntry<>(Span.text(source, names[i]), values[i]));
        }
        return List.copyOf(members);
    }

    /** Whether there is a member of this name, be it {@code null}. */
    public boolean has(String name) {
        return find(name) != null;
    }

    /** Whether there is a member of this name and its value is {@code null}. */
    public boolean isNull(String name) {
        return find(name) == JsonNull.NULL;
    }

    /** The value of the member of this name. */
    public Optional<JsonValue> get(String name) {
        return Optional.ofNullable(find(name));
    }

    /** The value of a member, of whatever type, that must be there. */
    public JsonValue required(String name) throws MalformedException {
        JsonValue value = find(name);
        if (value == null) {
            throw missing(name);
        }
        return value;
    }

    public String requiredString(String name) throws MalformedException {
        return string(name, required(name));
    }

    public Optional<String> optionalString(String name) throws MalformedException {
        JsonValue value = find(name);
        return value == null ? Optional.empty() : Optional.of(string(name, value));
    }

    /** The bytes of a member that is a string in strict base64url. */
    public ByteString requiredBytes(String name) throws MalformedException {
        return bytes(name, required(name));
    }

    /** The bytes of a member that is absent or a string in strict base64url. */
    public Optional<ByteString> optionalBytes(String name) throws MalformedException {
        JsonValue value = find(name);
        return value == null ? Optional.empty() : Optional.of(bytes(name, value));
    }

    public boolean requiredBoolean(String name) throws MalformedException {
        return bool(name, required(name));
    }

    public Optional<Boolean> optionalBoolean(String name) throws MalformedException {
        JsonValue value = find(name);
        return value == null ? Optional.empty() : Optional.of(bool(name, value));
    }

    /** An integer of 64 bits, signed; see {@link #required} and {@link JsonNumber#toBigInteger} for larger ones. */
    public long requiredLong(String name) throws MalformedException {
        return integer(name, required(name), Long.MIN_VALUE, Long.MAX_VALUE);
    }

    /** An integer of 64 bits, signed. */
    public OptionalLong optionalLong(String name) throws MalformedException {
        JsonValue value = find(name);
        return value == null
                ? OptionalLong.empty()
                : OptionalLong.of(integer(name, value, Long.MIN_VALUE, Long.MAX_VALUE));
    }

    /** An integer of 32 bits, signed. */
    public int requiredInt(String name) throws MalformedException {
        return (int) integer(name, required(name), Integer.MIN_VALUE, Integer.MAX_VALUE);
    }

    public JsonObject requiredObject(String name) throws MalformedException {
        return object(name, required(name));
    }

    public Optional<JsonObject> optionalObject(String name) throws MalformedException {
        JsonValue value = find(name);
        return value == null ? Optional.empty() : Optional.of(object(name, value));
    }

    public JsonArray requiredArray(String name) throws MalformedException {
        return array(name, required(name));
    }

    public Optional<JsonArray> optionalArray(String name) throws MalformedException {
        JsonValue value = find(name);
        return value == null ? Optional.empty() : Optional.of(array(name, value));
    }

    /**
     * The failure of a member that has the right type and the wrong meaning, placed as the accessors place theirs; to be
     * thrown.
     *
     * @param member its name, or a path that starts with it, such as {@code x5c[1]}
     */
    public MalformedException malformed(Format format, String member, String problem) {
        return located(new MalformedException(format, member, problem));
    }

    private @Nullable JsonValue find(String name) {
        for (int i = 0; i < names.length; i++) {
            if (Span.matches(source, names[i], name)) {
                return values[i];
            }
        }
        return null;
    }

    /** The first name among some that an earlier one equals, or -1. */
    static int firstDuplicate(byte[] source, long[] names, int from, int to) {
        if (to - from > FEW) {
            Set<String> seen = new HashSet<>();
            for (int i = from; i < to; i++) {
                if (!seen.add(Span.text(source, names[i]))) {
                    return i;
                }
            }
            return -1;
        }
        for (int i = from + 1; i < to; i++) {
            for (int earlier = from; earlier < i; earlier++) {
                if (Span.same(source, names[i], names[earlier])) {
                    return i;
                }
            }
        }
        return -1;
    }

    @Override
    String stepTo(JsonValue child) {
        for (int i = 0; i < values.length; i++) {
            if (values[i] == child) {
                return Span.text(source, names[i]);
            }
        }
        throw new IllegalArgumentException("Not in this object");
    }

    @Override
    public String kind() {
        return "object";
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof JsonObject that && toMap().equals(that.toMap());
    }

    @Override
    public int hashCode() {
        return toMap().hashCode();
    }

    /** The number of members only. */
    @Override
    public String toString() {
        return "JsonObject[" + values.length + " members]";
    }

    private Map<String, JsonValue> toMap() {
        Map<String, JsonValue> map = new LinkedHashMap<>();
        members().forEach(member -> map.put(member.getKey(), member.getValue()));
        return map;
    }

    /** Makes a {@link JsonObject}. */
    public static final class Builder {
        private final List<String> names = new ArrayList<>();
        private final List<JsonValue> values = new ArrayList<>();

        private Builder() {}

        /**
         * Adds a member.
         *
         * @throws IllegalArgumentException when there is one of this name
         */
        public Builder put(String name, JsonValue value) {
            if (names.contains(name)) {
                throw new IllegalArgumentException("Two members of the name " + name);
            }
            names.add(name);
            values.add(value);
            return this;
        }

        public Builder put(String name, String value) {
            return put(name, JsonString.of(value));
        }

        public Builder put(String name, boolean value) {
            return put(name, JsonBoolean.of(value));
        }

        public Builder put(String name, long value) {
            return put(name, JsonNumber.of(value));
        }

        /** Adds a member whose value is the bytes in base64url. */
        public Builder put(String name, ByteString bytes) {
            return put(name, JsonString.of(bytes));
        }

        public JsonObject build() {
            byte[] source = ByteString.ofUtf8(String.join("", names)).toByteArray();
            long[] spans = new long[names.size()];
            int at = 0;
            for (int i = 0; i < spans.length; i++) {
                int length = ByteString.ofUtf8(names.get(i)).length();
                spans[i] = Span.of(at, at + length, length == names.get(i).length() ? Span.ASCII : 0);
                at += length;
            }
            return new JsonObject(source, spans, values.toArray(JsonValue[]::new));
        }
    }
}
