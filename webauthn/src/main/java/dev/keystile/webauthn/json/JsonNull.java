package dev.keystile.webauthn.json;

/** JSON's {@code null}. */
public enum JsonNull implements JsonValue {
    /** The only value of its kind. */
    NULL;

    @Override
    public String kind() {
        return "null";
    }
}
