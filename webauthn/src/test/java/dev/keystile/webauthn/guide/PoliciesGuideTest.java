package dev.keystile.webauthn.guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.keystile.webauthn.RelyingParty;
import dev.keystile.webauthn.attestation.AttestationConveyance;
import dev.keystile.webauthn.attestation.AttestationFormat;
import dev.keystile.webauthn.attestation.AttestationPolicy;
import dev.keystile.webauthn.attestation.AttestationTrust;
import dev.keystile.webauthn.attestation.TrustAnchorSource;
import dev.keystile.webauthn.authentication.AuthenticationRequest;
import dev.keystile.webauthn.authentication.AuthenticationResponse;
import dev.keystile.webauthn.authentication.BackupEligibilityPolicy;
import dev.keystile.webauthn.authentication.PendingAuthentication;
import dev.keystile.webauthn.authentication.SignCountPolicy;
import dev.keystile.webauthn.authentication.SignCountVerdict;
import dev.keystile.webauthn.authentication.VerifiedAuthentication;
import dev.keystile.webauthn.authenticator.UserVerification;
import dev.keystile.webauthn.bytes.ByteString;
import dev.keystile.webauthn.client.Hint;
import dev.keystile.webauthn.client.Origin;
import dev.keystile.webauthn.client.RelatedOrigins;
import dev.keystile.webauthn.cose.CoseAlgorithm;
import dev.keystile.webauthn.credential.CredentialRecord;
import dev.keystile.webauthn.credential.UserEntity;
import dev.keystile.webauthn.credential.UserHandle;
import dev.keystile.webauthn.extension.AuthenticationExtensions;
import dev.keystile.webauthn.extension.CredentialProtection;
import dev.keystile.webauthn.extension.PrfValues;
import dev.keystile.webauthn.extension.RegistrationExtensions;
import dev.keystile.webauthn.registration.PendingRegistration;
import dev.keystile.webauthn.registration.RegistrationRefusedException;
import dev.keystile.webauthn.registration.RegistrationRequest;
import dev.keystile.webauthn.registration.RegistrationResponse;
import dev.keystile.webauthn.registration.ResidentKey;
import dev.keystile.webauthn.registration.VerifiedRegistration;
import dev.keystile.webauthn.testing.Attestation;
import dev.keystile.webauthn.testing.AttestationAuthority;
import dev.keystile.webauthn.testing.SoftwareAuthenticator;
import dev.keystile.webauthn.testing.WebAuthnClient;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The examples of {@code docs/library/policies.md}. */
class PoliciesGuideTest {
    private final UserEntity user = new UserEntity(new UserHandle(ByteString.ofUtf8("a random handle")), "ada", "Ada");
    private final WebAuthnClient browser = WebAuthnClient.at("https://example.org");
    private final RelyingParty relyingParty = GettingStartedGuideTest.relyingParty();

    private static VerifiedRegistration register(
            RelyingParty relyingParty,
            RegistrationRequest request,
            WebAuthnClient browser,
            SoftwareAuthenticator authenticator)
            throws Exception {
        PendingRegistration pending = relyingParty.beginRegistration(request);
        String response = request.conditional()
                ? browser.createConditionally(pending.optionsJson(), authenticator)
                : browser.create(pending.optionsJson(), authenticator);
        return relyingParty.verify(pending, RegistrationResponse.parse(response));
    }

    private VerifiedAuthentication signIn(
            AuthenticationRequest request, SoftwareAuthenticator authenticator, CredentialRecord record)
            throws Exception {
        PendingAuthentication pending = relyingParty.beginAuthentication(request);
        String response = browser.get(pending.optionsJson(), authenticator);
        return relyingParty.verify(pending, AuthenticationResponse.parse(response), record);
    }

    @Test
    void asksAndEnforcesTheSame() throws Exception {
        RegistrationRequest request = RegistrationRequest.builder(user)
                .userVerification(UserVerification.REQUIRED)
                .residentKey(ResidentKey.REQUIRED)
                .algorithms(List.of(CoseAlgorithm.ED25519, CoseAlgorithm.ES256))
                .hints(List.of(Hint.CLIENT_DEVICE, Hint.HYBRID))
                .timeout(Duration.ofMinutes(2))
                .build();

        SoftwareAuthenticator authenticator = SoftwareAuthenticator.builder().build();
        assertThat(register(relyingParty, request, browser, authenticator).userVerified())
                .isTrue();

        PendingRegistration pending = relyingParty.beginRegistration(request);
        String unverified = browser.create(
                pending.optionsJson().replace("\"required\"", "\"discouraged\""),
                SoftwareAuthenticator.builder().build().withUserVerification(false));
        RegistrationRefusedException refused = catchThrowableOfType(
                RegistrationRefusedException.class,
                () -> relyingParty.verify(pending, RegistrationResponse.parse(unverified)));
        assertThat(refused.failure().code()).isEqualTo("user-not-verified");
    }

    @Test
    void trustsTheAuthenticatorsItWasGivenAnchorsFor() throws Exception {
        AttestationAuthority maker = AttestationAuthority.create();
        X509Certificate root = maker.root();

        RelyingParty company = RelyingParty.builder("example.org", "Example")
                .origin("https://example.org")
                .trustAnchors(TrustAnchorSource.of(Set.of(root)))
                .build();
        RegistrationRequest request = RegistrationRequest.builder(user)
                .attestation(AttestationConveyance.DIRECT)
                .attestationPolicy(AttestationPolicy.verified().withFormats(Set.of(AttestationFormat.PACKED)))
                .build();

        SoftwareAuthenticator known = SoftwareAuthenticator.builder()
                .attestation(Attestation.packed(maker))
                .build();
        assertThat(register(company, request, browser, known).attestation().trust())
                .isInstanceOf(AttestationTrust.Verified.class);
        SoftwareAuthenticator stranger = SoftwareAuthenticator.builder()
                .attestation(Attestation.packed(AttestationAuthority.create()))
                .build();
        RegistrationRefusedException refused = catchThrowableOfType(
                RegistrationRefusedException.class, () -> register(company, request, browser, stranger));
        assertThat(refused).isNotNull();
    }

    @Test
    void expectsCeremoniesWhereTheyMayRun() throws Exception {
        RelyingParty everywhere = RelyingParty.builder("example.org", "Example")
                .origin("https://example.org")
                .origin("https://login.example.org")
                .origin(Origin.androidApp(ByteString.fromHex("0f".repeat(32))))
                .relatedOrigin(Origin.of("https://example.de"))
                .embeddedIn(Set.of(Origin.of("https://portal.example")))
                .build();
        RelatedOrigins document = new RelatedOrigins(Set.of(Origin.of("https://example.de")));

        SoftwareAuthenticator authenticator = SoftwareAuthenticator.builder().build();
        RegistrationRequest request = RegistrationRequest.builder(user).build();
        assertThat(register(everywhere, request, browser, authenticator).origin())
                .isEqualTo("https://example.org");
        WebAuthnClient related =
                WebAuthnClient.at("https://example.de").findingRelatedOrigins("example.org", document.toJson());
        assertThat(register(everywhere, request, related, authenticator).origin())
                .isEqualTo("https://example.de");
        WebAuthnClient framed = browser.embeddedIn("https://portal.example");
        assertThat(register(everywhere, request, framed, authenticator).origin())
                .isEqualTo("https://example.org");
    }

    @Test
    void judgesCountersAndBackup() throws Exception {
        AuthenticationRequest request = AuthenticationRequest.builder()
                .signCountPolicy(SignCountPolicy.REJECT_DEVICE_BOUND)
                .backupEligibilityPolicy(BackupEligibilityPolicy.ALLOW_UPGRADE)
                .build();

        SoftwareAuthenticator authenticator = SoftwareAuthenticator.builder().build();
        CredentialRecord record = register(
                        relyingParty, RegistrationRequest.builder(user).build(), browser, authenticator)
                .credentialRecord();
        VerifiedAuthentication verified = signIn(request, authenticator, record);
        assertThat(verified.signCount()).isEqualTo(SignCountVerdict.INCREASED);
    }

    @Test
    void makesPasskeysInPassing() throws Exception {
        RegistrationRequest request =
                RegistrationRequest.builder(user).conditional(true).build();

        SoftwareAuthenticator phone = SoftwareAuthenticator.passkeyProvider().build();
        VerifiedRegistration verified = register(relyingParty, request, browser, phone);
        assertThat(verified.flags().userPresent()).isFalse();
    }

    @Test
    void usesExtensions() throws Exception {
        RegistrationRequest registration = RegistrationRequest.builder(user)
                .extensions(RegistrationExtensions.builder()
                        .credProps()
                        .credProtect(CredentialProtection.USER_VERIFICATION_REQUIRED, true)
                        .prf()
                        .build())
                .build();
        AuthenticationRequest authentication = AuthenticationRequest.builder()
                .extensions(AuthenticationExtensions.builder()
                        .prf(new PrfValues(ByteString.ofUtf8("vault key, version 1")))
                        .build())
                .build();

        SoftwareAuthenticator authenticator = SoftwareAuthenticator.builder().build();
        VerifiedRegistration verified = register(relyingParty, registration, browser, authenticator);
        assertThat(verified.clientExtensions().credentialIsDiscoverable()).hasValue(true);
        assertThat(signIn(authentication, authenticator, verified.credentialRecord())
                        .clientExtensions()
                        .prf())
                .isPresent();
    }
}
