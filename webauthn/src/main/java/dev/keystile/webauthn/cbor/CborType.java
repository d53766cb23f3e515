package dev.keystile.webauthn.cbor;

/** The types of CBOR data items that are read; tags are not. */
public enum CborType {
    INTEGER("an integer"),
    BYTES("a byte string"),
    TEXT("a text string"),
    ARRAY("an array"),
    MAP("a map"),
    SIMPLE("a simple value"),
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
