package dev.keystile.webauthn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.keystile.webauthn.attestation.AndroidKeyEnforcement;
import dev.keystile.webauthn.attestation.Attestation;
import dev.keystile.webauthn.attestation.AttestationPolicy;
import dev.keystile.webauthn.attestation.AttestationRules;
import dev.keystile.webauthn.attestation.AttestationTrust;
import dev.keystile.webauthn.attestation.AttestationType;
import dev.keystile.webauthn.attestation.TrustAnchorSource;
import dev.keystile.webauthn.authentication.AuthenticationRequest;
import dev.keystile.webauthn.authentication.AuthenticationResponse;
import dev.keystile.webauthn.authentication.PendingAuthentication;
import dev.keystile.webauthn.authentication.SignCountVerdict;
import dev.keystile.webauthn.authentication.VerifiedAuthentication;
import dev.keystile.webauthn.authenticator.AuthenticatorFlags;
import dev.keystile.webauthn.authenticator.UserVerification;
import dev.keystile.webauthn.bytes.ByteString;
import dev.keystile.webauthn.bytes.MalformedException;
import dev.keystile.webauthn.client.Challenge;
import dev.keystile.webauthn.client.ClientDataFailure;
import dev.keystile.webauthn.client.Origin;
import dev.keystile.webauthn.cose.SignatureSuite;
import dev.keystile.webauthn.credential.CredentialRecord;
import dev.keystile.webauthn.credential.UserEntity;
import dev.keystile.webauthn.credential.UserHandle;
import dev.keystile.webauthn.der.X509;
import dev.keystile.webauthn.registration.PendingRegistration;
import dev.keystile.webauthn.registration.RegistrationFailure;
import dev.keystile.webauthn.registration.RegistrationRefusedException;
import dev.keystile.webauthn.registration.RegistrationRequest;
import dev.keystile.webauthn.registration.RegistrationResponse;
import dev.keystile.webauthn.registration.VerifiedRegistration;
import dev.keystile.webauthn.vectors.Ceremonies;
import dev.keystile.webauthn.vectors.W3cCeremony;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The test vectors of L3 §16: all registrations and authentications that the specification itself calls valid. */
class W3cVectorsTest {

    private static final SignatureSuite SIGNATURES = SignatureSuite.platform();
    private static final UserEntity USER =
            new UserEntity(new UserHandle(ByteString.fromHex("0123456789abcdef")), "alex", "Alex");

    /** The Android key's description in the vectors has two empty authorization lists. */
    private static final AttestationPolicy POLICY = AttestationPolicy.any()
            .withRules(AttestationRules.standard().withAndroidKey(AndroidKeyEnforcement.UNSTATED));

    static Stream<W3cCeremony> ceremonies() {
        return Ceremonies.w3c();
    }

    @Test
    void areFifteen() {
        assertThat(ceremonies()).hasSize(15);
    }

    @ParameterizedTest
    @MethodSource("ceremonies")
    void acceptsBothCeremonies(W3cCeremony ceremony) throws Exception {
        RelyingParty relyingParty = relyingParty(ceremony, trustAnchors());

        VerifiedRegistration registered = register(relyingParty, ceremony, POLICY);
        CredentialRecord record = registered.credentialRecord();

        assertThat(record.publicKey().encoded()).isEqualTo(ceremony.registrationBytes("credentialPublicKey"));
        assertThat(record.id().value()).isEqualTo(ceremony.registrationBytes("credentialId"));
        assertThat(registered
                        .attestationObject()
                        .attestedCredentialData()
                        .aaguid()
                        .value())
                .isEqualTo(ceremony.registrationBytes("aaguid"));
        assertThat(registered.flags())
                .isEqualTo(new AuthenticatorFlags((byte) ceremony.registration().requiredInt("flags")));

        VerifiedAuthentication authenticated = authenticate(relyingParty, ceremony, record);

        assertThat(authenticated.user()).isEqualTo(USER.id());
        assertThat(authenticated.signCount()).isEqualTo(SignCountVerdict.NOT_COUNTED);
        assertThat(authenticated.flags()).isEqualTo(new AuthenticatorFlags((byte)
                ceremony.authentication().requiredInt("flags")));
        assertThat(authenticated.credentialRecord().backupState())
                .isEqualTo(authenticated.flags().backupState());
    }

    @ParameterizedTest
    @MethodSource("ceremonies")
    void acceptsThemAfterTheirStateWasWrittenDown(W3cCeremony ceremony) throws Exception {
        RelyingParty relyingParty = relyingParty(ceremony, trustAnchors());

        PendingRegistration registration = PendingRegistration.parse(
                pendingRegistration(relyingParty, ceremony, POLICY).toJson());
        CredentialRecord record = CredentialRecord.parse(relyingParty
                .verify(registration, RegistrationResponse.parse(ceremony.registrationResponse()))
                .credentialRecord()
                .toJson());
        PendingAuthentication authentication = PendingAuthentication.parse(
                pendingAuthentication(relyingParty, ceremony).toJson());

        assertThat(relyingParty.verify(
                        authentication, AuthenticationResponse.parse(ceremony.authenticationResponse()), record))
                .isNotNull();
    }

    @ParameterizedTest
    @MethodSource("ceremonies")
    void trustsExactlyTheirAuthority(W3cCeremony ceremony) throws Exception {
        Attestation trusting = register(relyingParty(ceremony, trustAnchors()), ceremony, POLICY)
                .attestation();
        Attestation distrusting = register(relyingParty(ceremony, TrustAnchorSource.none()), ceremony, POLICY)
                .attestation();

        assertThat(distrusting.trust()).isInstanceOf(AttestationTrust.Unknown.class);
        if (trusting.certificates().isEmpty()) {
            assertThat(trusting.trust()).isInstanceOf(AttestationTrust.Unknown.class);
        } else {
            assertThat(trusting.trust()).isEqualTo(new AttestationTrust.Verified(root(), "a configured trust anchor"));
        }
    }

    @ParameterizedTest
    @MethodSource("ceremonies")
    void tellsTheirAttestationsApart(W3cCeremony ceremony) throws Exception {
        Attestation attestation = register(relyingParty(ceremony, trustAnchors()), ceremony, POLICY)
                .attestation();

        assertThat(attestation.format().value()).isEqualTo(ceremony.attestationFormat());
        assertThat(attestation.type())
                .isEqualTo(
                        switch (ceremony.attestationFormat()) {
                            case "none" -> AttestationType.NONE;
                            case "packed" ->
                                ceremony.name().startsWith("packed-self")
                                        ? AttestationType.SELF
                                        : AttestationType.BASIC;
                            case "tpm" -> AttestationType.ATTESTATION_CA;
                            case "apple" -> AttestationType.ANONYMIZATION_CA;
                            default -> AttestationType.BASIC;
                        });
    }

    @ParameterizedTest
    @MethodSource("ceremonies")
    void acceptsTheirAttestationsByTheStandardRulesButForAnAndroidKeyThatNobodyEnforces(W3cCeremony ceremony)
            throws Exception {
        RelyingParty relyingParty = relyingParty(ceremony, trustAnchors());
        if (!ceremony.attestationFormat().equals("android-key")) {
            assertThat(register(relyingParty, ceremony, AttestationPolicy.any()))
                    .isNotNull();
            return;
        }

        RegistrationRefusedException refused = catchThrowableOfType(
                RegistrationRefusedException.class, () -> register(relyingParty, ceremony, AttestationPolicy.any()));

        assertThat(refused.failure().message()).contains("must be of hardware");
    }

    @ParameterizedTest
    @MethodSource("ceremonies")
    void refusesTheSecurityKeyWhoseAaguidIsNotZeroWhereThatIsDemanded(W3cCeremony ceremony) throws Exception {
        RelyingParty relyingParty = relyingParty(ceremony, trustAnchors());
        AttestationPolicy demanding =
                AttestationPolicy.any().withRules(POLICY.rules().withU2fAaguidZero());
        if (!ceremony.attestationFormat().equals("fido-u2f")) {
            assertThat(register(relyingParty, ceremony, demanding)).isNotNull();
            return;
        }

        RegistrationRefusedException refused = catchThrowableOfType(
                RegistrationRefusedException.class, () -> register(relyingParty, ceremony, demanding));

        assertThat(refused.failure().message()).contains("AAGUID of a U2F authenticator must be zero");
    }

    @ParameterizedTest
    @MethodSource("ceremonies")
    void refusesWhatPolicyWantsVerified(W3cCeremony ceremony) throws Exception {
        RelyingParty relyingParty = relyingParty(ceremony, TrustAnchorSource.none());

        RegistrationRefusedException refused = catchThrowableOfType(
                RegistrationRefusedException.class,
                () -> register(
                        relyingParty, ceremony, AttestationPolicy.verified().withRules(POLICY.rules())));

        assertThat(refused.failure()).isInstanceOf(RegistrationFailure.AttestationRejected.class);
    }

    @ParameterizedTest
    @MethodSource("ceremonies")
    void refusesFramesThatNobodyExpects(W3cCeremony ceremony) throws Exception {
        RelyingParty relyingParty = RelyingParty.builder(ceremony.rpId(), "Example")
                .origin(ceremony.origin())
                .build();
        if (!ceremony.crossOrigin()) {
            assertThat(register(relyingParty, ceremony, POLICY)).isNotNull();
            return;
        }

        RegistrationRefusedException refused = catchThrowableOfType(
                RegistrationRefusedException.class, () -> register(relyingParty, ceremony, POLICY));

        assertThat(refused.failure())
                .isEqualTo(new RegistrationFailure.ClientDataRejected(
                        new ClientDataFailure.CrossOriginNotAllowed(ceremony.origin())));
    }

    private static RelyingParty relyingParty(W3cCeremony ceremony, TrustAnchorSource trustAnchors) {
        RelyingParty.Builder builder = RelyingParty.builder(ceremony.rpId(), "Example")
                .origin(ceremony.origin())
                .signatures(SIGNATURES)
                .trustAnchors(trustAnchors);
        if (ceremony.crossOrigin()) {
            builder.embeddedIn(ceremony.topOrigin().map(Origin::of).map(Set::of).orElse(Set.of()));
        }
        return builder.build();
    }

    private static VerifiedRegistration register(
            RelyingParty relyingParty, W3cCeremony ceremony, AttestationPolicy policy)
            throws MalformedException, RegistrationRefusedException {
        return relyingParty.verify(
                pendingRegistration(relyingParty, ceremony, policy),
                RegistrationResponse.parse(ceremony.registrationResponse()));
    }

    private static PendingRegistration pendingRegistration(
            RelyingParty relyingParty, W3cCeremony ceremony, AttestationPolicy policy) {
        return relyingParty.beginRegistration(
                RegistrationRequest.builder(USER)
                        .algorithms(List.copyOf(SIGNATURES.supported()))
                        .userVerification(UserVerification.PREFERRED)
                        .attestationPolicy(policy)
                        .build(),
                Challenge.of(ceremony.registrationBytes("challenge")));
    }

    private static VerifiedAuthentication authenticate(
            RelyingParty relyingParty, W3cCeremony ceremony, CredentialRecord record) throws Exception {
        return relyingParty.verify(
                pendingAuthentication(relyingParty, ceremony),
                AuthenticationResponse.parse(ceremony.authenticationResponse()),
                record);
    }

    private static PendingAuthentication pendingAuthentication(RelyingParty relyingParty, W3cCeremony ceremony) {
        return relyingParty.beginAuthentication(
                AuthenticationRequest.builder()
                        .user(USER.id())
                        .userVerification(UserVerification.PREFERRED)
                        .build(),
                Challenge.of(ceremony.authenticationBytes("challenge")));
    }

    private static TrustAnchorSource trustAnchors() throws MalformedException {
        return TrustAnchorSource.of(Set.of(root()));
    }

    private static X509Certificate root() throws MalformedException {
        return X509.certificate(Ceremonies.w3cAttestationRoot().requiredBytes("attestationCaCert"));
    }
}
