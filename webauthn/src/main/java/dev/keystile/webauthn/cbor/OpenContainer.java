package dev.keystile.webauthn.cbor;

import dev.keystile.webauthn.bytes.ByteString;
import dev.keystile.webauthn.bytes.MalformedException;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * An array or map that a {@link CborReader} has entered and not left yet: what is still to come in it, and whether the keys of a
 * map are new and in order.
 */
final class OpenContainer {

    /** For the number of items: as many as there are before the break. */
    static final int INDEFINITE = -1;

    private final @Nullable OpenContainer parent;
    private final boolean isMap;
    private final CborOptions options;

    /** The items to come, a map's keys and values both counted, or {@link #INDEFINITE}. */
    private int left;

    private boolean keyIsNext;
    private int lastKeyFrom = -1;
    private int lastKeyTo;

    /** The keys so far; only while one may be written in several ways or places. */
    private @Nullable Set<ByteString> keys;

    /**
     * One that has just been entered.
     *
     * @param items how many it has, a map's keys and values both counted, or {@link #INDEFINITE}
     */
    OpenContainer(@Nullable OpenContainer parent, boolean isMap, int items, CborOptions options) {
        this.parent = parent;
        this.isMap = isMap;
        this.left = items;
        this.keyIsNext = isMap;
        this.options = options;
    }

    /** The one around it; null for the outermost. */
    @Nullable OpenContainer parent() {
        return parent;
    }

    boolean isIndefinite() {
        return left == INDEFINITE;
    }

    /** Whether items are to come in one that says how many it has. */
    boolean hasItemsLeft() {
        return left > 0;
    }

    /** Whether the next item is a key. */
    boolean keyIsNext() {
        return keyIsNext;
    }

    /** Whether a key was read whose value has not been. */
    boolean valueIsDue() {
        return isMap && !keyIsNext;
    }

    /**
     * Accounts for an item that was read.
     *
     * @param encoded where it stands, as do all others of the container
     * @param from its offset
     * @param to the offset behind it
     * @throws MalformedException if it is a key that was there before, or that belongs before the last one
     */
    void count(ByteString encoded, int from, int to) throws MalformedException {
        if (left != INDEFINITE) {
            left--;
        }
        if (isMap) {
            if (keyIsNext) {
                checkKey(encoded, from, to);
            }
            keyIsNext = !keyIsNext;
        }
    }

    private void checkKey(ByteString encoded, int from, int to) throws MalformedException {
        if (options.unsortedKeys() || options.longForms()) {
            checkKeyIsNew(encoded, from, to);
        }
        if (!options.unsortedKeys() && lastKeyFrom >= 0) {
            int order = compareKeys(encoded, lastKeyFrom, lastKeyTo, from, to);
            if (order >= 0) {
                throw CborReader.malformed(
                        from, order == 0 ? "a duplicate key" : "the map's keys are not in canonical order");
            }
        }
        lastKeyFrom = from;
        lastKeyTo = to;
    }

    /**
     * Compares what keys say, not how they are written: where long forms are allowed, by their canonical form. In order and not by
     * hash, since whoever writes the keys can choose thousands of one hash.
     */
    private void checkKeyIsNew(ByteString encoded, int from, int to) throws MalformedException {
        Set<ByteString> known = keys;
        if (known == null) {
            known = new TreeSet<>();
            keys = known;
        }
        ByteString key = encoded.slice(from, to);
        if (options.longForms()) {
            key = new CborReader(key, options).readValue().encode();
        }
        if (!known.add(key)) {
            throw CborReader.malformed(from, "a duplicate key");
        }
    }

    /** CTAP2's order of encoded keys: by major type, then by length, then byte by byte. */
    private static int compareKeys(ByteString encoded, int oneFrom, int oneTo, int otherFrom, int otherTo) {
        int byType = Integer.compare(encoded.uint8At(oneFrom) >> 5, encoded.uint8At(otherFrom) >> 5);
        if (byType != 0) {
            return byType;
        }
        int length = oneTo - oneFrom;
        int byLength = Integer.compare(length, otherTo - otherFrom);
        if (byLength != 0) {
            return byLength;
        }
        for (int i = 0; i < length; i++) {
            int byByte = Integer.compare(encoded.uint8At(oneFrom + i), encoded.uint8At(otherFrom + i));
            if (byByte != 0) {
                return byByte;
            }
        }
        return 0;
    }
}
