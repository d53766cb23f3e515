package dev.keystile.passkeys;

import java.time.Instant;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Keeps whoever sends nonsense from filling the audit log: of the refusals that concern no account, {@value #MOST_A_MINUTE} a
 * minute are written down on each node, and of the others how many there were. Thread-safe.
 */
final class Flood {

    static final int MOST_A_MINUTE = 600;

    private final AtomicReference<Minute> current = new AtomicReference<>(new Minute(Long.MIN_VALUE, 0, 0));

    /**
     * @param number which minute, since 1970
     * @param seen how many refusals there were in it
     * @param untold how many were left out before it
     */
    private record Minute(long number, long seen, long untold) {

        Minute withOneMoreAt(long now) {
            return now == number
                    ? new Minute(number, seen + 1, untold)
                    : new Minute(now, 1, Math.max(0, seen - MOST_A_MINUTE));
        }
    }

    /** Whether the next one is written down; then how many were left out in the minute before, if it is the first to tell. */
    OptionalLong admit(Instant at) {
        long now = Math.floorDiv(at.toEpochMilli(), TimeUnit.MINUTES.toMillis(1));
        Minute minute = current.updateAndGet(before -> before.withOneMoreAt(now));
        if (minute.seen() > MOST_A_MINUTE) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(minute.seen() == 1 ? minute.untold() : 0);
    }
}
