package dev.keystile.benchmarks.load;

import java.time.Duration;
import java.util.Arrays;

/** How long each of a number of sign-ins took, in nanoseconds, sorted. */
final class Latencies {

    private final long[] sorted;

    Latencies(long[] nanoseconds) {
        sorted = nanoseconds.clone();
        Arrays.sort(sorted);
    }

    /** The smallest time that at least this share (0 to 1) of the sign-ins did not exceed. */
    Duration percentile(double share) {
        int rank = (int) Math.ceil(share * sorted.length);
        return Duration.ofNanos(sorted[Math.max(0, rank - 1)]);
    }
}
