package dev.keystile.webauthn.cose;

import dev.keystile.webauthn.bytes.ByteString;
import dev.keystile.webauthn.cbor.CborMap;

/**
 * A public key on a Weierstrass curve: a point that is on its algorithm's curve.
 *
 * @param algorithm an ECDSA algorithm
 * @param curve the algorithm's only curve
 * @param x the point's x coordinate, big-endian, {@link EcCurve#coordinateLength()} bytes, leading zeros included
 * @param y the point's y coordinate, likewise; never compressed (L3 §6.5.1)
 */
public record EcKey(CoseAlgorithm algorithm, EcCurve curve, ByteString x, ByteString y) implements CoseKey {
    /**
     * @throws IllegalArgumentException when the algorithm is not one of ECDSA, the curve not the algorithm's, a
     *     coordinate not of its length, or the point not on the curve
     */
    public EcKey {
        KeyRules.requireGroup(algorithm, curve);
        KeyRules.requireLength("the x coordinate", x, curve.coordinateLength());
        KeyRules.requireLength("the y coordinate", y, curve.coordinateLength());
        if (!curve.contains(x, y)) {
            throw new IllegalArgumentException("the point is not on " + curve.title());
        }
    }

    @Override
    public ByteString encoded() {
        return CborMap.builder()
                .put(1, EcCurve.KEY_TYPE)
                .put(3, algorithm.id())
                .put(-1, curve.id())
                .put(-2, x)
                .put(-3, y)
                .build()
                .encode();
    }
}
