package dev.keystile.webauthn.json;

import dev.keystile.webauthn.bytes.ByteString;
import dev.keystile.webauthn.bytes.MalformedException;
import dev.keystile.webauthn.bytes.Utf8;

/**
 * A JSON value, RFC 8259, read strictly.
 *
 * <p>Refused beyond what the RFC forbids: two members of one name, half a surrogate pair, a byte order mark, and whatever
 * exceeds the {@link JsonLimits}. Nothing is converted from one type to another. Values are immutable; two are equal when they
 * say the same, whatever the order of members.
 */
public sealed interface JsonValue permits JsonArray, JsonBoolean, JsonNull, JsonNumber, JsonObject, JsonString {
    /**
     * The value that a text holds, within {@link JsonLimits#DEFAULT}.
     *
     * @throws MalformedException for anything but one JSON value with nothing but white space around it
     */
    static JsonValue parse(String text) throws MalformedException {
        return parse(text, JsonLimits.DEFAULT);
    }

    /**
     * As {@link #parse(String)}, within limits of the caller's.
     *
     * @throws MalformedException for anything but one JSON value within the limits
     */
    static JsonValue parse(String text, JsonLimits limits) throws MalformedException {
        // A text has at least as many bytes as characters: one that is too long is not even encoded.
        JsonParser.checkLength(text.length(), limits);
        return new JsonParser(Utf8.encode(text), limits).parse();
    }

    /**
     * As {@link #parse(String)}, of a text in UTF-8.
     *
     * @throws MalformedException for anything but one JSON value in UTF-8
     */
    static JsonValue parse(ByteString utf8) throws MalformedException {
        return parse(utf8, JsonLimits.DEFAULT);
    }

    /**
     * As {@link #parse(ByteString)}, within limits of the caller's.
     *
     * @throws MalformedException for anything but one JSON value in UTF-8 within the limits
     */
    static JsonValue parse(ByteString utf8, JsonLimits limits) throws MalformedException {
        JsonParser.checkLength(utf8.length(), limits);
        return new JsonParser(utf8.toByteArray(), limits).parse();
    }

    /**
     * What the value is, as a word for messages: {@code object}, {@code array}, {@code string}, {@code number},
     * {@code boolean} or {@code null}.
     */
    String kind();

    /**
     * The value as JSON text without white space, as {@link JsonWriter} writes it.
     *
     * @throws IllegalStateException when the value nests deeper than 256 levels, as only one that was made and not
     *     parsed can
     */
    default String toJson() {
        return new JsonWriter().value(this).toJson();
    }
}
