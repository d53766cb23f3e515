package dev.keystile.spring.settings;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The relying party: who asks for passkeys, and on which pages.
 *
 * @param id the RP ID, a domain such as example.com: passkeys belong to it and work on it and below it. It can't be
 *     changed later without losing every passkey.
 * @param name what authenticators show a person beside the account; the id when it is not set
 * @param origins where the pages that ask for passkeys are served, as browsers write it, such as
 *     https://login.example.com; also app origins such as android:apk-key-hash:...
 */
@ConfigurationProperties(prefix = "keystile.relying-party", ignoreUnknownFields = false)
public record RelyingPartyProperties(
        @DefaultValue("") String id,
        @DefaultValue("") String name,
        @DefaultValue List<String> origins) {

    /** @throws InvalidSettingsException naming everything that browsers would refuse */
    public RelyingPartyProperties {
        origins = List.copyOf(origins);
        InvalidSettingsException.throwIfAny(RelyingPartyCheck.faults(id, name, origins));
        name = name.isEmpty() ? id : name;
    }
}
