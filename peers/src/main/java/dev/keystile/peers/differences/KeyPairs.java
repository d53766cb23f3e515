package dev.keystile.peers.differences;

import dev.keystile.webauthn.testing.Algorithm;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Key pairs for new credentials, a few of each algorithm in turn: making one costs more than everything else in a ceremony. */
final class KeyPairs {

    private static final int EACH = 3;

    private final Map<Algorithm, List<KeyPair>> pairs = new EnumMap<>(Algorithm.class);
    private int given;

    synchronized KeyPair next(Algorithm algorithm) {
        List<KeyPair> known = pairs.computeIfAbsent(algorithm, KeyPairs::generated);
        return known.get(given++ % EACH);
    }

    private static List<KeyPair> generated(Algorithm algorithm) {
        return IntStream.range(0, EACH).mapToObj(i -> generate(algorithm)).toList();
    }

    private static KeyPair generate(Algorithm algorithm) {
        try {
            return switch (algorithm) {
                case ES256, ESP256 -> onCurve("secp256r1");
                case ES384, ESP384 -> onCurve("secp384r1");
                case ES512, ESP512 -> onCurve("secp521r1");
                case ES256K -> onCurve("secp256k1");
                case EDDSA, ED25519 -> KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
                case ED448 -> KeyPairGenerator.getInstance("Ed448").generateKeyPair();
                case RS1, RS256, RS384, RS512, PS256, PS384, PS512 -> rsa();
                case ML_DSA_44 -> mlDsa("ML-DSA-44");
                case ML_DSA_65 -> mlDsa("ML-DSA-65");
                case ML_DSA_87 -> mlDsa("ML-DSA-87");
            };
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This JVM makes no " + algorithm + " keys", e);
        }
    }

    private static KeyPair onCurve(String curve) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec(curve));
        return generator.generateKeyPair();
    }

    /** By the JDK itself: its signatures do not read the private keys of a native provider that comes before it. */
    private static KeyPair mlDsa(String parameterSet) throws GeneralSecurityException {
        return KeyPairGenerator.getInstance(parameterSet, "SUN").generateKeyPair();
    }

    private static KeyPair rsa() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        return generator.generateKeyPair();
    }
}
