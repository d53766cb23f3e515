package dev.keystile.webauthn.cbor;

/**
 * How much CBOR is accepted, and which departures from the <a
 * href="https://fidoalliance.org/specs/fido-v2.2-ps-20250714/fido-client-to-authenticator-protocol-v2.2-ps-20250714.html#ctap2-canonical-cbor-encoding-form">CTAP2
 * canonical form</a> are. Whatever the options: no duplicate keys, no tags, valid UTF-8, no length beyond the bytes there are.
 *
 * @param maxDepth how deep arrays and maps may nest, 1 to 64
 * @param maxItems how many data items, at every depth, may be read
 * @param unsortedKeys whether the keys of a map may stand in any order: browsers write the three members of an attestation
 *     object in several
 * @param longForms whether integers and lengths may be written with more bytes than they need
 * @param indefiniteContainers whether arrays and maps may end with a break instead of beginning with their length: some
 *     software authenticators write them so
 */
public record CborOptions(
        int maxDepth, int maxItems, boolean unsortedKeys, boolean longForms, boolean indefiniteContainers) {
    /** The canonical form, with CTAP2's four levels, and at most 4,096 items. */
    public static final CborOptions CTAP2 = new CborOptions(4, 4096, false, false, false);

    /** @throws IllegalArgumentException when {@code maxDepth} is not 1 to 64 or {@code maxItems} less than 1 */
    public CborOptions {
        if (maxDepth < 1 || maxDepth > 64) {
            throw new IllegalArgumentException("maxDepth must be between 1 and 64, not " + maxDepth);
        }
        if (maxItems < 1) {
            throw new IllegalArgumentException("maxItems must be at least 1, not " + maxItems);
        }
    }

    /**
     * The same, with another limit to nesting.
     *
     * @param depth 1 to 64: 1 for arrays and maps that hold no others
     */
    public CborOptions withMaxDepth(int depth) {
        return new CborOptions(depth, maxItems, unsortedKeys, longForms, indefiniteContainers);
    }

    /**
     * The same, with another limit to the number of data items.
     *
     * @param items at least 1; keys, values and the containers themselves all count
     */
    public CborOptions withMaxItems(int items) {
        return new CborOptions(maxDepth, items, unsortedKeys, longForms, indefiniteContainers);
    }

    /** The same, with a map's keys in any order. A key that stands there twice is malformed all the same. */
    public CborOptions allowingUnsortedKeys() {
        return new CborOptions(maxDepth, maxItems, true, longForms, indefiniteContainers);
    }

    /** The same, with integers and lengths in more bytes than they need. Two forms of one key are a duplicate. */
    public CborOptions allowingLongForms() {
        return new CborOptions(maxDepth, maxItems, unsortedKeys, true, indefiniteContainers);
    }

    /** The same, with arrays and maps of indefinite length (RFC 8949 §3.2.2); strings in pieces stay malformed. */
    public CborOptions allowingIndefiniteContainers() {
        return new CborOptions(maxDepth, maxItems, unsortedKeys, longForms, true);
    }
}
