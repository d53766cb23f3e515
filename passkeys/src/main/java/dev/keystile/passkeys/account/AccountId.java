package dev.keystile.passkeys.account;

import java.security.SecureRandom;
import java.util.UUID;

/**
 * An account's identifier for good: random, so that it says nothing about how many accounts there are or when this one was
 * made. It is what an application keeps as its foreign key; authenticators never see it (they get the user handle).
 *
 * @param value a version 4 UUID when made by {@link #random}
 */
public record AccountId(UUID value) {

    /** Makes an id of 122 random bits. */
    public static AccountId random(SecureRandom random) {
        long high = random.nextLong() & ~0xF000L | 0x4000L; // version 4
        long low = random.nextLong() >>> 2 | Long.MIN_VALUE; // variant of RFC 9562
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
