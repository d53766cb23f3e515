package dev.keystile.webauthn.cose;

import dev.keystile.webauthn.bytes.ByteString;
import dev.keystile.webauthn.bytes.MalformedException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** One key pair of each algorithm, made by Bouncy Castle, which has them all on every Java platform. */
final class KeyPairs {
    private static final Map<CoseAlgorithm, KeyPair> MADE = new ConcurrentHashMap<>();

    private KeyPairs() {}

    static KeyPair of(CoseAlgorithm algorithm) {
        return MADE.computeIfAbsent(algorithm, KeyPairs::make);
    }

    static KeyPair make(CoseAlgorithm algorithm) {
        SignatureScheme scheme = scheme(algorithm);
        try {
            KeyPairGenerator generator =
                    KeyPairGenerator.getInstance(scheme.jca().keyFactory(), Suites.BOUNCY_CASTLE);
            if (scheme.keyGroup() instanceof EcCurve curve) {
                generator.initialize(new ECGenParameterSpec(curve == EcCurve.SECP256K1 ? "secp256k1" : curve.title()));
            } else if (scheme.keyGroup() instanceof RsaModulus) {
                generator.initialize(2048);
            }
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    static CoseKey coseKey(CoseAlgorithm algorithm) {
        try {
            return CoseKey.of(of(algorithm).getPublic(), algorithm);
        } catch (MalformedException e) {
            throw new AssertionError(e);
        }
    }

    static ByteString sign(CoseAlgorithm algorithm, ByteString data) {
        return sign(of(algorithm).getPrivate(), algorithm, data);
    }

    static ByteString sign(PrivateKey key, CoseAlgorithm algorithm, ByteString data) {
        SignatureScheme.Jca jca = scheme(algorithm).jca();
        try {
            Signature signature = Signature.getInstance(jca.signatures().get(0), Suites.BOUNCY_CASTLE);
            if (jca.parameters() != null) {
                signature.setParameter(jca.parameters());
            }
            signature.initSign(key);
            signature.update(data.toByteArray());
            return ByteString.copyOf(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    static SignatureScheme scheme(CoseAlgorithm algorithm) {
        SignatureScheme scheme = SignatureScheme.of(algorithm);
        if (scheme == null) {
            throw new AssertionError(algorithm);
        }
        return scheme;
    }
}
