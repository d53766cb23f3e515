package dev.keystile.webauthn.der;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.keystile.webauthn.bytes.ByteString;
import dev.keystile.webauthn.bytes.Format;
import dev.keystile.webauthn.bytes.MalformedException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Reads a series of ASN.1 values one after another and holds each to the distinguished encoding rules of X.690: definite
 * lengths and numbers in as few bytes as they need, no length beyond the bytes there are.
 *
 * <p>What is inside a constructed value is read by a reader of its own. The order that DER prescribes in a SET OF is not
 * checked: certificates in the field break it, and nothing here depends on it.
 *
 * <p>Every method that reads or looks ahead throws a {@link MalformedException} ({@link Format#DER}) whose place is
 * {@code @} and the offset from the outermost value: when the bytes end, when the next value has another tag than is
 * read, or when it is not DER. The reader is of no further use then.
 *
 * <p>Not for use by several threads at a time.
 */
public final class DerReader {
    private static final int MAX_TAG_BYTES = 4;
    private static final List<DerTag.TagClass> TAG_CLASSES = List.of(DerTag.TagClass.values());

    private final ByteString encoded;

    /** Where the first byte stands in the outermost value, for messages. */
    private final int origin;

    private int at;

    /**
     * A reader of values that stand one behind the other.
     *
     * @param encoded any number of values, each with its tag and length; shared, not copied
     */
    public DerReader(ByteString encoded) {
        this(encoded, 0);
    }

    private DerReader(ByteString encoded, int origin) {
        this.encoded = encoded;
        this.origin = origin;
    }

    /** Whether another value follows. */
    public boolean hasNext() {
        return at < encoded.length();
    }

    /**
     * Makes sure that nothing follows.
     *
     * @throws MalformedException when something does
     */
    public void requireEnd() throws MalformedException {
        if (hasNext()) {
            throw malformed(at, encoded.length() - at + " bytes behind the end");
        }
    }

    /** The tag of the next value, which is not read yet. */
    public DerTag peek() throws MalformedException {
        int from = at;
        DerTag tag = readTag();
        at = from;
        return tag;
    }

    /** Whether a value of this tag comes next, as an optional one may. */
    public boolean isNext(DerTag tag) throws MalformedException {
        return hasNext() && peek().equals(tag);
    }

    /** Reads a value of this tag and returns its content, without tag and length; the bytes are shared. */
    public ByteString read(DerTag tag) throws MalformedException {
        int from = at;
        DerTag found = readTag();
        if (!found.equals(tag)) {
            throw malformed(from, "must be " + tag + ", not " + found);
        }
        return readContent(from);
    }

    /** Reads a constructed value of this tag and returns a reader of what is inside. */
    public DerReader enter(DerTag tag) throws MalformedException {
        ByteString content = read(tag);
        return new DerReader(content, origin + at - content.length());
    }

    /** Reads a SEQUENCE and returns a reader of what is inside. */
    public DerReader readSequence() throws MalformedException {
        return enter(DerTag.SEQUENCE);
    }

    /** Reads a SET and returns a reader of what is inside. */
    public DerReader readSet() throws MalformedException {
        return enter(DerTag.SET);
    }

    /** Reads the next value, whatever it is, and returns it whole: tag, length and content. */
    public ByteString readEncoded() throws MalformedException {
        int from = at;
        skip();
        return encoded.slice(from, at);
    }

    /** Reads the next value, whatever it is. What is inside of it is not looked at. */
    public void skip() throws MalformedException {
        int from = at;
        readTag();
        readContent(from);
    }

    /** Reads an INTEGER of any size, signed. */
    public BigInteger readInteger() throws MalformedException {
        return integer(DerTag.INTEGER);
    }

    /** Reads an INTEGER of 32 bits, signed. */
    public int readInt() throws MalformedException {
        return smallInteger(DerTag.INTEGER);
    }

    /** Reads an ENUMERATED of 32 bits, signed. */
    public int readEnumerated() throws MalformedException {
        return smallInteger(DerTag.ENUMERATED);
    }

    private int smallInteger(DerTag tag) throws MalformedException {
        int from = at;
        BigInteger integer = integer(tag);
        if (integer.bitLength() > 31) {
            throw malformed(from, "the integer exceeds 32 bits");
        }
        return integer.intValue();
    }

    private BigInteger integer(DerTag tag) throws MalformedException {
        int from = at;
        ByteString content = read(tag);
        if (content.isEmpty()) {
            throw malformed(from, "an integer without bytes");
        }
        if (content.length() > 1 && (content.byteAt(0) == 0 || content.byteAt(0) == -1)) {
            boolean surplus = content.byteAt(0) < 0 == content.byteAt(1) < 0;
            if (surplus) {
                throw malformed(from, "an integer in more bytes than it needs");
            }
        }
        return new BigInteger(content.toByteArray());
    }

    /** Reads a BOOLEAN. */
    public boolean readBoolean() throws MalformedException {
        int from = at;
        ByteString content = read(DerTag.BOOLEAN);
        if (content.length() != 1 || content.byteAt(0) != 0 && content.byteAt(0) != -1) {
            throw malformed(from, "a boolean is one byte, 00 or FF");
        }
        return content.byteAt(0) != 0;
    }

    /** Reads a NULL. */
    public void readNull() throws MalformedException {
        int from = at;
        if (!read(DerTag.NULL).isEmpty()) {
            throw malformed(from, "a null with content");
        }
    }

    /** Reads an OCTET STRING and returns its content. */
    public ByteString readOctetString() throws MalformedException {
        return read(DerTag.OCTET_STRING);
    }

    /** Reads a BIT STRING that is a whole number of bytes, and returns these; one with unused bits is malformed. */
    public ByteString readBitString() throws MalformedException {
        int from = at;
        ByteString content = read(DerTag.BIT_STRING);
        if (content.isEmpty() || content.byteAt(0) != 0) {
            throw malformed(from, "must be a whole number of bytes");
        }
        return content.slice(1);
    }

    /**
     * Reads a BIT STRING whose bits have names, such as a KeyUsage, and returns which of them are set; the leading
     * bit has the number 0. One that ends with bits that are not set is malformed.
     */
    public BitSet readNamedBits() throws MalformedException {
        int from = at;
        ByteString content = read(DerTag.BIT_STRING);
        if (content.isEmpty()) {
            throw malformed(from, "a bit string without bytes");
        }
        int unused = content.uint8At(0);
        int bits = (content.length() - 1) * 8 - unused;
        if (unused > 7 || bits < 0) {
            throw malformed(from, "a bit string with more unused bits than it has");
        }
        BitSet set = new BitSet(bits);
        for (int bit = 0; bit < (content.length() - 1) * 8; bit++) {
            if ((content.byteAt(1 + bit / 8) & 0x80 >> bit % 8) != 0) {
                set.set(bit);
            }
        }
        if (set.length() != bits) {
            throw malformed(from, "a list of named bits must end with the last that is set");
        }
        return set;
    }

    /**
     * Reads an OBJECT IDENTIFIER as numbers with dots between them, such as {@code 1.3.6.1.4.1.45724.1.1.4}; an arc
     * has at most 56 bits.
     */
    public String readObjectIdentifier() throws MalformedException {
        int from = at;
        ByteString content = read(DerTag.OBJECT_IDENTIFIER);
        List<String> arcs = new ArrayList<>();
        int index = 0;
        while (index < content.length()) {
            long arc = 0;
            int start = index;
            do {
                if (index == content.length() || index - start == 8 || content.uint8At(start) == 0x80) {
                    throw malformed(from, "an object identifier with an arc that is cut off, too large or padded");
                }
                arc = arc << 7 | content.byteAt(index) & 0x7F;
            } while (content.byteAt(index++) < 0);
            if (arcs.isEmpty()) {
                long first = Math.min(arc / 40, 2);
                arcs.add(Long.toString(first));
                arc -= first * 40;
            }
            arcs.add(Long.toString(arc));
        }
        if (arcs.isEmpty()) {
            throw malformed(from, "an object identifier without bytes");
        }
        return String.join(".", arcs);
    }

    /**
     * Reads a UTF8String, a PrintableString or an IA5String; every other type of text, and a character that the type
     * does not have, is malformed.
     */
    public String readText() throws MalformedException {
        int from = at;
        DerTag tag = peek();
        if (tag.equals(DerTag.UTF8_STRING)) {
            try {
                return read(tag).toUtf8();
            } catch (MalformedException e) {
                throw new MalformedException(Format.DER, place(from), "a UTF8String that is not valid UTF-8", e);
            }
        }
        if (!tag.equals(DerTag.PRINTABLE_STRING) && !tag.equals(DerTag.IA5_STRING)) {
            throw malformed(from, "must be a text, not " + tag);
        }
        byte[] content = read(tag).toByteArray();
        for (byte each : content) {
            if (each < 0 || tag.equals(DerTag.PRINTABLE_STRING) && !isPrintable((char) each)) {
                throw malformed(from, "a character that this type of text cannot have");
            }
        }
        return new String(content, ISO_8859_1);
    }

    /** The characters of PrintableString, X.680 section 41.4. */
    private static boolean isPrintable(char each) {
        return each >= 'a' && each <= 'z'
                || each >= 'A' && each <= 'Z'
                || each >= '0' && each <= '9'
                || " '()+,-./:=?".indexOf(each) >= 0;
    }

    /**
     * Makes sure that the tags and lengths of a value, and of all values inside of it, are DER; what the values say is not
     * looked at.
     *
     * @param maxDepth how deep constructed values may nest
     * @throws MalformedException when they are not, when they nest deeper, or when anything follows the value
     */
    public static void requireWellFormed(ByteString encoded, int maxDepth) throws MalformedException {
        DerReader reader = new DerReader(encoded);
        reader.skipWithContent(maxDepth);
        reader.requireEnd();
    }

    private void skipWithContent(int levels) throws MalformedException {
        DerTag tag = peek();
        if (!tag.constructed()) {
            skip();
            return;
        }
        if (levels == 0) {
            throw malformed(at, "nested too deep");
        }
        DerReader inside = enter(tag);
        while (inside.hasNext()) {
            inside.skipWithContent(levels - 1);
        }
    }

    private DerTag readTag() throws MalformedException {
        int from = at;
        int first = nextByte(from);
        int number = first & 0x1F;
        if (number == 0x1F) {
            number = readLongTagNumber(from);
        }
        DerTag.TagClass tagClass = TAG_CLASSES.get(first >> 6);
        if (tagClass == DerTag.TagClass.UNIVERSAL && number == 0) {
            throw malformed(from, "an end-of-contents marker");
        }
        return new DerTag(tagClass, (first & 0x20) != 0, number);
    }

    private int readLongTagNumber(int from) throws MalformedException {
        int number = 0;
        int each;
        do {
            each = nextByte(from);
            if (number == 0 && each == 0x80 || at - from - 1 > MAX_TAG_BYTES) {
                throw malformed(from, "a tag number that is padded or too large");
            }
            number = number << 7 | each & 0x7F;
        } while ((each & 0x80) != 0);
        if (number < 0x1F) {
            throw malformed(from, "a tag number in more bytes than it needs");
        }
        return number;
    }

    /** Reads the length and the content of the value whose tag stands at an offset and was read. */
    private ByteString readContent(int from) throws MalformedException {
        int length = nextByte(from);
        if (length == 0x80) {
            throw malformed(from, "an indefinite length");
        }
        if (length > 0x80) {
            length = readLongLength(from, length & 0x7F);
        }
        if (length > encoded.length() - at) {
            throw malformed(from, "a length of " + length + " where " + (encoded.length() - at) + " bytes are left");
        }
        ByteString content = encoded.slice(at, at + length);
        at += length;
        return content;
    }

    private int readLongLength(int from, int size) throws MalformedException {
        if (size > 4) {
            throw malformed(from, "a length of more than 4 bytes");
        }
        long length = 0;
        for (int i = 0; i < size; i++) {
            length = length << 8 | nextByte(from);
        }
        boolean shortest = length >= 0x80 && length >>> 8 * (size - 1) != 0;
        if (!shortest || length > Integer.MAX_VALUE) {
            throw malformed(from, "a length that is too large or in more bytes than it needs");
        }
        return (int) length;
    }

    private int nextByte(int from) throws MalformedException {
        if (!hasNext()) {
            throw malformed(from, "the bytes end inside a value's head");
        }
        return encoded.uint8At(at++);
    }

    private String place(int from) {
        return "@" + (origin + from);
    }

    private MalformedException malformed(int from, String problem) {
        return new MalformedException(Format.DER, place(from), problem);
    }
}
