package dev.keystile.webauthn.cbor;

/** A CBOR text string. Its text reaches no {@link #toString()}. */
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
