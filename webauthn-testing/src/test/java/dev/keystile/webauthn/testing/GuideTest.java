package dev.keystile.webauthn.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keystile.webauthn.testing.Shop.Refused;
import java.security.cert.X509Certificate;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The examples of docs/testing.md, compiled and run as they stand there. */
class GuideTest {
    private final Shop shop = new Shop();

    @Test
    void registersAndSignsIn() {
        SoftwareAuthenticator authenticator = SoftwareAuthenticator.builder().build();
        WebAuthnClient browser = WebAuthnClient.at("https://shop.example");

        shop.register(browser.create(shop.creationOptions("ada"), authenticator));
        shop.signIn(browser.get(shop.requestOptions(), authenticator));

        assertThat(authenticator.newestCredential().signCount()).isEqualTo(1);
    }

    private final SoftwareAuthenticator authenticator =
            SoftwareAuthenticator.builder().build();
    private final WebAuthnClient browser = WebAuthnClient.at("https://shop.example");

    @BeforeEach
    void registers() {
        shop.register(browser.create(shop.creationOptions("ada"), authenticator));
    }

    @Test
    void refusesAForgedOrigin() {
        String forged = browser.get(shop.requestOptions(), authenticator, Fault.origin("https://shop.evil.example"));

        assertThatThrownBy(() -> shop.signIn(forged)).hasMessage("origin");
    }

    static Stream<Fault> forgeries() {
        return Stream.of(
                Fault.type("webauthn.create"),
                Fault.otherChallenge(),
                Fault.origin("https://shop.evil.example"),
                Fault.rpId("evil.example"),
                Fault.flag(AuthenticatorFlag.USER_PRESENT, false),
                SignatureFault.byStranger(),
                Fault.otherClientDataHash());
    }

    @ParameterizedTest
    @MethodSource("forgeries")
    void refuses(Fault forgery) {
        String response = browser.get(shop.requestOptions(), authenticator, forgery);

        assertThatThrownBy(() -> shop.signIn(response)).isInstanceOf(Refused.class);
    }

    @Test
    void makesAuthenticatorsOfAllKinds() {
        SoftwareAuthenticator phone = SoftwareAuthenticator.passkeyProvider().build();
        SoftwareAuthenticator securityKey = SoftwareAuthenticator.builder()
                .aaguid(UUID.fromString("9c8f2b1e-6f3a-4c56-8d20-1b7a5e90c3d4"))
                .algorithms(Algorithm.EDDSA, Algorithm.ES256)
                .transports("usb", "nfc")
                .discoverable(false)
                .signCounter(SignCounter.GLOBAL)
                .build();

        browser.create(shop.creationOptions("ada"), securityKey);
        assertThat(securityKey.newestCredential().algorithm()).isEqualTo(Algorithm.ES256);
        assertThat(securityKey.newestCredential().isDiscoverable()).isFalse();

        browser.create(shop.creationOptions("bob"), phone);
        browser.create(shop.creationOptions("ada"), phone);
        SoftwareCredential second = phone.credentials().get(1);
        String options = shop.requestOptions();
        browser.get(options, phone.withUserVerification(false));
        browser.get(options, phone.withBackupState(false));
        browser.get(options, phone.withCredential(second));
    }

    @Test
    void attests() {
        AttestationAuthority maker =
                AttestationAuthority.builder().intermediate(true).build();
        SoftwareAuthenticator attested = SoftwareAuthenticator.builder()
                .aaguid(UUID.fromString("9c8f2b1e-6f3a-4c56-8d20-1b7a5e90c3d4"))
                .attestation(Attestation.packed(maker))
                .build();
        X509Certificate trustAnchor = maker.root();

        assertThat(attested.attestationCertificate().getIssuerX500Principal())
                .isEqualTo(maker.intermediate().orElseThrow().getSubjectX500Principal());
        assertThat(trustAnchor.getBasicConstraints()).isNotNegative();
    }

    @Test
    void carriesCredentialsOver() {
        String line = authenticator.newestCredential().export();

        SoftwareAuthenticator another = SoftwareAuthenticator.builder().build();
        another.add(SoftwareCredential.parse(line));
        shop.signIn(browser.get(shop.requestOptions(), another));

        assertThat(another.newestCredential().signCount()).isEqualTo(1);
    }
}
