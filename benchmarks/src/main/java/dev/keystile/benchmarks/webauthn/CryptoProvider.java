package dev.keystile.benchmarks.webauthn;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import java.security.Provider;
import java.security.Security;
import java.util.Optional;
import org.conscrypt.Conscrypt;

/** Who does the cryptography. */
public enum CryptoProvider {
    /** Whatever the JDK brings. */
    PLATFORM {
        @Override
        Optional<Provider> provider() {
            return Optional.empty();
        }
    },
    CORRETTO {
        @Override
        Optional<Provider> provider() {
            AmazonCorrettoCryptoProvider.INSTANCE.assertHealthy();
            return Optional.of(AmazonCorrettoCryptoProvider.INSTANCE);
        }
    },
    CONSCRYPT {
        @Override
        Optional<Provider> provider() {
            return Optional.of(Conscrypt.newProvider());
        }
    };

    /** The provider to pass in; empty for the platform's own order of preference. */
    abstract Optional<Provider> provider();

    /** The peers take a provider only from the JVM's list, so a measured JVM puts it first there. */
    void installFirst() {
        provider().ifPresent(provider -> Security.insertProviderAt(provider, 1));
    }
}
