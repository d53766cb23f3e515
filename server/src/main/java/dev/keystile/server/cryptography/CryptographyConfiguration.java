package dev.keystile.server.cryptography;

import dev.keystile.webauthn.cose.SignatureSuite;
import java.security.Provider;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SignatureProperties.class)
class CryptographyConfiguration {

    private static final Logger log = LoggerFactory.getLogger(CryptographyConfiguration.class);

    @Bean
    SignatureSuite signatureSuite(SignatureProperties properties) {
        Optional<Provider> provider = properties.provider() == SignatureProperties.Provider.AUTOMATIC
                ? NativeProvider.find()
                : Optional.empty();
        log.info(
                "Signatures are verified by {}.",
                provider.map(Provider::getName).orElse("the Java platform's own providers"));
        return suite(provider);
    }

    /** Whatever the provider lacks, the platform verifies. */
    static SignatureSuite suite(Optional<Provider> provider) {
        SignatureSuite platform = SignatureSuite.platform();
        return provider.map(preferred -> SignatureSuite.of(preferred).orElse(platform))
                .orElse(platform);
    }
}
