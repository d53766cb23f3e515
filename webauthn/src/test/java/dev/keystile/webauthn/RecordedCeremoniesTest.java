package dev.keystile.webauthn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.keystile.webauthn.attestation.AndroidKeyEnforcement;
import dev.keystile.webauthn.attestation.AttestationFailure;
import dev.keystile.webauthn.attestation.AttestationFormat;
import dev.keystile.webauthn.attestation.AttestationObject;
import dev.keystile.webauthn.attestation.AttestationPolicy;
import dev.keystile.webauthn.attestation.AttestationRules;
import dev.keystile.webauthn.attestation.AttestationType;
import dev.keystile.webauthn.attestation.TpmManufacturer;
import dev.keystile.webauthn.authentication.AuthenticationFailure;
import dev.keystile.webauthn.authentication.AuthenticationRefusedException;
import dev.keystile.webauthn.authentication.AuthenticationRequest;
import dev.keystile.webauthn.authentication.AuthenticationResponse;
import dev.keystile.webauthn.authentication.PendingAuthentication;
import dev.keystile.webauthn.authentication.SignCountPolicy;
import dev.keystile.webauthn.authentication.SignCountVerdict;
import dev.keystile.webauthn.authentication.VerifiedAuthentication;
import dev.keystile.webauthn.authenticator.Aaguid;
import dev.keystile.webauthn.authenticator.CredentialId;
import dev.keystile.webauthn.authenticator.UserVerification;
import dev.keystile.webauthn.bytes.ByteString;
import dev.keystile.webauthn.bytes.MalformedException;
import dev.keystile.webauthn.client.Origin;
import dev.keystile.webauthn.client.RecordedChallenge;
import dev.keystile.webauthn.cose.CoseAlgorithm;
import dev.keystile.webauthn.cose.CoseKey;
import dev.keystile.webauthn.cose.SignatureSuite;
import dev.keystile.webauthn.credential.CredentialRecord;
import dev.keystile.webauthn.credential.Discoverability;
import dev.keystile.webauthn.credential.UserEntity;
import dev.keystile.webauthn.credential.UserHandle;
import dev.keystile.webauthn.json.JsonObject;
import dev.keystile.webauthn.registration.PendingRegistration;
import dev.keystile.webauthn.registration.RegistrationFailure;
import dev.keystile.webauthn.registration.RegistrationRefusedException;
import dev.keystile.webauthn.registration.RegistrationRequest;
import dev.keystile.webauthn.registration.RegistrationResponse;
import dev.keystile.webauthn.registration.VerifiedRegistration;
import dev.keystile.webauthn.vectors.Ceremonies;
import dev.keystile.webauthn.vectors.RecordedCeremony;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Ceremonies recorded from real authenticators, with the verdict that a relying party must reach which requires user presence and
 * does not require user verification.
 */
class RecordedCeremoniesTest {

    private static final SignatureSuite SIGNATURES = SignatureSuite.platform();
    private static final AttestationPolicy EVERY_FORMAT = AttestationPolicy.any()
            .withFormats(Stream.of("none", "packed", "tpm", "android-key", "android-safetynet", "fido-u2f", "apple")
                    .map(AttestationFormat::new)
                    .collect(Collectors.toSet()));

    /** Of an old phone, whose key store was software alone. */
    private static final String ANDROID_KEY_IN_SOFTWARE = "android-key-android-7-2";

    /** Of a virtual authenticator; no real one does so. */
    private static final String PACKED_BY_SHA1 = "virtual-packed-yubico-65535-1";

    private static final UserEntity USER =
            new UserEntity(new UserHandle(ByteString.fromHex("0123456789abcdef")), "alex", "Alex");

    static Stream<RecordedCeremony> registrations() {
        return Ceremonies.recorded().filter(ceremony -> ceremony.registration().isPresent());
    }

    static Stream<RecordedCeremony> authentications() {
        return Ceremonies.recorded()
                .filter(RecordedCeremony::isAccepted)
                .filter(ceremony -> !ceremony.authentications().isEmpty());
    }

    @Test
    void areAllHere() {
        assertThat(Ceremonies.recorded()).hasSize(104);
        assertThat(registrations()).hasSize(95);
        assertThat(authentications().flatMap(ceremony -> ceremony.authentications().stream()))
                .hasSize(43);
    }

    @ParameterizedTest
    @MethodSource("registrations")
    void giveTheirRegistrationItsVerdict(RecordedCeremony ceremony) throws Exception {
        assumeThat(SIGNATURES.supported())
                .as("this Java platform verifies no signatures of the credential's algorithm")
                .contains(new CoseAlgorithm(ceremony.algorithm()));
        if (!ceremony.isAccepted()) {
            assertRefused(ceremony);
            return;
        }

        VerifiedRegistration verified = register(ceremony);

        JsonObject registration = ceremony.registration().orElseThrow();
        CredentialRecord record = verified.credentialRecord();
        assertThat(record.id().value()).isEqualTo(ceremony.bytes(registration, "credentialId"));
        assertThat(record.publicKey()).isEqualTo(CoseKey.parse(ceremony.credentialPublicKey()));
        assertThat(record.signCount()).isEqualTo(registration.requiredLong("signCount"));
        assertThat(verified.flags().value()).isEqualTo((byte) registration.requiredInt("flags"));
        assertThat(verified.attestation().type())
                .isEqualTo(
                        switch (ceremony.attestationKind()) {
                            case "none" -> AttestationType.NONE;
                            case "self" -> AttestationType.SELF;
                            default -> typeOf(ceremony.attestationFormat());
                        });
        assertThat(verified.attestation().certificates().isEmpty())
                .isEqualTo(!ceremony.attestationKind().equals("x5c"));
    }

    private static AttestationType typeOf(String format) {
        return switch (format) {
            case "tpm" -> AttestationType.ATTESTATION_CA;
            case "apple" -> AttestationType.ANONYMIZATION_CA;
            default -> AttestationType.BASIC;
        };
    }

    private static void assertRefused(RecordedCeremony ceremony) {
        String reason = ceremony.reasons().get(0);
        Exception refused = catchThrowableOfType(Exception.class, () -> register(ceremony));
        if (reason.startsWith("user-present flag is 0")) {
            assertThat(((RegistrationRefusedException) refused).failure())
                    .extracting(RegistrationFailure::code)
                    .isEqualTo("user-not-present");
        } else if (reason.startsWith("SafetyNet ctsProfileMatch is false")) {
            assertThat(refused).hasMessageContaining("found: ctsProfileMatch false");
        } else {
            assertThat(reason).startsWith("bytes left over after the authenticator data");
            assertThat(refused).isInstanceOf(MalformedException.class);
            assertThat(((MalformedException) refused).place()).startsWith("response.attestationObject.authData");
        }
    }

    @Test
    void includeAnAndroidKeyInSoftwareThatTheStandardRulesRefuse() {
        RecordedCeremony ceremony = byId(ANDROID_KEY_IN_SOFTWARE);

        RegistrationRefusedException refused =
                catchThrowableOfType(RegistrationRefusedException.class, () -> register(ceremony, false, EVERY_FORMAT));

        assertThat(refused.failure().message()).contains("must be of hardware").contains("[0, 1]");
    }

    @Test
    void includeAPackedStatementBySha1ThatTheStandardRulesRefuse() {
        RegistrationRefusedException refused = catchThrowableOfType(
                RegistrationRefusedException.class, () -> register(byId(PACKED_BY_SHA1), false, EVERY_FORMAT));

        assertThat(refused.failure())
                .isEqualTo(new RegistrationFailure.AttestationRejected(
                        new AttestationFailure.AlgorithmNotSupported(CoseAlgorithm.RS1)));
    }

    @Test
    void includeWindowsHelloWhoseTpmsAllSignWithSha1() {
        assertThat(registrations()
                        .filter(ceremony -> ceremony.attestationFormat().equals("tpm"))
                        .filter(ceremony -> !ceremony.isVirtual()))
                .hasSize(7)
                .allSatisfy(ceremony -> {
                    RegistrationRefusedException refused = catchThrowableOfType(
                            RegistrationRefusedException.class,
                            () -> register(
                                    ceremony,
                                    false,
                                    EVERY_FORMAT.withRules(
                                            AttestationRules.standard().withSha1Formats(Set.of()))));
                    assertThat(refused.failure())
                            .isEqualTo(new RegistrationFailure.AttestationRejected(
                                    new AttestationFailure.AlgorithmNotSupported(CoseAlgorithm.RS1)));
                });
    }

    @Test
    void includeTpmsOfRegisteredMakersWithKeysThatStayInside() throws Exception {
        AttestationPolicy strict = EVERY_FORMAT.withRules(AttestationRules.standard()
                .withTpmManufacturers(TpmManufacturer.REGISTERED)
                .withTpmResidentKeys());
        for (RecordedCeremony ceremony : registrations()
                .filter(each -> each.attestationFormat().equals("tpm"))
                .filter(each -> !each.isVirtual())
                .toList()) {
            assertThat(register(ceremony, false, strict)).as(ceremony.id()).isNotNull();
        }
    }

    @ParameterizedTest
    @MethodSource("registrations")
    void parseIntoTheCredentialTheyMade(RecordedCeremony ceremony) throws Exception {
        assumeThat(ceremony.isAccepted()).isTrue();
        JsonObject registration = ceremony.registration().orElseThrow();

        RegistrationResponse response = parse(ceremony);

        assertThat(response.attestationObject().format().value()).isEqualTo(ceremony.attestationFormat());
        assertThat(response.attestationObject().attestedCredentialData().credentialPublicKey())
                .isEqualTo(CoseKey.parse(ceremony.bytes(registration, "credentialPublicKey")));
        assertThat(response.clientData().origin()).isEqualTo(ceremony.origin());
    }

    @ParameterizedTest
    @MethodSource("authentications")
    void acceptAllTheirAuthentications(RecordedCeremony ceremony) throws Exception {
        assumeThat(SIGNATURES.supported())
                .as("this Java platform verifies no signatures of the credential's algorithm")
                .contains(new CoseAlgorithm(ceremony.algorithm()));
        CredentialRecord record = record(ceremony);
        for (JsonObject authentication : ceremony.authentications()) {
            VerifiedAuthentication verified = authenticate(ceremony, authentication, record);
            assertThat(verified.credentialRecord().signCount()).isEqualTo(authentication.requiredLong("signCount"));
            assertThat(verified.signCount() == SignCountVerdict.NOT_INCREASED)
                    .as("only the virtual authenticator never counts on")
                    .isEqualTo(ceremony.isVirtual() && record.signCount() == 1337);
        }
    }

    private static RegistrationResponse parse(RecordedCeremony ceremony) throws MalformedException {
        JsonObject json = JsonObject.parse(ceremony.registrationResponse());
        return ceremony.isVirtual()
                ? RegistrationResponse.parse(json, AttestationObject.FORM.allowingIndefiniteContainers())
                : RegistrationResponse.parse(json);
    }

    private static VerifiedRegistration register(RecordedCeremony ceremony)
            throws MalformedException, RegistrationRefusedException {
        return register(ceremony, false);
    }

    private static VerifiedRegistration register(RecordedCeremony ceremony, boolean conditional)
            throws MalformedException, RegistrationRefusedException {
        return register(ceremony, conditional, EVERY_FORMAT.withRules(rules(ceremony)));
    }

    private static AttestationRules rules(RecordedCeremony ceremony) {
        AttestationRules standard = AttestationRules.standard();
        return switch (ceremony.id()) {
            case ANDROID_KEY_IN_SOFTWARE -> standard.withAndroidKey(AndroidKeyEnforcement.SOFTWARE);
            case PACKED_BY_SHA1 -> standard.withSha1Formats(Set.of(AttestationFormat.PACKED));
            default -> standard;
        };
    }

    private static RecordedCeremony byId(String id) {
        return Ceremonies.recorded()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static VerifiedRegistration register(
            RecordedCeremony ceremony, boolean conditional, AttestationPolicy policy)
            throws MalformedException, RegistrationRefusedException {
        RelyingParty relyingParty = relyingParty(ceremony);
        RegistrationRequest request = relyingParty
                .beginRegistration(RegistrationRequest.builder(USER)
                        .algorithms(List.copyOf(SIGNATURES.supported()))
                        .userVerification(UserVerification.DISCOURAGED)
                        .conditional(conditional)
                        .attestationPolicy(policy)
                        .build())
                .request();
        ByteString challenge = ceremony.bytes(ceremony.registration().orElseThrow(), "challenge");
        PendingRegistration pending = new PendingRegistration(
                relyingParty.id(),
                relyingParty.name(),
                RecordedChallenge.of(challenge),
                ceremony.madeAt().plusSeconds(1),
                request);
        return relyingParty.verify(pending, parse(ceremony));
    }

    @Test
    void includeAConditionalCreateWhoseCredentialLaterLosesItsBackupEligibility() throws Exception {
        RecordedCeremony ceremony = byId("none-unknown-7-6");

        CredentialRecord record = register(ceremony, true).credentialRecord();
        assertThat(record.uvInitialized()).isFalse();
        assertThat(ceremony.authentications()).hasSize(2).allSatisfy(authentication -> {
            AuthenticationRefusedException refused = catchThrowableOfType(
                    AuthenticationRefusedException.class, () -> authenticate(ceremony, authentication, record));
            assertThat(refused.failure()).isEqualTo(new AuthenticationFailure.BackupEligibilityChanged(true, false));
        });
    }

    private static CredentialRecord record(RecordedCeremony ceremony) throws Exception {
        if (ceremony.registration().isPresent()) {
            return register(ceremony).credentialRecord();
        }
        return new CredentialRecord(
                relyingParty(ceremony).id(),
                USER.id(),
                new CredentialId(ByteString.fromHex("000000")),
                CoseKey.parse(ceremony.credentialPublicKey()),
                0,
                false,
                false,
                false,
                Set.of(),
                Aaguid.ZERO,
                AttestationFormat.NONE,
                Discoverability.UNKNOWN);
    }

    private static VerifiedAuthentication authenticate(
            RecordedCeremony ceremony, JsonObject authentication, CredentialRecord record) throws Exception {
        RelyingParty relyingParty = relyingParty(ceremony);
        AuthenticationRequest request = relyingParty
                .beginAuthentication(AuthenticationRequest.builder()
                        .user(USER.id())
                        .userVerification(UserVerification.DISCOURAGED)
                        .signCountPolicy(SignCountPolicy.WARN)
                        .build())
                .request();
        PendingAuthentication pending = new PendingAuthentication(
                relyingParty.id(),
                RecordedChallenge.of(ceremony.bytes(authentication, "challenge")),
                ceremony.madeAt().plusSeconds(1),
                request);
        return relyingParty.verify(
                pending, AuthenticationResponse.parse(ceremony.authenticationResponse(authentication)), record);
    }

    private static RelyingParty relyingParty(RecordedCeremony ceremony) {
        return RelyingParty.builder(ceremony.rpId(), "Recorded")
                .origin(Origin.of(ceremony.origin()))
                .clock(Clock.fixed(ceremony.madeAt(), ZoneOffset.UTC))
                .signatures(SIGNATURES)
                .build();
    }
}
