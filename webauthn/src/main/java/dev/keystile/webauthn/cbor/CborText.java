package dev.keystile.webauthn.cbor;

/**
 * A CBOR text string. Its text reaches no {@link #toString()}.
 *
 * @param value its content; may be empty. What was read holds no lone surrogate; what does cannot be encoded.
 */
public record CborText(String value) implements CborValue {
    @Override
    public CborType type() {
        return CborType.TEXT;
    }

    /** The number of characters only. */
    @Override
    public String toString() {
        return "CborText[" + value.length() + " characters]";
    }
}
