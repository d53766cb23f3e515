package dev.keystile.webauthn.cbor;

/** The types of CBOR data items that are read, by their major types (RFC 8949 §3.1); tags, major type 6, are not. */
public enum CborType {
    /** Major types 0 and 1. */
    INTEGER("an integer"),
    /** Major type 2. */
    BYTES("a byte string"),
    /** Major type 3. */
    TEXT("a text string"),
    /** Major type 4. */
    ARRAY("an array"),
    /** Major type 5. */
    MAP("a map"),
    /** Major type 7, up to a one-byte value. */
    SIMPLE("a simple value"),
    /** Major type 7, with 2, 4 or 8 bytes. */
    FLOAT("a floating-point number");

    private final String title;

    CborType(String title) {
        this.title = title;
    }

    /** The type in a sentence, with its article. */
    public String title() {
        return title;
    }
}
