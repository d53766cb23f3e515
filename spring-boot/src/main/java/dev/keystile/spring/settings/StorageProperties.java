package dev.keystile.spring.settings;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The tables in the application's database.
 *
 * @param migrate whether they are made and brought up to date at the start; when not, that has been done before
 */
@ConfigurationProperties(prefix = "keystile.storage", ignoreUnknownFields = false)
public record StorageProperties(@DefaultValue("true") boolean migrate) {}
