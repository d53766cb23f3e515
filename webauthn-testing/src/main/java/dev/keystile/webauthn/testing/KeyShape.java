package dev.keystile.webauthn.testing;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A COSE key type with its curve, if it has one, and how the JCA names and makes such keys. */
sealed interface KeyShape {
    String keyAlgorithm();

    long keyType();

    KeyPair generate(SecureRandom random) throws GeneralSecurityException;

    void putParameters(PublicKey key, Map<Object, @Nullable Object> coseKey);

    default boolean isSupported() {
        return true;
    }

    record Ec(String curve, long crv, int coordinateLength) implements KeyShape {
        @Override
        public String keyAlgorithm() {
            return "EC";
        }

        @Override
        public long keyType() {
            return 2;
        }

        @Override
        public KeyPair generate(SecureRandom random) throws GeneralSecurityException {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec(curve), random);
            return generator.generateKeyPair();
        }

        @Override
        public void putParameters(PublicKey key, Map<Object, @Nullable Object> coseKey) {
            ECPoint point = ((ECPublicKey) key).getW();
            coseKey.put(CoseLabel.CRV, crv);
            coseKey.put(CoseLabel.X, Bytes.unsigned(point.getAffineX(), coordinateLength));
            coseKey.put(CoseLabel.Y, Bytes.unsigned(point.getAffineY(), coordinateLength));
        }

        @Override
        public boolean isSupported() {
            try {
                KeyPairGenerator.getInstance("EC").initialize(new ECGenParameterSpec(curve));
                return true;
            } catch (GeneralSecurityException e) {
                return false;
            }
        }
    }

    record Okp(String keyAlgorithm, long crv, int length) implements KeyShape {
        @Override
        public long keyType() {
            return 1;
        }

        @Override
        public KeyPair generate(SecureRandom random) throws GeneralSecurityException {
            return generateNamed(keyAlgorithm, random);
        }

        @Override
        public void putParameters(PublicKey key, Map<Object, @Nullable Object> coseKey) {
            coseKey.put(CoseLabel.CRV, crv);
            coseKey.put(CoseLabel.X, tail(key, length));
        }
    }

    record Rsa() implements KeyShape {
        static final int BITS = 2048;

        @Override
        public String keyAlgorithm() {
            return "RSA";
        }

        @Override
        public long keyType() {
            return 3;
        }

        @Override
        public KeyPair generate(SecureRandom random) throws GeneralSecurityException {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(BITS, random);
            return generator.generateKeyPair();
        }

        @Override
        public void putParameters(PublicKey key, Map<Object, @Nullable Object> coseKey) {
            RSAPublicKey rsa = (RSAPublicKey) key;
            coseKey.put(CoseLabel.N, Bytes.unsigned(rsa.getModulus()));
            coseKey.put(CoseLabel.E, Bytes.unsigned(rsa.getPublicExponent()));
        }
    }

    record Akp(String keyAlgorithm, int length) implements KeyShape {
        @Override
        public long keyType() {
            return 7;
        }

        @Override
        public KeyPair generate(SecureRandom random) throws GeneralSecurityException {
            return generateNamed(keyAlgorithm, random);
        }

        @Override
        public void putParameters(PublicKey key, Map<Object, @Nullable Object> coseKey) {
            coseKey.put(CoseLabel.PUB, tail(key, length));
        }
    }

    private static KeyPair generateNamed(String algorithm, SecureRandom random) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
        // Every parameter set of these is named by the algorithm, so a size would say nothing; this is the one way to
        // hand over the randomness.
        generator.initialize(new NamedParameterSpec(algorithm), random);
        return generator.generateKeyPair();
    }

    /** The raw key, which is where a SubjectPublicKeyInfo of such a key ends. */
    private static byte[] tail(PublicKey key, int length) {
        byte[] encoded = key.getEncoded();
        return Arrays.copyOfRange(encoded, encoded.length - length, encoded.length);
    }
}
