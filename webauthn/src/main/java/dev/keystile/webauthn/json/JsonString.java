package dev.keystile.webauthn.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.keystile.webauthn.bytes.ByteString;
import dev.keystile.webauthn.bytes.MalformedException;
import org.jspecify.annotations.Nullable;

/** A JSON string. Its content reaches no {@link #toString()}. */
public final class JsonString implements JsonValue {
    private final byte[] source;
    private final long span;

    /** A string that was found to be valid where it stands in a text; read out of there only when asked for. */
    JsonString(byte[] source, long span) {
        this.source = source;
        this.span = span;
    }

    /**
     * A string with this text.
     *
     * @throws IllegalArgumentException when the text holds a lone surrogate
     */
    public static JsonString of(String text) {
        byte[] utf8 = ByteString.ofUtf8(text).toByteArray();
        return new JsonString(utf8, Span.of(0, utf8.length, utf8.length == text.length() ? Span.ASCII : 0));
    }

    /** A string with these bytes in base64url. */
    public static JsonString of(ByteString bytes) {
        return of(bytes.toBase64Url());
    }

    /** The string's text. */
    public String value() {
        return Span.text(source, span);
    }

    /**
     * The bytes the string encodes in strict base64url.
     *
     * @throws MalformedException when it does not
     */
    public ByteString toBytes() throws MalformedException {
        if (Span.isVerbatim(span)) {
            return ByteString.fromBase64Url(source, Span.start(span), Span.end(span));
        }
        byte[] text = value().getBytes(UTF_8);
        return ByteString.fromBase64Url(text, 0, text.length);
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
