package dev.keystile.spring.settings;

import dev.keystile.passkeys.PasskeyPolicy;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Pending ceremonies.
 *
 * @param lifetime how long people may take between the browser's prompt and its answer, at most an hour
 * @param keyRotation for how long one key seals ceremonies; it is thrown away when the last of them has expired
 */
@ConfigurationProperties(prefix = "keystile.ceremony", ignoreUnknownFields = false)
public record CeremonyProperties(
        @DefaultValue("5m") Duration lifetime,
        @DefaultValue("1d") Duration keyRotation) {

    /** @throws InvalidSettingsException if a value is out of its range */
    public CeremonyProperties {
        SettingsCheck check = new SettingsCheck();
        check.accepts(
                "keystile.ceremony.lifetime",
                lifetime,
                () -> PasskeyPolicy.builder().ceremonyLifetime(lifetime).build());
        check.accepts(
                "keystile.ceremony.key-rotation",
                keyRotation,
                () -> PasskeyPolicy.builder().ceremonyKeyRotation(keyRotation).build());
        check.throwIfAny();
    }
}
