package dev.keystile.webauthn.cose;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import java.security.Provider;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.conscrypt.Conscrypt;

/** The suites of all providers that these tests know, by name. None of them is installed. */
final class Suites {
    static final Provider BOUNCY_CASTLE = new BouncyCastleProvider();

    private static final Map<String, SignatureSuite> ALL = all();

    private Suites() {}

    /** The platform's, Bouncy Castle's, and the native ones where there is a build of them for this machine. */
    static Map<String, SignatureSuite> byName() {
        return ALL;
    }

    private static Map<String, SignatureSuite> all() {
        Map<String, SignatureSuite> suites = new LinkedHashMap<>();
        suites.put("platform", SignatureSuite.platform());
        suites.put("Bouncy Castle", SignatureSuite.of(BOUNCY_CASTLE));
        if (AmazonCorrettoCryptoProvider.INSTANCE.getLoadingError() == null) {
            suites.put("Amazon Corretto", SignatureSuite.of(AmazonCorrettoCryptoProvider.INSTANCE));
        }
        if (Conscrypt.isAvailable()) {
            suites.put("Conscrypt", SignatureSuite.of(Conscrypt.newProvider()));
        }
        return suites;
    }
}
