package dev.keystile.peers.differences;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import dev.keystile.webauthn.cose.SignatureSuite;
import java.security.Provider;
import java.security.Security;

/** The native provider of signatures for all libraries alike, where this machine can load it. */
final class NativeProvider {

    private NativeProvider() {}

    /**
     * Puts the provider first in the JVM's list, which is where the peers and the software authenticator look; Keystile is
     * handed it.
     */
    static SignatureSuite install() {
        Provider corretto = AmazonCorrettoCryptoProvider.INSTANCE;
        try {
            AmazonCorrettoCryptoProvider.INSTANCE.assertHealthy();
        } catch (RuntimeException | LinkageError e) {
            return SignatureSuite.platform();
        }
        Security.insertProviderAt(corretto, 1);
        return SignatureSuite.platform();
    }
}
