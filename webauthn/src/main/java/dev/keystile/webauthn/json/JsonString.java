package dev.keystile.webauthn.json;

import dev.keystile.webauthn.bytes.ByteString;
import dev.keystile.webauthn.bytes.MalformedException;
import org.jspecify.annotations.Nullable;

/** A JSON string. Its content reaches no {@link #toString()}. */
public final class JsonString implements JsonValue {
    private final JsonText text;
    private final int index;

    JsonString(JsonText text, int index) {
        this.text = text;
        this.index = index;
    }

    /**
     * A string with this text.
     *
     * @throws IllegalArgumentException when the text holds a lone surrogate
     */
    public static JsonString of(String text) {
        byte[] utf8 = ByteString.ofUtf8(text).toByteArray();
        int kind = utf8.length == text.length() ? JsonText.VERBATIM : JsonText.UNESCAPED;
        return new JsonString(new JsonText(utf8, new long[] {JsonText.entry(kind, 0, utf8.length)}), 0);
    }

    /** A string with these bytes in base64url without padding. */
    public static JsonString of(ByteString bytes) {
        return of(bytes.toBase64Url());
    }

    /** The string's text, with all escapes resolved. */
    public String value() {
        return text.string(index);
    }

    /**
     * The bytes the string encodes in strict base64url.
     *
     * @throws MalformedException ({@link dev.keystile.webauthn.bytes.Format#BASE64URL}) when it does not
     */
    public ByteString toBytes() throws MalformedException {
        return text.bytes(index);
    }

    @Override
    public String kind() {
        return "string";
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof JsonString that && value().equals(that.value());
    }

    @Override
    public int hashCode() {
        return value().hashCode();
    }

    /** Not the text, which may be secret. */
    @Override
    public String toString() {
        return "JsonString[" + value().length() + " characters]";
    }
}
