package dev.keystile.passkeys.ceremony;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.keystile.webauthn.bytes.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * What ties a ceremony to the browser that began it: the hash of a secret that only this browser sends, such as a cookie's
 * value. A ceremony begun with one is finished with the same one and with no other; a ceremony begun without is finished
 * without, which is for programs that keep the ceremony to themselves between the two steps.
 */
public final class BrowserBinding {

    /** Length of the hash in bytes. */
    static final int HASH_LENGTH = 32;

    private static final BrowserBinding NONE = new BrowserBinding(ByteString.empty());

    private final ByteString hash;

    private BrowserBinding(ByteString hash) {
        this.hash = hash;
    }

    /** The binding of a caller that is not a browser. */
    public static BrowserBinding none() {
        return NONE;
    }

    /** The binding to whoever sends this secret, which should have at least 128 random bits. Only its hash is kept. */
    public static BrowserBinding of(String secret) {
        if (secret.isEmpty()) {
            throw new IllegalArgumentException("A browser's secret is not empty");
        }
        return new BrowserBinding(ByteString.copyOf(secret.getBytes(UTF_8)).sha256());
    }

    /** A binding as a sealed ceremony holds it: the hash, or no bytes for none. */
    static BrowserBinding ofHash(ByteString hash) {
        if (!hash.isEmpty() && hash.length() != HASH_LENGTH) {
            throw new IllegalArgumentException("A browser's hash has " + HASH_LENGTH + " bytes, not " + hash.length());
        }
        return new BrowserBinding(hash);
    }

    ByteString hash() {
        return hash;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof BrowserBinding that && hash.equalsConstantTime(that.hash);
    }

    @Override
    public int hashCode() {
        return hash.hashCode();
    }

    @Override
    public String toString() {
        return hash.isEmpty() ? "no browser" : "a browser";
    }
}
