package dev.keystile.passkeys.ceremony;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What ties a ceremony to the browser that began it: the hash of a secret that only this browser sends, such as a cookie's
 * value. A ceremony begun with one is finished with the same one and with no other; a ceremony begun without is finished
 * without, which is for programs that keep the ceremony to themselves between the two steps.
 */
public final class BrowserBinding {

    private static final int HASH_LENGTH = 32;
    private static final BrowserBinding NONE = new BrowserBinding(new byte[0]);

    private final byte[] hash;

    private BrowserBinding(byte[] hash) {
        this.hash = hash;
    }

    /** The binding of a caller that is not a browser. */
    public static BrowserBinding none() {
        return NONE;
    }

    /** The binding to whoever sends this secret; it should have at least 128 random bits, and is not kept. */
    public static BrowserBinding of(String secret) {
        if (secret.isEmpty()) {
            throw new IllegalArgumentException("A browser's secret is not empty");
        }
        return new BrowserBinding(sha256(secret.getBytes(StandardCharsets.UTF_8)));
    }

    /** A binding as a sealed ceremony holds it: the hash, or no bytes for none. */
    static BrowserBinding fromHash(byte[] hash) {
        if (hash.length != 0 && hash.length != HASH_LENGTH) {
            throw new IllegalArgumentException(
                    "A browser binding has " + HASH_LENGTH + " bytes or none, not " + hash.length);
        }
        return new BrowserBinding(hash.clone());
    }

    byte[] hash() {
        return hash.clone();
    }

    /** In time that does not depend on where they differ. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof BrowserBinding that && MessageDigest.isEqual(hash, that.hash);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(hash);
    }

    @Override
    public String toString() {
        return hash.length == 0 ? "BrowserBinding[none]" : "BrowserBinding[hidden]";
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
