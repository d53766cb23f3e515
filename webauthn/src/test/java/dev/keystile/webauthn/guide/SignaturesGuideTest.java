package dev.keystile.webauthn.guide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.webauthn.RelyingParty;
import dev.keystile.webauthn.cose.CoseAlgorithm;
import dev.keystile.webauthn.cose.SignatureSuite;
import java.security.Provider;
import java.security.Security;
import org.conscrypt.Conscrypt;
import org.junit.jupiter.api.Test;

/** The examples of {@code docs/library/signatures.md}. */
class SignaturesGuideTest {

    @Test
    void takesAProviderWithoutInstallingIt() {
        Provider conscrypt = Conscrypt.newProvider();
        SignatureSuite signatures = SignatureSuite.of(conscrypt).orElse(SignatureSuite.platform());

        RelyingParty relyingParty = RelyingParty.builder("example.org", "Example")
                .origin("https://example.org")
                .signatures(signatures)
                .build();

        assertThat(signatures.supported())
                .contains(CoseAlgorithm.ES256, CoseAlgorithm.RS256)
                .containsAll(SignatureSuite.platform().supported());
        assertThat(relyingParty.algorithms()).contains(CoseAlgorithm.ES256);
        assertThat(Security.getProvider(conscrypt.getName())).isNull();
    }
}
