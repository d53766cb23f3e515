package dev.keystile.webauthn.cbor;

import dev.keystile.webauthn.bytes.ByteString;
import dev.keystile.webauthn.bytes.MalformedException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A CBOR map: entries in the order they were read or added, each key once. Keys are integers, byte strings or text strings.
 *
 * <p>The {@code required…} and {@code optional…} accessors throw a {@link MalformedException} whose place is the entry's path
 * from the whole, such as {@code attStmt.x5c}, when the value is not of the type that was asked for.
 *
 * <p>The accessors that take a text look for a key that is that text string; keys that are integers or byte strings are
 * reached by {@link #get(CborValue)} and {@link #get(long)}.
 */
public final class CborMap extends CborContainer implements CborValue {
    private static final CborMap EMPTY = new CborMap(List.of());

    private final List<Map.Entry<CborValue, CborValue>> entries;

    /** The list is not changed from here on; the keys differ. */
    private CborMap(List<Map.Entry<CborValue, CborValue>> entries) {
        this.entries = entries;
    }

    /** The map with no entries. */
    public static CborMap empty() {
        return EMPTY;
    }

    static CborMap ofDistinct(List<Map.Entry<CborValue, CborValue>> entries) {
        return new CborMap(List.copyOf(entries));
    }

    /** A map made entry by entry. */
    public static Builder builder() {
        return new Builder();
    }

    /** The number of entries. */
    public int size() {
        return entries.size();
    }

    public boolean isEmpty() {
        return entries.isEmpty();
    }

    /** The entries, in their order; unmodifiable. */
    public List<Map.Entry<CborValue, CborValue>> entries() {
        return entries;
    }

    /** Whether there is a key that is this text string. */
    public boolean has(String key) {
        return find(key) != null;
    }

    /** The value of a key of any type; empty when there is no such key. */
    public Optional<CborValue> get(CborValue key) {
        for (Map.Entry<CborValue, CborValue> entry : entries) {
            if (entry.getKey().equals(key)) {
                return Optional.of(entry.getValue());
            }
        }
        return Optional.empty();
    }

    /** The value of a key that is a text string. */
    public Optional<CborValue> get(String key) {
        return Optional.ofNullable(find(key));
    }

    /** The value of a key that is an integer. */
    public Optional<CborValue> get(long key) {
        return get(CborInteger.of(key));
    }

    /**
     * The value, of whatever type, of a key that must be there.
     *
     * @throws MalformedException when there is no such key
     */
    public CborValue required(String key) throws MalformedException {
        CborValue value = find(key);
        if (value == null) {
            throw missing(key);
        }
        return value;
    }

    /**
     * The content of a byte string.
     *
     * @throws MalformedException when there is no such key, or its value is not a byte string
     */
    public ByteString requiredBytes(String key) throws MalformedException {
        return bytes(key, required(key));
    }

    /**
     * The content of a byte string, or empty when the key is not there.
     *
     * @throws MalformedException when the value is there and not a byte string
     */
    public Optional<ByteString> optionalBytes(String key) throws MalformedException {
        CborValue value = find(key);
        return value == null ? Optional.empty() : Optional.of(bytes(key, value));
    }

    /**
     * The content of a text string.
     *
     * @throws MalformedException when there is no such key, or its value is not a text string
     */
    public String requiredText(String key) throws MalformedException {
        return text(key, required(key));
    }

    /**
     * The content of a text string, or empty when the key is not there.
     *
     * @throws MalformedException when the value is there and not a text string
     */
    public Optional<String> optionalText(String key) throws MalformedException {
        CborValue value = find(key);
        return value == null ? Optional.empty() : Optional.of(text(key, value));
    }

    /**
     * An integer of 64 bits, signed.
     *
     * @throws MalformedException when there is no such key, or its value is not such an integer
     */
    public long requiredLong(String key) throws MalformedException {
        return integer(key, required(key));
    }

    /**
     * {@code true} or {@code false}.
     *
     * @throws MalformedException when there is no such key, or its value is not one of the two
     */
    public boolean requiredBoolean(String key) throws MalformedException {
        return bool(key, required(key));
    }

    /**
     * {@code true} or {@code false}, or empty when the key is not there.
     *
     * @throws MalformedException when the value is there and not one of the two
     */
    public Optional<Boolean> optionalBoolean(String key) throws MalformedException {
        CborValue value = find(key);
        return value == null ? Optional.empty() : Optional.of(bool(key, value));
    }

    /**
     * An array.
     *
     * @throws MalformedException when there is no such key, or its value is not an array
     */
    public CborArray requiredArray(String key) throws MalformedException {
        return array(key, required(key));
    }

    /**
     * An array, or empty when the key is not there.
     *
     * @throws MalformedException when the value is there and not an array
     */
    public Optional<CborArray> optionalArray(String key) throws MalformedException {
        CborValue value = find(key);
        return value == null ? Optional.empty() : Optional.of(array(key, value));
    }

    /**
     * A map.
     *
     * @throws MalformedException when there is no such key, or its value is not a map
     */
    public CborMap requiredMap(String key) throws MalformedException {
        return map(key, required(key));
    }

    /**
     * A map, or empty when the key is not there.
     *
     * @throws MalformedException when the value is there and not a map
     */
    public Optional<CborMap> optionalMap(String key) throws MalformedException {
        CborValue value = find(key);
        return value == null ? Optional.empty() : Optional.of(map(key, value));
    }

    private @Nullable CborValue find(String key) {
        for (Map.Entry<CborValue, CborValue> entry : entries) {
            if (entry.getKey() instanceof CborText text && text.value().equals(key)) {
                return entry.getValue();
            }
        }
        return null;
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // equal children have places of their own
    String stepTo(CborValue child) {
        for (Map.Entry<CborValue, CborValue> entry : entries) {
            if (entry.getValue() == child) {
                return step(entry.getKey());
            }
        }
        throw new IllegalArgumentException("Not in this map");
    }

    private static String step(CborValue key) {
        if (key instanceof CborText text) {
            return text.value();
        }
        return key instanceof CborInteger integer ? "[" + integer.toBigInteger() + "]" : "[bytes]";
    }

    @Override
    public CborType type() {
        return CborType.MAP;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CborMap that && toMap().equals(that.toMap());
    }

    @Override
    public int hashCode() {
        return toMap().hashCode();
    }

    private Map<CborValue, CborValue> toMap() {
        Map<CborValue, CborValue> map = new LinkedHashMap<>();
        for (Map.Entry<CborValue, CborValue> entry : entries) {
            map.put(entry.getKey(), entry.getValue());
        }
        return map;
    }

    /** The number of entries only. */
    @Override
    public String toString() {
        return "CborMap[" + entries.size() + " entries]";
    }

    /**
     * Makes a {@link CborMap}. Every {@code put} throws an {@link IllegalArgumentException} when the key is there
     * already.
     */
    public static final class Builder {
        private final Map<CborValue, CborValue> entries = new LinkedHashMap<>();

        private Builder() {}

        /**
         * Adds an entry.
         *
         * @throws IllegalArgumentException when the key is there already, or is not an integer, a byte string or a text string
         */
        public Builder put(CborValue key, CborValue value) {
            if (!(key instanceof CborInteger || key instanceof CborBytes || key instanceof CborText)) {
                throw new IllegalArgumentException(
                        "A key cannot be " + key.type().title());
            }
            if (entries.putIfAbsent(key, value) != null) {
                throw new IllegalArgumentException("Two entries of the key " + step(key));
            }
            return this;
        }

        /** Adds an entry whose key is a text string. */
        public Builder put(String key, CborValue value) {
            return put(new CborText(key), value);
        }

        /** Adds an entry whose key is an integer. */
        public Builder put(long key, CborValue value) {
            return put(CborInteger.of(key), value);
        }

        /** Adds a byte string under a text string. */
        public Builder put(String key, ByteString bytes) {
            return put(key, new CborBytes(bytes));
        }

        /** Adds a byte string under an integer. */
        public Builder put(long key, ByteString bytes) {
            return put(key, new CborBytes(bytes));
        }

        /** Adds a text string under a text string. */
        public Builder put(String key, String text) {
            return put(key, new CborText(text));
        }

        /** Adds an integer under a text string. */
        public Builder put(String key, long integer) {
            return put(key, CborInteger.of(integer));
        }

        /** Adds an integer under an integer. */
        public Builder put(long key, long integer) {
            return put(key, CborInteger.of(integer));
        }

        /** Adds {@code true} or {@code false} under a text string. */
        public Builder put(String key, boolean value) {
            return put(key, CborSimple.of(value));
        }

        /** A map with the entries added so far, in their order; the builder can go on. */
        public CborMap build() {
            List<Map.Entry<CborValue, CborValue>> list = new ArrayList<>();
            for (Map.Entry<CborValue, CborValue> entry : entries.entrySet()) {
                list.add(Map.entry(entry.getKey(), entry.getValue()));
            }
            return ofDistinct(list);
        }
    }
}
