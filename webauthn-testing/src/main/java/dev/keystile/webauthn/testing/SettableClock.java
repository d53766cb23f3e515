package dev.keystile.webauthn.testing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A relying party's clock for tests of what expires: put forward instead of waited for. It stands, or goes with the system's clock, in
 * UTC, and may be put forward by any thread.
 *
 * <pre>{@code
 * SettableClock clock = SettableClock.standingAt(Instant.parse("2026-01-01T12:00:00Z"));
 * // … begin a ceremony …
 * clock.putForward(Duration.ofMinutes(6));
 * // … and see it refused.
 * }</pre>
 */
public final class SettableClock extends Clock {

    private final InstantSource source;
    private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);

    private SettableClock(InstantSource source) {
        this.source = source;
    }

    /** A clock that stands still at this moment until it is put forward. */
    public static SettableClock standingAt(Instant moment) {
        return new SettableClock(InstantSource.fixed(moment));
    }

    /** A clock that goes with the system's. */
    public static SettableClock running() {
        return new SettableClock(InstantSource.system());
    }

    /** Puts the clock forward, or back by a negative duration. */
    public void putForward(Duration by) {
        ahead.updateAndGet(before -> before.plus(by));
    }

    @Override
    public Instant instant() {
        return source.instant().plus(ahead.get());
    }

    /** UTC. */
    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    /** @throws UnsupportedOperationException always: ceremonies know no local time */
    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("This clock tells UTC alone");
    }
}
