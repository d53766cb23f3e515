package dev.keystile.webauthn.cbor;

import dev.keystile.webauthn.bytes.ByteString;
import dev.keystile.webauthn.bytes.MalformedException;

/** A CBOR data item, immutable. Two are equal when they say the same, whatever the order of a map's keys. */
public sealed interface CborValue permits CborArray, CborBytes, CborFloat, CborInteger, CborMap, CborSimple, CborText {
    /**
     * The one value that some bytes encode, in the canonical form of CTAP2.
     *
     * @throws MalformedException for anything else, bytes behind the value included
     */
    static CborValue parse(ByteString encoded) throws MalformedException {
        return parse(encoded, CborOptions.CTAP2);
    }

    /** As {@link #parse(ByteString)}, with options of the caller's. */
    static CborValue parse(ByteString encoded, CborOptions options) throws MalformedException {
        CborReader reader = new CborReader(encoded, options);
        CborValue value = reader.readValue();
        reader.requireEnd();
        return value;
    }

    CborType type();

    /** The value in the canonical form of CTAP2. */
    default ByteString encode() {
        return new CborWriter().value(this).toByteString();
    }
}
