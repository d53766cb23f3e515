package dev.keystile.webauthn.testing;

import java.security.SecureRandom;

/** Who is about to sign, with the credential it is about and the randomness at hand. */
record Signer(SigningKey key, SoftwareCredential credential, SecureRandom random) {

    Signer by(SigningKey other) {
        return new Signer(other, credential, random);
    }

    /** The signature over the data, as the faults will have it. */
    byte[] sign(byte[] data, Faults faults) {
        SigningKey used = faults.at(Stage.SIGNER, this).key();
        return faults.at(Stage.SIGNATURE, used.sign(random, faults.at(Stage.SIGNED_BYTES, data)));
    }
}
