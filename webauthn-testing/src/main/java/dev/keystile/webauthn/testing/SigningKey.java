package dev.keystile.webauthn.testing;

import java.security.KeyPair;
import java.security.PublicKey;
import java.security.SecureRandom;

/** A key pair and the algorithm it signs with. */
record SigningKey(Algorithm algorithm, KeyPair keys) {

    private static final long STRANGER = 0x737472616e676572L;

    static SigningKey generate(Algorithm algorithm, SecureRandom random) {
        return new SigningKey(algorithm, algorithm.generateKeyPair(random));
    }

    /** The key of somebody who has no business here: the same one each time, so that forgeries can be repeated. */
    static SigningKey stranger(Algorithm algorithm) {
        return generate(algorithm, new SeededRandom(STRANGER));
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
