package dev.keystile.webauthn.cbor;

import dev.keystile.webauthn.bytes.ByteString;

/**
 * A CBOR byte string.
 *
 * @param value its content, without the head; may be empty
 */
public record CborBytes(ByteString value) implements CborValue {
    @Override
    public CborType type() {
        return CborType.BYTES;
    }
}
