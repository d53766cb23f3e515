package dev.keystile.webauthn.cbor;

import dev.keystile.webauthn.bytes.ByteString;
import dev.keystile.webauthn.bytes.MalformedException;

/** A CBOR data item, immutable. Two are equal when they say the same, whatever the order of a map's keys. */
public sealed interface CborValue permits CborArray, CborBytes, CborFloat, CborInteger, CborMap, CborSimple, CborText {
    /**
     * The one value that some bytes encode, in the canonical form of CTAP2.
     *
     * @throws MalformedException ({@link dev.keystile.webauthn.bytes.Format#CBOR}) for anything else, bytes behind the
     *     value included
     */
    static CborValue parse(ByteString encoded) throws MalformedException {
        return parse(encoded, CborOptions.CTAP2);
    }

    /**
     * As {@link #parse(ByteString)}, with options of the caller's.
     *
     * @throws MalformedException ({@link dev.keystile.webauthn.bytes.Format#CBOR}) for anything but one value within
     *     the options
     */
    static CborValue parse(ByteString encoded, CborOptions options) throws MalformedException {
        CborReader reader = new CborReader(encoded, options);
        CborValue value = reader.readValue();
        reader.requireEnd();
        return value;
    }

    /** Which of the seven kinds of item this is. */
    CborType type();

    /**
     * The value in the canonical form of CTAP2.
     *
     * @throws IllegalArgumentException when a text in it holds a lone surrogate
     */
    default ByteString encode() {
        return new CborWriter().value(this).toByteString();
    }
}
