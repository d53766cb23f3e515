package dev.keystile.webauthn.testing;

/** How the outermost level of a CBOR map is written; what is inside it is canonical in every case. */
public enum CborForm {
    /** As CTAP2 has it. */
    CANONICAL,
    /** Keys in the opposite of their canonical order. */
    KEYS_REVERSED,
    /** The number of entries in a longer form than needed. */
    LONG_COUNT,
    /** The head of the first key in a longer form than needed. */
    LONG_KEY,
    /** Of indefinite length, closed by a break. */
    INDEFINITE,
    /** Inside a tag, which CTAP2 forbids. */
    TAGGED
}
