package dev.keystile.webauthn.testing;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** What {@code prf} is made of: the salts of L3 §10.1.4, and CTAP's {@code hmac-secret} under PIN/UV protocol 2. */
final class HmacSecret {
    private static final byte[] CONTEXT = "WebAuthn PRF\0".getBytes(StandardCharsets.UTF_8);
    private static final int IV_LENGTH = 16;
    private static final int KEY_LENGTH = 32;

    private HmacSecret() {}

    static byte[] salt(byte[] input) {
        return Bytes.sha256(CONTEXT, input);
    }

    /** The pseudo-random function of a credential. */
    static byte[] evaluate(byte[] credentialRandom, byte[] salt) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(credentialRandom, "HmacSHA256"));
            return mac.doFinal(salt);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JVM has no HMAC with SHA-256", e);
        }
    }

    /** The outputs as they go into authenticator data: for the client alone, under a secret that it agreed on. */
    static byte[] encrypt(byte[] outputs, SecureRandom random) {
        byte[] secret = new byte[KEY_LENGTH + IV_LENGTH];
        random.nextBytes(secret);
        byte[] iv = Arrays.copyOfRange(secret, KEY_LENGTH, secret.length);
        return Bytes.concat(iv, encrypt(Arrays.copyOf(secret, KEY_LENGTH), iv, outputs));
    }

    static byte[] encrypt(byte[] key, byte[] iv, byte[] plain) {
        try {
            Cipher cipher = Cipher.getInstance("AES/CBC/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(iv));
            return cipher.doFinal(plain);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JVM has no AES in CBC mode", e);
        }
    }
}
