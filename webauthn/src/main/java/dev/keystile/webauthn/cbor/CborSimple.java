package dev.keystile.webauthn.cbor;

/** The CBOR simple values that have a meaning (RFC 8949 §3.3). */
public enum CborSimple implements CborValue {
    /** Simple value 20. */
    FALSE,
    /** Simple value 21. */
    TRUE,
    /** Simple value 22. */
    NULL,
    /** Simple value 23. */
    UNDEFINED;

    private static final CborSimple[] BY_NUMBER = values();
    private static final int FIRST = 20;

    /** The simple value of a number from 20 to 23. */
    static CborSimple numbered(int number) {
        return BY_NUMBER[number - FIRST];
    }

    static boolean isAssigned(int number) {
        return number >= FIRST && number < FIRST + BY_NUMBER.length;
    }

    int number() {
        return FIRST + ordinal();
    }

    public static CborSimple of(boolean value) {
        return value ? TRUE : FALSE;
    }

    @Override
    public CborType type() {
        return CborType.SIMPLE;
    }
}
