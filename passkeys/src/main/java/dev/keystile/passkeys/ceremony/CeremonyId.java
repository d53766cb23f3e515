package dev.keystile.passkeys.ceremony;

import java.security.SecureRandom;
import java.util.UUID;

/**
 * What a store remembers of a ceremony that has been finished, so that it is not finished again.
 *
 * @param value 128 random bits
 */
public record CeremonyId(UUID value) {

    /** Makes a new one. */
    public static CeremonyId random(SecureRandom random) {
        return new CeremonyId(new UUID(random.nextLong(), random.nextLong()));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
