package dev.keystile.webauthn.internal.stored;

import dev.keystile.webauthn.bytes.Format;
import dev.keystile.webauthn.bytes.MalformedException;
import dev.keystile.webauthn.json.JsonLimits;
import dev.keystile.webauthn.json.JsonObject;
import dev.keystile.webauthn.json.JsonString;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Reads back, strictly, the JSON that this library writes of pending ceremonies and credential records. A member it does not
 * know is malformed: a newer version may have written it as a condition that an older one must not overlook.
 */
public final class StoredJson {

    private static final JsonLimits LIMITS = new JsonLimits(4 * 1024 * 1024, 16, 100_000);

    private StoredJson() {}

    /** The object of this kind and version that a text holds, with these members at most. */
    public static JsonObject parse(String text, String kind, int version, Set<String> members)
            throws MalformedException {
        JsonObject json = JsonObject.parse(text, LIMITS);
        if (!json.requiredString("kind").equals(kind)) {
            throw new MalformedException(Format.STORED_VALUE, "kind", "is not " + kind);
        }
        if (json.requiredLong("version") != version) {
            throw new MalformedException(Format.STORED_VALUE, "version", "is not " + version);
        }
        requireOnly(json, "", members);
        return json;
    }

    /** Makes sure that an object at this place has these members at most. */
    public static void requireOnly(JsonObject json, String place, Set<String> members) throws MalformedException {
        for (String name : json.names()) {
            if (!members.contains(name)) {
                throw new MalformedException(Format.STORED_VALUE, place, "has an unknown member");
            }
        }
    }

    /** The one of these values whose text a member has. */
    public static <E> E oneOf(JsonObject json, String member, E[] values, Function<E, String> text)
            throws MalformedException {
        String received = json.requiredString(member);
        for (E value : values) {
            if (text.apply(value).equals(received)) {
                return value;
            }
        }
        throw new MalformedException(Format.STORED_VALUE, member, "is none of its values");
    }

    /** What a conversion makes of a member's text. */
    public static <T> T value(JsonObject json, String member, Function<String, T> conversion)
            throws MalformedException {
        return value(member, json.requiredString(member), conversion);
    }

    /** What a conversion makes of each text of a member that is an array of strings. */
    public static <T> List<T> values(JsonObject json, String member, Function<String, T> conversion)
            throws MalformedException {
        List<T> values = new ArrayList<>();
        for (String text : json.requiredArray(member).toStrings()) {
            values.add(value(member, text, conversion));
        }
        return values;
    }

    /** What a conversion makes of an input; its {@link IllegalArgumentException} is a malformed value. */
    public static <I, T> T value(String place, I input, Function<I, T> conversion) throws MalformedException {
        try {
            return conversion.apply(input);
        } catch (IllegalArgumentException e) {
            throw new MalformedException(Format.STORED_VALUE, place, "is out of its range", e);
        }
    }

    /** The texts as an array's values. */
    public static <T> List<JsonString> strings(Iterable<T> values, Function<T, String> text) {
        List<JsonString> strings = new ArrayList<>();
        values.forEach(value -> strings.add(JsonString.of(text.apply(value))));
        return strings;
    }
}
