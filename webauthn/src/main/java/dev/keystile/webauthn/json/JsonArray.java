package dev.keystile.webauthn.json;

import dev.keystile.webauthn.bytes.ByteString;
import dev.keystile.webauthn.bytes.MalformedException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A JSON array.
 *
 * <p>The {@code to…} methods throw a {@link MalformedException} whose place is the path of the first value that is of
 * another type, such as {@code response.transports[2]}.
 */
public final class JsonArray extends JsonContainer implements JsonValue, Iterable<JsonValue> {
    private final List<JsonValue> values;

    /** The array at an index of a text, inside of a container. */
    JsonArray(JsonText text, int index, @Nullable JsonContainer parent, String step) {
        super(parent, step);
        List<JsonValue> elements = new ArrayList<>(text.size(index));
        int end = text.next(index);
        for (int at = index + 1; at < end; at = text.next(at)) {
            elements.add(text.value(at, this, step(elements.size())));
        }
        this.values = Collections.unmodifiableList(elements);
    }

    private JsonArray(List<JsonValue> values) {
        super(null, "");
        this.values = values;
    }

    /** An array of these values. */
    public static JsonArray of(JsonValue... values) {
        return new JsonArray(List.of(values));
    }

    /** An array of these values, which are copied from the list. */
    public static JsonArray of(List<? extends JsonValue> values) {
        return new JsonArray(List.copyOf(values));
    }

    /** The number of values. */
    public int size() {
        return values.size();
    }

    public boolean isEmpty() {
        return values.isEmpty();
    }

    /**
     * The value at an index from 0 to {@code size() - 1}.
     *
     * @throws IndexOutOfBoundsException for any other index
     */
    public JsonValue get(int index) {
        return values.get(index);
    }

    /** The values, in their order; unmodifiable. */
    public List<JsonValue> values() {
        return values;
    }

    /**
     * The texts of an array of strings.
     *
     * @throws MalformedException when one of the values is not a string
     */
    public List<String> toStrings() throws MalformedException {
        List<String> texts = new ArrayList<>(values.size());
        for (JsonValue value : values) {
            texts.add(string(step(texts.size()), value));
        }
        return List.copyOf(texts);
    }

    /**
     * The bytes of an array of strings in base64url.
     *
     * @throws MalformedException when one of the values is not a string in strict base64url (see {@link
     *     ByteString#fromBase64Url(String)})
     */
    public List<ByteString> toByteStrings() throws MalformedException {
        List<ByteString> bytes = new ArrayList<>(values.size());
        for (JsonValue value : values) {
            bytes.add(bytes(step(bytes.size()), value));
        }
        return List.copyOf(bytes);
    }

    /**
     * The objects of an array of objects.
     *
     * @throws MalformedException when one of the values is not an object
     */
    public List<JsonObject> toObjects() throws MalformedException {
        List<JsonObject> objects = new ArrayList<>(values.size());
        for (JsonValue value : values) {
            objects.add(object(step(objects.size()), value));
        }
        return List.copyOf(objects);
    }

    /**
     * The integers of an array of integers.
     *
     * @throws MalformedException when one of the values is not an integer of 64 bits
     */
    public List<Long> toLongs() throws MalformedException {
        List<Long> integers = new ArrayList<>(values.size());
        for (JsonValue value : values) {
            integers.add(integer(step(integers.size()), value, Long.MIN_VALUE, Long.MAX_VALUE));
        }
        return List.copyOf(integers);
    }

    private static String step(int index) {
        return "[" + index + "]";
    }

    @Override
    public Iterator<JsonValue> iterator() {
        return values.iterator();
    }

    @Override
    public String kind() {
        return "array";
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof JsonArray that && values.equals(that.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    /** The number of values only. */
    @Override
    public String toString() {
        return "JsonArray[" + values.size() + " values]";
    }
}
