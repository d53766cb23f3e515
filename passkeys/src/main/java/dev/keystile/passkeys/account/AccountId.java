package dev.keystile.passkeys.account;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.UUID;

/**
 * An account's identifier for good: random, so that it says nothing about how many accounts there are or when this one was
 * made. It is what an application keeps as its foreign key; authenticators never see it (they get the user handle).
 *
 * @param value a version 4 UUID when made by {@link #random}
 */
public record AccountId(UUID value) {

    private static final long VERSION_4 = 0x4000L;
    private static final long VARIANT_IETF = 0x8000_0000_0000_0000L;

    /** Makes an id of 122 random bits. */
    public static AccountId random(SecureRandom random) {
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        long high = buffer.getLong() & ~0xF000L | VERSION_4;
        long low = buffer.getLong() & 0x3FFF_FFFF_FFFF_FFFFL | VARIANT_IETF;
        return new AccountId(new UUID(high, low));
    }

    /**
     * Reads what {@link #toString()} wrote.
     *
     * @throws IllegalArgumentException if the text is not a UUID in its canonical form
     */
    public static AccountId parse(String text) {
        UUID value = UUID.fromString(text);
        if (!value.toString().equals(text)) {
            throw new IllegalArgumentException("Not an account id in canonical form: \"" + text + "\"");
        }
        return new AccountId(value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
