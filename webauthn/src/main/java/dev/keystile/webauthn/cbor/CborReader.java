package dev.keystile.webauthn.cbor;

import dev.keystile.webauthn.bytes.ByteString;
import dev.keystile.webauthn.bytes.Format;
import dev.keystile.webauthn.bytes.MalformedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads CBOR data items one after another, in the order they stand, and holds them to the canonical form of CTAP2 while it
 * does: what was read was canonical, whoever reads it. What the form forbids is malformed unless the {@link CborOptions} name it.
 *
 * <p>Containers are entered by {@link #startArray()} or {@link #startMap()} and left by {@link #end()}; {@link #hasNext()} says
 * whether the innermost has another item, and in a map keys and values take turns. The bytes of strings are shared, not copied.
 *
 * <p>Every method that reads or looks ahead throws a {@link MalformedException} ({@link Format#CBOR}) whose place is
 * {@code @} and the offset of the item in question: when the bytes end, when the next item is of another type than
 * is read, when the innermost container has no further item, and when the form or a limit is broken. The reader is
 * of no further use then. Leaving a container that was not entered, or that has items left, is an {@link
 * IllegalStateException}.
 *
 * <p>Not for use by several threads at a time.
 */
public final class CborReader {
    private static final int BREAK = 0xFF;

    private final ByteString encoded;
    private final CborOptions options;
    private int at;
    private int items;
    private int depth;
    private @Nullable OpenContainer container;

    /** The argument of the item whose head was read last, and the additional information that said how long it is. */
    private long argument;

    private int information;

    /** A reader of the canonical form of CTAP2. */
    public CborReader(ByteString encoded) {
        this(encoded, CborOptions.CTAP2);
    }

    /** A reader of the canonical form and of what the options allow besides. */
    public CborReader(ByteString encoded, CborOptions options) {
        this.encoded = encoded;
        this.options = options;
    }

    /** The number of bytes read so far, which is the offset of the next item. */
    public int position() {
        return at;
    }

    /**
     * The bytes that were read since an earlier {@link #position()}.
     *
     * @throws IndexOutOfBoundsException when the position is none that was passed
     */
    public ByteString encodedSince(int from) {
        return encoded.slice(from, at);
    }

    /** Whether all bytes were read. */
    public boolean isAtEnd() {
        return at == encoded.length();
    }

    /**
     * Makes sure that nothing follows.
     *
     * @throws MalformedException when bytes are left
     * @throws IllegalStateException when a container was entered and not left
     */
    public void requireEnd() throws MalformedException {
        if (container != null) {
            throw new IllegalStateException("A container was not left");
        }
        if (!isAtEnd()) {
            throw malformed(at, encoded.length() - at + " bytes behind the end");
        }
    }

    /** The type of the next item, which is not read yet. */
    public CborType peek() throws MalformedException {
        return switch (majorType()) {
            case 0, 1 -> CborType.INTEGER;
            case 2 -> CborType.BYTES;
            case 3 -> CborType.TEXT;
            case 4 -> CborType.ARRAY;
            case 5 -> CborType.MAP;
            case 6 -> throw malformed(at, "tags are not allowed");
            default -> (firstByte() & 0x1F) < 25 ? CborType.SIMPLE : CborType.FLOAT;
        };
    }

    /** Reads an integer of 64 bits, signed. */
    public long readLong() throws MalformedException {
        int from = at;
        boolean negative = integerHead();
        if (argument < 0) {
            throw malformed(from, "the integer exceeds 64 bits");
        }
        return negative ? -1 - argument : argument;
    }

    /** Reads an integer of any size that CBOR has. */
    public CborInteger readInteger() throws MalformedException {
        boolean negative = integerHead();
        return new CborInteger(negative, argument);
    }

    /** Whether the integer that starts here is negative. */
    private boolean integerHead() throws MalformedException {
        int from = begin(CborType.INTEGER);
        boolean negative = readHead() == 1;
        finish(from);
        return negative;
    }

    /** Reads a byte string. */
    public ByteString readBytes() throws MalformedException {
        return readString(CborType.BYTES);
    }

    /** Reads a text string; one that is not valid UTF-8 is malformed. */
    public String readText() throws MalformedException {
        int from = at;
        ByteString utf8 = readString(CborType.TEXT);
        try {
            return utf8.toUtf8();
        } catch (MalformedException e) {
            throw new MalformedException(Format.CBOR, "@" + from, "a text string that is not valid UTF-8", e);
        }
    }

    private ByteString readString(CborType type) throws MalformedException {
        int from = begin(type);
        readHead();
        int length = checkedLength(from, 1);
        ByteString string = encoded.slice(at, at + length);
        at += length;
        finish(from);
        return string;
    }

    /** Reads {@code true} or {@code false}. */
    public boolean readBoolean() throws MalformedException {
        int from = at;
        CborSimple value = readSimple();
        if (value != CborSimple.TRUE && value != CborSimple.FALSE) {
            throw malformed(from, "must be true or false");
        }
        return value == CborSimple.TRUE;
    }

    /** Reads {@code true}, {@code false}, {@code null} or {@code undefined}; every other simple value is malformed. */
    public CborSimple readSimple() throws MalformedException {
        int from = begin(CborType.SIMPLE);
        readHead();
        if (information == 24 || !CborSimple.isAssigned(information)) {
            throw malformed(from, "a simple value without a meaning");
        }
        finish(from);
        return CborSimple.numbered(information);
    }

    /** Reads a floating-point number of 2, 4 or 8 bytes, in the size it was written in. */
    public CborFloat readFloat() throws MalformedException {
        int from = begin(CborType.FLOAT);
        readHead();
        CborFloat number = new CborFloat(1 << information - 24, argument);
        finish(from);
        return number;
    }

    /** Enters an array. */
    public void startArray() throws MalformedException {
        start(CborType.ARRAY);
    }

    /** Enters a map. */
    public void startMap() throws MalformedException {
        start(CborType.MAP);
    }

    private void start(CborType type) throws MalformedException {
        int from = begin(type);
        if (++depth > options.maxDepth()) {
            throw malformed(from, "nested deeper than " + options.maxDepth() + " levels");
        }
        readHead();
        boolean isMap = type == CborType.MAP;
        container = new OpenContainer(container, isMap, announcedItems(from, isMap ? 2 : 1), options);
    }

    /** How many items the head just read announces, each at least a byte long. */
    private int announcedItems(int from, int itemsPerUnit) throws MalformedException {
        return information == 31 ? OpenContainer.INDEFINITE : checkedLength(from, itemsPerUnit) * itemsPerUnit;
    }

    /**
     * Whether the innermost container that was entered has another item.
     *
     * @throws IllegalStateException when no container was entered
     */
    public boolean hasNext() throws MalformedException {
        OpenContainer open = innermost();
        if (!open.isIndefinite()) {
            return open.hasItemsLeft();
        }
        if (firstByte() != BREAK) {
            return true;
        }
        if (open.valueIsDue()) {
            throw malformed(at, "a key without a value");
        }
        return false;
    }

    /**
     * Leaves the innermost container.
     *
     * @throws IllegalStateException when it has more items, or no container was entered
     */
    public void end() throws MalformedException {
        if (hasNext()) {
            throw new IllegalStateException("The container has more items");
        }
        OpenContainer ended = innermost();
        if (ended.isIndefinite()) {
            at++;
        }
        depth--;
        container = ended.parent();
        finish(-1);
    }

    private OpenContainer innermost() {
        if (container == null) {
            throw new IllegalStateException("No container was entered");
        }
        return container;
    }

    /** Reads the next item with all it contains. */
    public CborValue readValue() throws MalformedException {
        return switch (majorType()) {
            case 0, 1 -> readInteger();
            case 2 -> new CborBytes(readBytes());
            case 3 -> new CborText(readText());
            case 4 -> readArray();
            case 5 -> readMap();
            default -> readSimpleOrFloat();
        };
    }

    private CborValue readSimpleOrFloat() throws MalformedException {
        return peek() == CborType.SIMPLE ? readSimple() : readFloat();
    }

    /** Reads an array with all it contains. */
    public CborArray readArray() throws MalformedException {
        startArray();
        List<CborValue> values = new ArrayList<>();
        while (hasNext()) {
            values.add(readValue());
        }
        end();
        CborArray array = CborArray.of(values);
        for (CborValue value : values) {
            adopt(value, array);
        }
        return array;
    }

    /** Reads a map with all it contains. */
    public CborMap readMap() throws MalformedException {
        startMap();
        List<Map.Entry<CborValue, CborValue>> entries = new ArrayList<>();
        while (hasNext()) {
            CborValue key = readValue();
            entries.add(Map.entry(key, readValue()));
        }
        end();
        CborMap map = CborMap.ofDistinct(entries);
        for (Map.Entry<CborValue, CborValue> entry : entries) {
            adopt(entry.getValue(), map);
        }
        return map;
    }

    private static void adopt(CborValue value, CborContainer parent) {
        if (value instanceof CborContainer child) {
            child.isInside(parent);
        }
    }

    /** Reads the next item with all it contains and returns how it is encoded. */
    public ByteString readEncoded() throws MalformedException {
        int from = at;
        skipValue();
        return encodedSince(from);
    }

    /** Reads the next item with all it contains, for nothing but to see that it is well-formed. */
    public void skipValue() throws MalformedException {
        switch (majorType()) {
            case 0, 1 -> integerHead();
            case 2 -> readBytes();
            case 3 -> readText();
            case 4 -> {
                startArray();
                skipRest();
            }
            case 5 -> {
                startMap();
                skipRest();
            }
            default -> readSimpleOrFloat();
        }
    }

    private void skipRest() throws MalformedException {
        while (hasNext()) {
            skipValue();
        }
        end();
    }

    /** Makes sure that an item of this type may come here and does, and returns where it starts. */
    private int begin(CborType wanted) throws MalformedException {
        OpenContainer open = container;
        if (open != null && !hasNext()) {
            throw malformed(at, "the container has no more items");
        }
        CborType found = peek();
        if (found != wanted) {
            throw malformed(at, "must be " + wanted.title() + ", not " + found.title());
        }
        if (open != null && open.keyIsNext() && !mayBeKey(found)) {
            throw malformed(at, "a map's key cannot be " + found.title());
        }
        if (++items > options.maxItems()) {
            throw malformed(at, "more than " + options.maxItems() + " items");
        }
        return at;
    }

    private static boolean mayBeKey(CborType type) {
        return type == CborType.INTEGER || type == CborType.BYTES || type == CborType.TEXT;
    }

    /** Accounts for an item that was read from an offset up to here. */
    private void finish(int from) throws MalformedException {
        if (container != null) {
            container.count(encoded, from, at);
        }
    }

    private int majorType() throws MalformedException {
        return firstByte() >> 5;
    }

    private int firstByte() throws MalformedException {
        if (isAtEnd()) {
            throw malformed(at, "the bytes end where an item must be");
        }
        return encoded.uint8At(at);
    }

    /** Reads the next item's first byte and its argument, and returns the major type. */
    private int readHead() throws MalformedException {
        int from = at;
        int first = firstByte();
        int majorType = first >> 5;
        information = first & 0x1F;
        at++;
        if (information < 24) {
            argument = information;
        } else if (information < 28) {
            readArgument(from, 1 << information - 24);
            if (majorType != 7 && !options.longForms() && !isShortest()) {
                throw malformed(from, "an integer or length in more bytes than it needs");
            }
        } else if (information != 31) {
            throw malformed(from, "reserved additional information");
        } else if (majorType != 4 && majorType != 5 || !options.indefiniteContainers()) {
            throw malformed(from, "a break or an indefinite length");
        }
        return majorType;
    }

    private void readArgument(int from, int size) throws MalformedException {
        if (encoded.length() - at < size) {
            throw malformed(from, "the bytes end inside an item's head");
        }
        argument = 0;
        for (int end = at + size; at < end; at++) {
            argument = argument << 8 | encoded.uint8At(at);
        }
    }

    /** Whether the argument just read would not have fit into fewer bytes. */
    private boolean isShortest() {
        return switch (information) {
            case 24 -> argument >= 24;
            case 25 -> argument > 0xFF;
            case 26 -> argument > 0xFFFF;
            default -> argument >>> 32 != 0;
        };
    }

    /** The argument as the length of something of which each unit takes at least so many bytes. */
    private int checkedLength(int from, int bytesPerUnit) throws MalformedException {
        int most = (encoded.length() - at) / bytesPerUnit;
        if (argument < 0 || argument > most) {
            throw malformed(from, "a length of " + Long.toUnsignedString(argument) + " where at most " + most + " fit");
        }
        return (int) argument;
    }

    static MalformedException malformed(int from, String problem) {
        return new MalformedException(Format.CBOR, "@" + from, problem);
    }
}
