package dev.keystile.spring.settings;

import dev.keystile.passkeys.PasskeyPolicy;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Throwing away what has had its time.
 *
 * @param interval how often that is done, on every node; 0 for never, when something else does it
 * @param auditRetention how long audit events are kept
 */
@ConfigurationProperties(prefix = "keystile.housekeeping", ignoreUnknownFields = false)
public record HousekeepingProperties(
        @DefaultValue("10m") Duration interval,
        @DefaultValue("365d") Duration auditRetention) {

    private static final Duration SHORTEST_INTERVAL = Duration.ofSeconds(1);
    private static final Duration LONGEST_INTERVAL = Duration.ofDays(30);

    /** @throws InvalidSettingsException if a value is out of its range */
    public HousekeepingProperties {
        SettingsCheck check = new SettingsCheck();
        check.notNegative("keystile.housekeeping.interval", interval);
        check.accepts("keystile.housekeeping.interval", interval, () -> requireSecondsToDays(interval));
        check.accepts(
                "keystile.housekeeping.audit-retention",
                auditRetention,
                () -> PasskeyPolicy.builder().auditRetention(auditRetention).build());
        check.throwIfAny();
    }

    private static void requireSecondsToDays(Duration interval) {
        if (interval.isZero() || interval.isNegative()) {
            return; // never, or told already
        }
        if (interval.compareTo(SHORTEST_INTERVAL) < 0 || interval.compareTo(LONGEST_INTERVAL) > 0) {
            throw new IllegalArgumentException("it is to be a second to 30 days, or 0 for never");
        }
    }
}
