package dev.keystile.webauthn.json;

import dev.keystile.webauthn.bytes.ByteString;
import dev.keystile.webauthn.bytes.Format;
import dev.keystile.webauthn.bytes.MalformedException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object: members in the order they were written, each name once.
 *
 * <p>The {@code required…} and {@code optional…} accessors throw a {@link MalformedException} whose place is the member's path
 * from the whole text, such as {@code response.clientDataJSON}, when the member is not of the type that was asked for; {@code
 * null} is a value of its own, not an absent one.
 *
 * <p>An {@code optional…} accessor is empty only when there is no member of the name: one that is {@code null} is
 * malformed. A number is an integer only when written without fraction and exponent.
 */
public final class JsonObject extends JsonContainer implements JsonValue {
    /** Where the object was parsed, and its index there; or the members it was made of. */
    private final @Nullable JsonText text;

    private final int index;
    private final Map<String, JsonValue> made;

    /** The object at an index of a text, inside of a container. */
    JsonObject(JsonText text, int index, @Nullable JsonContainer parent, String step) {
        super(parent, step);
        this.text = text;
        this.index = index;
        this.made = Map.of();
    }

    private JsonObject(Map<String, JsonValue> made) {
        super(null, "");
        this.text = null;
        this.index = 0;
        this.made = made;
    }

    /**
     * The object that a text holds, within {@link JsonLimits#DEFAULT}.
     *
     * @throws MalformedException when the text is not JSON, or its value not an object
     */
    public static JsonObject parse(String text) throws MalformedException {
        return parse(text, JsonLimits.DEFAULT);
    }

    /**
     * As {@link #parse(String)}, within limits of the caller's.
     *
     * @throws MalformedException when the text is not JSON within the limits, or its value not an object
     */
    public static JsonObject parse(String text, JsonLimits limits) throws MalformedException {
        return orMalformed(JsonValue.parse(text, limits));
    }

    /**
     * As {@link #parse(String)}, of a text in UTF-8.
     *
     * @throws MalformedException when the bytes are not UTF-8 or not JSON, or its value not an object
     */
    public static JsonObject parse(ByteString utf8) throws MalformedException {
        return parse(utf8, JsonLimits.DEFAULT);
    }

    /**
     * As {@link #parse(ByteString)}, within limits of the caller's.
     *
     * @throws MalformedException when the bytes are not UTF-8, not JSON within the limits, or its value not an object
     */
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
        return text == null ? made.size() : text.size(index);
    }

    public boolean isEmpty() {
        return size() == 0;
    }

    /** The members' names, in their order. */
    public List<String> names() {
        return List.copyOf(toMap().keySet());
    }

    /** The members, in their order; unmodifiable. */
    public List<Map.Entry<String, JsonValue>> members() {
        return List.copyOf(toMap().entrySet());
    }

    private Map<String, JsonValue> toMap() {
        if (text == null) {
            return made;
        }
        Map<String, JsonValue> members = new LinkedHashMap<>();
        int end = text.next(index);
        for (int at = index + 1; at < end; at = text.next(at + 1)) {
            String name = text.string(at);
            members.put(name, text.value(at + 1, this, name));
        }
        return Collections.unmodifiableMap(members);
    }

    /** Whether there is a member of this name, be it {@code null}. */
    public boolean has(String name) {
        return find(name) != null;
    }

    /** Whether there is a member of this name and its value is {@code null}. */
    public boolean isNull(String name) {
        return find(name) == JsonNull.NULL;
    }

    /** The value of the member of this name; empty when there is none, {@link JsonNull} when it is {@code null}. */
    public Optional<JsonValue> get(String name) {
        return Optional.ofNullable(find(name));
    }

    /**
     * The value of a member, of whatever type, that must be there; it may be {@link JsonNull}.
     *
     * @throws MalformedException when there is no member of this name
     */
    public JsonValue required(String name) throws MalformedException {
        JsonValue value = find(name);
        if (value == null) {
            throw missing(name);
        }
        return value;
    }

    /**
     * The text of a member that is a string; it may be empty.
     *
     * @throws MalformedException when the member is absent or not a string
     */
    public String requiredString(String name) throws MalformedException {
        return string(name, required(name));
    }

    /**
     * The text of a member that is absent or a string.
     *
     * @throws MalformedException when the member is there and not a string
     */
    public Optional<String> optionalString(String name) throws MalformedException {
        JsonValue value = find(name);
        return value == null ? Optional.empty() : Optional.of(string(name, value));
    }

    /**
     * The bytes of a member that is a string in strict base64url, unpadded; there may be none.
     *
     * @throws MalformedException when the member is absent or not such a string
     */
    public ByteString requiredBytes(String name) throws MalformedException {
        return bytes(name, required(name));
    }

    /**
     * The bytes of a member that is absent or a string in strict base64url.
     *
     * @throws MalformedException when the member is there and not such a string
     */
    public Optional<ByteString> optionalBytes(String name) throws MalformedException {
        JsonValue value = find(name);
        return value == null ? Optional.empty() : Optional.of(bytes(name, value));
    }

    /**
     * The value of a member that is {@code true} or {@code false}.
     *
     * @throws MalformedException when the member is absent or not one of the two
     */
    public boolean requiredBoolean(String name) throws MalformedException {
        return bool(name, required(name));
    }

    /**
     * The value of a member that is absent, {@code true} or {@code false}.
     *
     * @throws MalformedException when the member is there and not one of the two
     */
    public Optional<Boolean> optionalBoolean(String name) throws MalformedException {
        JsonValue value = find(name);
        return value == null ? Optional.empty() : Optional.of(bool(name, value));
    }

    /**
     * An integer of 64 bits, signed; see {@link #required} and {@link JsonNumber#toBigInteger} for larger ones.
     *
     * @throws MalformedException when the member is absent or not such an integer
     */
    public long requiredLong(String name) throws MalformedException {
        return integer(name, required(name), Long.MIN_VALUE, Long.MAX_VALUE);
    }

    /**
     * An integer of 64 bits, signed.
     *
     * @throws MalformedException when the member is there and not such an integer
     */
    public OptionalLong optionalLong(String name) throws MalformedException {
        JsonValue value = find(name);
        return value == null
                ? OptionalLong.empty()
                : OptionalLong.of(integer(name, value, Long.MIN_VALUE, Long.MAX_VALUE));
    }

    /**
     * An integer of 32 bits, signed.
     *
     * @throws MalformedException when the member is absent or not such an integer
     */
    public int requiredInt(String name) throws MalformedException {
        return (int) integer(name, required(name), Integer.MIN_VALUE, Integer.MAX_VALUE);
    }

    /**
     * The object that a member is.
     *
     * @throws MalformedException when the member is absent or not an object
     */
    public JsonObject requiredObject(String name) throws MalformedException {
        return object(name, required(name));
    }

    /**
     * The object that a member is, or empty when it is absent.
     *
     * @throws MalformedException when the member is there and not an object
     */
    public Optional<JsonObject> optionalObject(String name) throws MalformedException {
        JsonValue value = find(name);
        return value == null ? Optional.empty() : Optional.of(object(name, value));
    }

    /**
     * The array that a member is; it may be empty.
     *
     * @throws MalformedException when the member is absent or not an array
     */
    public JsonArray requiredArray(String name) throws MalformedException {
        return array(name, required(name));
    }

    /**
     * The array that a member is, or empty when it is absent.
     *
     * @throws MalformedException when the member is there and not an array
     */
    public Optional<JsonArray> optionalArray(String name) throws MalformedException {
        JsonValue value = find(name);
        return value == null ? Optional.empty() : Optional.of(array(name, value));
    }

    /**
     * The failure of a member that has the right type and the wrong meaning, placed as the accessors place theirs; to be
     * thrown.
     *
     * @param member its name, or a path that starts with it, such as {@code x5c[1]}
     * @param format what the member's value should have been
     * @param problem what is wrong, as the end of a sentence; without any part of the input that could be secret
     */
    public MalformedException malformed(Format format, String member, String problem) {
        return located(new MalformedException(format, member, problem));
    }

    private @Nullable JsonValue find(String name) {
        if (text == null) {
            return made.get(name);
        }
        int value = text.find(index, name);
        return value < 0 ? null : text.value(value, this, name);
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
        return "JsonObject[" + size() + " members]";
    }

    /** Makes a {@link JsonObject}. */
    public static final class Builder {
        private final Map<String, JsonValue> members = new LinkedHashMap<>();

        private Builder() {}

        /**
         * Adds a member.
         *
         * @throws IllegalArgumentException when there is one of this name
         */
        public Builder put(String name, JsonValue value) {
            if (members.putIfAbsent(name, value) != null) {
                throw new IllegalArgumentException("Two members of the name " + name);
            }
            return this;
        }

        /**
         * Adds a member whose value is a string.
         *
         * @throws IllegalArgumentException when there is one of this name, or the text holds a lone surrogate
         */
        public Builder put(String name, String value) {
            return put(name, JsonString.of(value));
        }

        /**
         * Adds a member whose value is {@code true} or {@code false}.
         *
         * @throws IllegalArgumentException when there is one of this name
         */
        public Builder put(String name, boolean value) {
            return put(name, JsonBoolean.of(value));
        }

        /**
         * Adds a member whose value is an integer.
         *
         * @throws IllegalArgumentException when there is one of this name
         */
        public Builder put(String name, long value) {
            return put(name, JsonNumber.of(value));
        }

        /**
         * Adds a member whose value is the bytes in base64url without padding.
         *
         * @throws IllegalArgumentException when there is one of this name
         */
        public Builder put(String name, ByteString bytes) {
            return put(name, JsonString.of(bytes));
        }

        /** An object with the members added so far, in their order; the builder can go on. */
        public JsonObject build() {
            return new JsonObject(Collections.unmodifiableMap(new LinkedHashMap<>(members)));
        }
    }
}
