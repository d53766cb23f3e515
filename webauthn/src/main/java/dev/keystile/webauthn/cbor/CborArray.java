package dev.keystile.webauthn.cbor;

import dev.keystile.webauthn.bytes.ByteString;
import dev.keystile.webauthn.bytes.MalformedException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A CBOR array.
 *
 * <p>The {@code to…} methods throw a {@link MalformedException} whose place is the path of the first value that is of
 * another type, such as {@code attStmt.x5c[1]}.
 */
public final class CborArray extends CborContainer implements CborValue, Iterable<CborValue> {
    private final List<CborValue> values;

    private CborArray(List<CborValue> values) {
        this.values = values;
    }

    /** An array of these values. */
    public static CborArray of(CborValue... values) {
        return new CborArray(List.of(values));
    }

    /** An array of these values, which are copied from the list. */
    public static CborArray of(List<? extends CborValue> values) {
        return new CborArray(List.copyOf(values));
    }

    /** The number of values. */
    public int size() {
        return values.size();
    }

    public boolean isEmpty() {
        return values.isEmpty();
    }

    /**
     * The value at an index from 0 to {@code size() - 1}.
     *
     * @throws IndexOutOfBoundsException for any other index
     */
    public CborValue get(int index) {
        return values.get(index);
    }

    /** The values, in their order; unmodifiable. */
    public List<CborValue> values() {
        return values;
    }

    /**
     * The contents of an array of byte strings.
     *
     * @throws MalformedException when one of the values is not a byte string
     */
    public List<ByteString> toByteStrings() throws MalformedException {
        List<ByteString> bytes = new ArrayList<>(values.size());
        for (CborValue value : values) {
            bytes.add(bytes(step(bytes.size()), value));
        }
        return List.copyOf(bytes);
    }

    /**
     * The contents of an array of text strings.
     *
     * @throws MalformedException when one of the values is not a text string
     */
    public List<String> toStrings() throws MalformedException {
        List<String> texts = new ArrayList<>(values.size());
        for (CborValue value : values) {
            texts.add(text(step(texts.size()), value));
        }
        return List.copyOf(texts);
    }

    /**
     * The maps of an array of maps.
     *
     * @throws MalformedException when one of the values is not a map
     */
    public List<CborMap> toMaps() throws MalformedException {
        List<CborMap> maps = new ArrayList<>(values.size());
        for (CborValue value : values) {
            maps.add(map(step(maps.size()), value));
        }
        return List.copyOf(maps);
    }

    private static String step(int index) {
        return "[" + index + "]";
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // equal children have places of their own
    String stepTo(CborValue child) {
        for (int i = 0; i < values.size(); i++) {
            if (values.get(i) == child) {
                return step(i);
            }
        }
        throw new IllegalArgumentException("Not in this array");
    }

    @Override
    public Iterator<CborValue> iterator() {
        return values.iterator();
    }

    @Override
    public CborType type() {
        return CborType.ARRAY;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CborArray that && values.equals(that.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    /** The number of values only. */
    @Override
    public String toString() {
        return "CborArray[" + values.size() + " values]";
    }
}
