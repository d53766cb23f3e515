package dev.keystile.webauthn.testing;

import java.security.KeyPair;
import java.security.PublicKey;
import java.security.SecureRandom;

/** A key pair and the algorithm it signs with. */
record SigningKey(Algorithm algorithm, KeyPair keys) {

    static SigningKey generate(Algorithm algorithm, SecureRandom random) {
        return new SigningKey(algorithm, algorithm.generateKeyPair(random));
    }

    PublicKey publicKey() {
        return keys.getPublic();
    }

    byte[] sign(SecureRandom random, byte[]... data) {
        return algorithm.sign(keys.getPrivate(), random, data);
    }

    /** Says nothing about the private key. */
    @Override
    public String toString() {
        return "SigningKey[" + algorithm + "]";
    }
}
