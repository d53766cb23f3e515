package dev.keystile.webauthn.cose;

import dev.keystile.webauthn.bytes.ByteString;
import dev.keystile.webauthn.cbor.CborMap;

/**
 * A public key of an algorithm that determines the key's form by itself: ML-DSA, RFC 9964.
 *
 * @param algorithm {@link CoseAlgorithm#ML_DSA_44}, {@link CoseAlgorithm#ML_DSA_65} or {@link CoseAlgorithm#ML_DSA_87}
 * @param publicKey the key in the encoding of FIPS 204: 1312, 1952 or 2592 bytes, by the algorithm
 */
public record AkpKey(CoseAlgorithm algorithm, ByteString publicKey) implements CoseKey {
    /** @throws IllegalArgumentException when the algorithm is not one of ML-DSA or the key not of its length */
    public AkpKey {
        KeyRules.requireLength("the key", publicKey, parameterSet(algorithm).keyLength());
    }

    MlDsaParameterSet parameterSet() {
        return parameterSet(algorithm);
    }

    private static MlDsaParameterSet parameterSet(CoseAlgorithm algorithm) {
        SignatureScheme scheme = SignatureScheme.of(algorithm);
        if (scheme != null && scheme.keyGroup() instanceof MlDsaParameterSet parameterSet) {
            return parameterSet;
        }
        throw new IllegalArgumentException(algorithm + " takes no key of this type");
    }

    @Override
    public ByteString encoded() {
        return CborMap.builder()
                .put(1, MlDsaParameterSet.KEY_TYPE)
                .put(3, algorithm.id())
                .put(-1, publicKey)
                .build()
                .encode();
    }
}
