package dev.keystile.webauthn.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SettableClockTest {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    @Test
    void standsUntilItIsPutForward() {
        SettableClock clock = SettableClock.standingAt(NOON);

        assertThat(clock.instant()).isEqualTo(NOON).isEqualTo(clock.instant());
        clock.putForward(Duration.ofMinutes(5));
        clock.putForward(Duration.ofSeconds(-1));
        assertThat(clock.instant()).isEqualTo(NOON.plusSeconds(299));
        assertThat(clock.millis()).isEqualTo(NOON.plusSeconds(299).toEpochMilli());
    }

    @Test
    void goesWithTheSystemsClock() {
        SettableClock clock = SettableClock.running();
        Duration ahead = Duration.ofHours(3);

        clock.putForward(ahead);
        Instant before = Clock.systemUTC().instant();
        Instant told = clock.instant();
        Instant after = Clock.systemUTC().instant();
        assertThat(told).isBetween(before.plus(ahead), after.plus(ahead));
    }
}
