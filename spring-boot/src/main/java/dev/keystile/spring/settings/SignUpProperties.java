package dev.keystile.spring.settings;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Making oneself an account.
 *
 * @param open whether people may; when closed, those who have an account still sign in and add passkeys
 */
@ConfigurationProperties(prefix = "keystile.sign-up", ignoreUnknownFields = false)
public record SignUpProperties(@DefaultValue("true") boolean open) {}
