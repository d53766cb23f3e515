package dev.keystile.server.cryptography;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings under {@code keystile.signatures}.
 *
 * @param provider {@code automatic}: native where it can be had, else the Java platform's; {@code platform}: only the latter
 */
@ConfigurationProperties("keystile.signatures")
record SignatureProperties(@DefaultValue("automatic") Provider provider) {

    enum Provider {
        AUTOMATIC,
        PLATFORM
    }
}
