package dev.keystile.webauthn.der;

/**
 * The identifier of an ASN.1 value as DER writes it.
 *
 * <p>The constants are the universal tags (X.680 §8.4) of what {@link DerReader} has methods for.
 *
 * @param tagClass the class of the tag
 * @param constructed whether the content is a series of values, rather than the bytes of one
 * @param number the tag's number in its class, up to 2²⁸-1
 */
public record DerTag(TagClass tagClass, boolean constructed, int number) {
    /** Universal 1. */
    public static final DerTag BOOLEAN = universal(1);
    /** Universal 2. */
    public static final DerTag INTEGER = universal(2);
    /** Universal 3. */
    public static final DerTag BIT_STRING = universal(3);
    /** Universal 4. */
    public static final DerTag OCTET_STRING = universal(4);
    /** Universal 5. */
    public static final DerTag NULL = universal(5);
    /** Universal 6. */
    public static final DerTag OBJECT_IDENTIFIER = universal(6);
    /** Universal 10. */
    public static final DerTag ENUMERATED = universal(10);
    /** Universal 12. */
    public static final DerTag UTF8_STRING = universal(12);
    /** Universal 16, constructed; also SEQUENCE OF. */
    public static final DerTag SEQUENCE = new DerTag(TagClass.UNIVERSAL, true, 16);
    /** Universal 17, constructed; also SET OF. */
    public static final DerTag SET = new DerTag(TagClass.UNIVERSAL, true, 17);
    /** Universal 19. */
    public static final DerTag PRINTABLE_STRING = universal(19);
    /** Universal 22. */
    public static final DerTag IA5_STRING = universal(22);

    /** The classes of tags (X.680 §8.1), in the order of their numbers 0 to 3. */
    public enum TagClass {
        /** Types of ASN.1 itself. */
        UNIVERSAL,
        /** Types of an application. */
        APPLICATION,
        /** Tags that mean something where they stand only, as {@code [0]} does. */
        CONTEXT,
        /** Types of an enterprise. */
        PRIVATE
    }

    private static DerTag universal(int number) {
        return new DerTag(TagClass.UNIVERSAL, false, number);
    }

    /** The tag {@code [number]} of a value that is tagged explicitly, or of a constructed one that is tagged implicitly. */
    public static DerTag explicit(int number) {
        return new DerTag(TagClass.CONTEXT, true, number);
    }

    /** The tag {@code [number]} of a primitive value that is tagged implicitly. */
    public static DerTag implicit(int number) {
        return new DerTag(TagClass.CONTEXT, false, number);
    }

    /** As in messages: {@code UNIVERSAL 16 constructed}. */
    @Override
    public String toString() {
        return tagClass + " " + number + (constructed ? " constructed" : " primitive");
    }
}
