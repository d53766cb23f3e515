package dev.keystile.webauthn.cose;

import dev.keystile.webauthn.bytes.ByteString;

/**
 * A key of an algorithm this library does not know, kept as it is.
 *
 * @param algorithm the number it names
 * @param encoded the COSE_Key in canonical CBOR, as it came
 */
public record UnknownKey(CoseAlgorithm algorithm, ByteString encoded) implements CoseKey {}
