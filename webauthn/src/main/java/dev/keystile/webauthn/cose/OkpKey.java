package dev.keystile.webauthn.cose;

import dev.keystile.webauthn.bytes.ByteString;
import dev.keystile.webauthn.cbor.CborMap;

/**
 * A public key on an Edwards curve.
 *
 * @param algorithm an EdDSA algorithm
 * @param curve the algorithm's only curve
 * @param x the key in the encoding of RFC 8032, {@link OkpCurve#keyLength()} bytes
 */
public record OkpKey(CoseAlgorithm algorithm, OkpCurve curve, ByteString x) implements CoseKey {
    /** @throws IllegalArgumentException when the curve is not the algorithm's, or the key not the only encoding of a point of
     *     the curve whose order is not small */
    public OkpKey {
        KeyRules.requireGroup(algorithm, curve);
        KeyRules.requireLength("the key", x, curve.keyLength());
        if (!curve.encoding().isPublicKey(x)) {
            throw new IllegalArgumentException("not the encoding of a point of full order on " + curve.title());
        }
    }

    @Override
    public ByteString encoded() {
        return CborMap.builder()
                .put(1, OkpCurve.KEY_TYPE)
                .put(3, algorithm.id())
                .put(-1, curve.id())
                .put(-2, x)
                .build()
                .encode();
    }
}
