package dev.keystile.webauthn.internal.ceremony;

import java.time.Duration;

/** How long a ceremony of either kind may last: a millisecond, which is what clients are told in, to a day. */
public final class CeremonyTimeout {

    /** The least that L3 §15.1 recommends. */
    public static final Duration DEFAULT = Duration.ofMinutes(5);

    private static final Duration SHORTEST = Duration.ofMillis(1);
    private static final Duration LONGEST = Duration.ofDays(1);

    private CeremonyTimeout() {}

    /** @throws IllegalArgumentException if the timeout is shorter than a millisecond or longer than a day */
    public static void require(Duration timeout) {
        if (timeout.compareTo(SHORTEST) < 0 || timeout.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("a timeout is between a millisecond and a day, not " + timeout);
        }
    }
}
