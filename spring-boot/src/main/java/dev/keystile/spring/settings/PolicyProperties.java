package dev.keystile.spring.settings;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What is demanded of people and their passkeys.
 *
 * @param addPasskeyMaxAuthenticationAge how long ago somebody may have signed in to add a passkey to their account; 0 for
 *     any time
 * @param removePasskeyMaxAuthenticationAge how long ago somebody may have signed in to remove a passkey from their account;
 *     0 for any time
 */
@ConfigurationProperties(prefix = "keystile.policy", ignoreUnknownFields = false)
public record PolicyProperties(
        @DefaultValue("15m") Duration addPasskeyMaxAuthenticationAge,
        @DefaultValue("15m") Duration removePasskeyMaxAuthenticationAge) {

    /** @throws InvalidSettingsException if a value makes no sense */
    public PolicyProperties {
        List<InvalidSettingsException.Fault> faults = new ArrayList<>();
        notNegative("add-passkey-max-authentication-age", addPasskeyMaxAuthenticationAge, faults);
        notNegative("remove-passkey-max-authentication-age", removePasskeyMaxAuthenticationAge, faults);
        InvalidSettingsException.throwIfAny(faults);
    }

    private static void notNegative(String name, Duration duration, List<InvalidSettingsException.Fault> faults) {
        if (duration.isNegative()) {
            String property = "keystile.policy." + name;
            faults.add(new InvalidSettingsException.Fault(
                    property,
                    duration.toString(),
                    "is negative",
                    "Set " + property + " to a duration such as 15m, or to 0 for no limit"));
        }
    }
}
