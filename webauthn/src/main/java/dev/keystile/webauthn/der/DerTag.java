package dev.keystile.webauthn.der;

/**
 * The identifier of an ASN.1 value as DER writes it.
 *
 * @param tagClass the class of the tag
 * @param constructed whether the content is a series of values, rather than the bytes of one
 * @param number the tag's number in its class, up to 2²⁸-1
 */
public record DerTag(TagClass tagClass, boolean constructed, int number) {
    public static final DerTag BOOLEAN = universal(1);
    public static final DerTag INTEGER = universal(2);
    public static final DerTag BIT_STRING = universal(3);
    public static final DerTag OCTET_STRING = universal(4);
    public static final DerTag NULL = universal(5);
    public static final DerTag OBJECT_IDENTIFIER = universal(6);
    public static final DerTag ENUMERATED = universal(10);
    public static final DerTag UTF8_STRING = universal(12);
    public static final DerTag SEQUENCE = new DerTag(TagClass.UNIVERSAL, true, 16);
    public static final DerTag SET = new DerTag(TagClass.UNIVERSAL, true, 17);
    public static final DerTag PRINTABLE_STRING = universal(19);
    public static final DerTag IA5_STRING = universal(22);

    /** The classes of tags, in the order of their numbers. */
    public enum TagClass {
        UNIVERSAL,
        APPLICATION,
        CONTEXT,
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
