package dev.keystile.passkeys.ceremony;

import dev.keystile.webauthn.bytes.ByteString;
import java.security.SecureRandom;
import java.time.Instant;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * A key that seals a relying party's ceremonies for a while.
 *
 * @param generation which of the relying party's keys it is, counted from 1; what a sealed ceremony names it by
 * @param createdAt when it was made
 * @param secret the {@value #SECRET_LENGTH} bytes of an AES-256 key, for a store to keep and for nobody else
 */
public record CeremonyKey(int generation, Instant createdAt, ByteString secret) {

    /** Length of the secret in bytes. */
    public static final int SECRET_LENGTH = 32;

    public CeremonyKey {
        if (generation < 1) {
            throw new IllegalArgumentException("Generations count from 1, not " + generation);
        }
        if (secret.length() != SECRET_LENGTH) {
            throw new IllegalArgumentException("A key has " + SECRET_LENGTH + " bytes, not " + secret.length());
        }
    }

    /** Makes a new key. */
    static CeremonyKey random(int generation, Instant createdAt, SecureRandom random) {
        return new CeremonyKey(generation, createdAt, ByteString.random(random, SECRET_LENGTH));
    }

    SecretKey toSecretKey() {
        return new SecretKeySpec(secret.toByteArray(), "AES");
    }
}
