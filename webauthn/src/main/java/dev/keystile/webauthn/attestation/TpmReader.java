package dev.keystile.webauthn.attestation;

import dev.keystile.webauthn.bytes.ByteString;
import dev.keystile.webauthn.bytes.Format;
import dev.keystile.webauthn.bytes.MalformedException;

/** Reads the fields of a TPM structure one after another: big-endian numbers, and byte strings that say their length. */
final class TpmReader {

    private final ByteString encoded;
    private int at;

    TpmReader(ByteString encoded) {
        this.encoded = encoded;
    }

    int uint16() throws MalformedException {
        return encoded.uint16At(advance(2));
    }

    long uint32() throws MalformedException {
        return encoded.uint32At(advance(4));
    }

    void skip(int length) throws MalformedException {
        advance(length);
    }

    /** A TPM2B: two bytes of length, and as many bytes. */
    ByteString sized() throws MalformedException {
        int length = uint16();
        int from = advance(length);
        return encoded.slice(from, from + length);
    }

    /** All that was not read yet. */
    ByteString rest() {
        return encoded.slice(at);
    }

    void requireEnd() throws MalformedException {
        if (at != encoded.length()) {
            throw malformed(encoded.length() - at + " bytes behind the end");
        }
    }

    MalformedException malformed(String problem) {
        return new MalformedException(Format.TPM, "@" + at, problem);
    }

    private int advance(int length) throws MalformedException {
        if (length > encoded.length() - at) {
            throw malformed("the bytes end inside a field");
        }
        int from = at;
        at += length;
        return from;
    }
}
