package dev.keystile.webauthn.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.keystile.webauthn.RelyingParty;
import dev.keystile.webauthn.attestation.AttestationConveyance;
import dev.keystile.webauthn.attestation.AttestationFailure;
import dev.keystile.webauthn.attestation.AttestationFormat;
import dev.keystile.webauthn.attestation.AttestationPolicy;
import dev.keystile.webauthn.attestation.AttestationTrust;
import dev.keystile.webauthn.attestation.AttestationType;
import dev.keystile.webauthn.attestation.TrustAnchorSource;
import dev.keystile.webauthn.attestation.TrustFailure;
import dev.keystile.webauthn.authenticator.Aaguid;
import dev.keystile.webauthn.authenticator.AuthenticatorAttachment;
import dev.keystile.webauthn.authenticator.AuthenticatorDataFailure;
import dev.keystile.webauthn.authenticator.AuthenticatorFlags;
import dev.keystile.webauthn.authenticator.CredentialId;
import dev.keystile.webauthn.authenticator.UserVerification;
import dev.keystile.webauthn.bytes.ByteString;
import dev.keystile.webauthn.bytes.MalformedException;
import dev.keystile.webauthn.client.ClientDataFailure;
import dev.keystile.webauthn.client.CollectedClientData;
import dev.keystile.webauthn.client.Origin;
import dev.keystile.webauthn.client.RpId;
import dev.keystile.webauthn.cose.CoseAlgorithm;
import dev.keystile.webauthn.cose.SignatureSuite;
import dev.keystile.webauthn.credential.AuthenticatorTransport;
import dev.keystile.webauthn.credential.CredentialDescriptor;
import dev.keystile.webauthn.credential.CredentialRecord;
import dev.keystile.webauthn.credential.Discoverability;
import dev.keystile.webauthn.credential.UserEntity;
import dev.keystile.webauthn.credential.UserHandle;
import dev.keystile.webauthn.extension.CredentialProtection;
import dev.keystile.webauthn.extension.RegistrationExtensions;
import dev.keystile.webauthn.testing.Algorithm;
import dev.keystile.webauthn.testing.Attachment;
import dev.keystile.webauthn.testing.Attestation;
import dev.keystile.webauthn.testing.AttestationAuthority;
import dev.keystile.webauthn.testing.AuthenticatorFlag;
import dev.keystile.webauthn.testing.CredentialKeyFault;
import dev.keystile.webauthn.testing.Fault;
import dev.keystile.webauthn.testing.SoftwareAuthenticator;
import dev.keystile.webauthn.testing.WebAuthnClient;
import java.security.Security;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Each check of a registration with a response that passes it, and one that differs only in what the check forbids. The order of
 * the nested classes is that of L3 §7.1.
 */
class RegistrationCeremonyTest {

    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
    private static final RpId RP_ID = RpId.of("example.org");
    private static final Origin ORIGIN = Origin.of("https://example.org");
    private static final UserEntity USER =
            new UserEntity(new UserHandle(ByteString.fromHex("00112233445566778899aabbccddeeff")), "alex", "Alex");

    private static final SignatureSuite SIGNATURES = SignatureSuite.platform();

    private final SoftwareAuthenticator authenticator =
            SoftwareAuthenticator.builder().seed(1).build();
    private WebAuthnClient browser = WebAuthnClient.at(ORIGIN.value());
    private RelyingParty relyingParty = relyingParty().build();

    private static RelyingParty.Builder relyingParty() {
        return RelyingParty.builder(RP_ID.value(), "Example")
                .origin(ORIGIN)
                .signatures(SIGNATURES)
                .clock(Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private static RegistrationRequest.Builder passkey() {
        return RegistrationRequest.builder(USER);
    }

    private VerifiedRegistration register(RegistrationRequest.Builder request, Fault... faults) {
        return register(request, authenticator, faults);
    }

    private VerifiedRegistration register(
            RegistrationRequest.Builder request, SoftwareAuthenticator authenticator, Fault... faults) {
        PendingRegistration pending = relyingParty.beginRegistration(request.build());
        try {
            return relyingParty.verify(
                    pending, RegistrationResponse.parse(browser.create(pending.optionsJson(), authenticator, faults)));
        } catch (MalformedException | RegistrationRefusedException e) {
            throw new AssertionError(e);
        }
    }

    private static RegistrationFailure clientData(ClientDataFailure reason) {
        return new RegistrationFailure.ClientDataRejected(reason);
    }

    private static RegistrationFailure authenticatorData(AuthenticatorDataFailure reason) {
        return new RegistrationFailure.AuthenticatorDataRejected(reason);
    }

    private RegistrationFailure refusal(RegistrationRequest.Builder request, Fault... faults) {
        return refusal(request, authenticator, faults);
    }

    private RegistrationFailure refusal(
            RegistrationRequest.Builder request, SoftwareAuthenticator authenticator, Fault... faults) {
        PendingRegistration pending = relyingParty.beginRegistration(request.build());
        return refusal(pending, browser.create(pending.optionsJson(), authenticator, faults));
    }

    private RegistrationFailure refusal(PendingRegistration pending, String response) {
        RegistrationRefusedException refused = catchThrowableOfType(
                RegistrationRefusedException.class,
                () -> relyingParty.verify(pending, RegistrationResponse.parse(response)));
        assertThat(refused).as("the response was accepted").isNotNull();
        assertThat(refused).hasMessage(refused.failure().message());
        return refused.failure();
    }

    /** Accepts a response to a request that the client did not get to see as it is. */
    private VerifiedRegistration registerAs(PendingRegistration shown, PendingRegistration pending, Fault... faults) {
        try {
            return relyingParty.verify(
                    pending, RegistrationResponse.parse(browser.create(shown.optionsJson(), authenticator, faults)));
        } catch (MalformedException | RegistrationRefusedException e) {
            throw new AssertionError(e);
        }
    }

    @Nested
    class AProperResponse {

        @Test
        void givesTheRecordOfItsCredential() {
            VerifiedRegistration verified = register(passkey());

            CredentialRecord record = verified.credentialRecord();
            assertThat(record.rpId()).isEqualTo(RP_ID);
            assertThat(record.userHandle()).isEqualTo(USER.id());
            assertThat(record.id().value())
                    .isEqualTo(
                            ByteString.copyOf(authenticator.newestCredential().id()));
            assertThat(record.publicKey().algorithm()).isIn(relyingParty.algorithms());
            assertThat(record.signCount()).isZero();
            assertThat(record.uvInitialized()).isTrue();
            assertThat(record.backupEligible()).isFalse();
            assertThat(record.backupState()).isFalse();
            assertThat(record.transports()).containsExactly(AuthenticatorTransport.USB);
            assertThat(record.attestationFormat()).isEqualTo(AttestationFormat.NONE);
            assertThat(record.discoverability()).isEqualTo(Discoverability.DISCOVERABLE);
            assertThat(verified.user()).isEqualTo(USER);
            assertThat(verified.origin()).isEqualTo(ORIGIN.value());
            assertThat(verified.attachment()).isEqualTo(AuthenticatorAttachment.CROSS_PLATFORM);
            assertThat(verified.attestation().type()).isEqualTo(AttestationType.NONE);
            assertThat(verified.attestation().trust()).isEqualTo(new AttestationTrust.Unknown());
            assertThat(verified.userVerified()).isTrue();
        }

        @Test
        void isAcceptedAfterTheCeremonyWasWrittenDown() throws Exception {
            PendingRegistration pending = relyingParty.beginRegistration(USER);
            String response = browser.create(pending.optionsJson(), authenticator);

            VerifiedRegistration verified = relyingParty.verify(
                    PendingRegistration.parse(pending.toJson()), RegistrationResponse.parse(response));

            assertThat(verified.user()).isEqualTo(USER);
        }

        @ParameterizedTest
        @EnumSource
        void isAcceptedOfEveryAlgorithm(Algorithm algorithm) {
            CoseAlgorithm offered = new CoseAlgorithm(algorithm.cose());
            assumeThat(algorithm.isSupported())
                    .as("this Java platform makes keys of the algorithm")
                    .isTrue();
            assumeThat(SIGNATURES.supported())
                    .as("this Java platform verifies signatures of the algorithm")
                    .contains(offered);
            VerifiedRegistration verified = register(
                    passkey().algorithms(List.of(offered)),
                    authenticator.withAlgorithms(algorithm).withAttestation(Attestation.self()));

            assertThat(verified.credentialRecord().publicKey().algorithm()).isEqualTo(offered);
        }

        @Test
        void isOfAnyNumberOfCeremoniesAtATime() throws Exception {
            PendingRegistration one = relyingParty.beginRegistration(USER);
            PendingRegistration other = relyingParty.beginRegistration(USER);
            String response = browser.create(one.optionsJson(), authenticator);

            assertThat(relyingParty.verify(one, RegistrationResponse.parse(response)))
                    .isNotNull();
            assertThat(refusal(other, response)).isEqualTo(clientData(new ClientDataFailure.ChallengeMismatch()));
        }
    }

    @Nested
    class TheCeremony {

        @Test
        void isThatOfThisRelyingParty() {
            PendingRegistration pending = relyingParty.beginRegistration(USER);
            String response = browser.create(pending.optionsJson(), authenticator);
            relyingParty = RelyingParty.builder("example.com", "Other")
                    .origin("https://example.com")
                    .clock(Clock.fixed(NOW, ZoneOffset.UTC))
                    .build();

            assertThat(refusal(pending, response))
                    .isEqualTo(new RegistrationFailure.AnotherRelyingParty(RP_ID, RpId.of("example.com")));
        }

        @ParameterizedTest
        @CsvSource({"PT-1S, false", "PT4M59.999S, false", "PT5M, true", "PT24H, true"})
        void expires(Duration later, boolean expired) {
            PendingRegistration pending = relyingParty.beginRegistration(USER);
            String response = browser.create(pending.optionsJson(), authenticator);
            Instant now = NOW.plus(later);
            relyingParty =
                    relyingParty().clock(Clock.fixed(now, ZoneOffset.UTC)).build();

            if (expired) {
                assertThat(refusal(pending, response))
                        .isEqualTo(new RegistrationFailure.Expired(NOW.plus(Duration.ofMinutes(5)), now));
            } else {
                assertThatCode(() -> relyingParty.verify(pending, RegistrationResponse.parse(response)))
                        .doesNotThrowAnyException();
            }
        }
    }

    /** L3 §7.1 step 7. */
    @Nested
    class TheType {

        @ParameterizedTest
        @ValueSource(strings = {"webauthn.get", "payment.get", "", "webauthn.Create", "webauthn.create ", "other"})
        void isThatOfARegistration(String type) {
            assertThat(refusal(passkey(), Fault.type(type)))
                    .isEqualTo(clientData(new ClientDataFailure.WrongType(type, CollectedClientData.CREATE)));
        }
    }

    /** L3 §7.1 step 8. */
    @Nested
    class TheChallenge {

        @Test
        void isTheOneGivenOut() {
            assertThat(refusal(passkey(), Fault.otherChallenge()))
                    .isEqualTo(clientData(new ClientDataFailure.ChallengeMismatch()));
        }

        @Test
        void isThere() {
            assertThat(refusal(passkey(), Fault.challenge(new byte[0])))
                    .isEqualTo(clientData(new ClientDataFailure.ChallengeMismatch()));
        }

        @Test
        void isNotJustItsBeginning() {
            PendingRegistration pending = relyingParty.beginRegistration(USER);
            byte[] beginning = pending.challenge().value().slice(0, 16).toByteArray();

            assertThat(refusal(
                            pending, browser.create(pending.optionsJson(), authenticator, Fault.challenge(beginning))))
                    .isEqualTo(clientData(new ClientDataFailure.ChallengeMismatch()));
        }

        @Test
        void appearsInNoMessage() {
            PendingRegistration pending = relyingParty.beginRegistration(USER);
            RegistrationFailure failure =
                    refusal(pending, browser.create(pending.optionsJson(), authenticator, Fault.otherChallenge()));

            String challenge = pending.challenge().value().toBase64Url();
            assertThat(failure.message() + failure + pending).doesNotContain(challenge);
        }
    }

    /** L3 §7.1 step 9. */
    @Nested
    class TheOrigin {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "http://example.org",
                    "https://example.org:443",
                    "https://example.org:5000",
                    "https://example.org/",
                    "https://example.org.",
                    "https://EXAMPLE.org",
                    "HTTPS://example.org",
                    "https://login.example.org",
                    "https://org",
                    "https://evilexample.org",
                    "https://example.org.evil.com",
                    "https://user@example.org",
                    "https://example.org@evil.com",
                    "https://example.org#",
                    "https://example.org?",
                    "https://example.org/path",
                    "https://exampIe.org",
                    "https://xn--exmple-cua.org",
                    " https://example.org",
                    "https://example.org ",
                    "example.org",
                    "null",
                    "",
                    "android:apk-key-hash:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
                })
        void isExactlyOneThatIsExpected(String origin) {
            assertThat(refusal(passkey(), Fault.origin(origin)))
                    .isEqualTo(clientData(new ClientDataFailure.OriginNotAllowed(origin, Set.of(ORIGIN))));
        }

        @Test
        void isNotTheSameHostUnderAnotherScheme() {
            Origin plain = Origin.of("http://localhost");
            relyingParty = RelyingParty.builder("localhost", "Example")
                    .origin(plain)
                    .signatures(SIGNATURES)
                    .build();
            browser = WebAuthnClient.at(plain.value());

            assertThat(refusal(passkey(), Fault.origin("https://localhost")))
                    .isEqualTo(clientData(new ClientDataFailure.OriginNotAllowed("https://localhost", Set.of(plain))));
        }

        @Test
        void mayBeAnyOfSeveral() {
            Origin login = Origin.of("https://login.example.org");
            relyingParty = relyingParty().origin(login).build();
            browser = WebAuthnClient.at(login.value());

            assertThat(register(passkey()).origin()).isEqualTo(login.value());
        }

        @Test
        void isTheOneThatTheCeremonyIsBoundTo() {
            Origin weak = Origin.of("https://weak.example.org");
            relyingParty = relyingParty().origin(weak).build();
            browser = WebAuthnClient.at(weak.value());
            RegistrationRequest.Builder strong =
                    passkey().origins(relyingParty.origins().only(ORIGIN));

            assertThat(refusal(strong))
                    .isEqualTo(clientData(new ClientDataFailure.OriginNotAllowed(weak.value(), Set.of(ORIGIN))));
        }

        @Test
        void mayBeAnApps() {
            Origin app = Origin.androidApp(ByteString.ofUtf8("certificate").sha256());
            Origin otherApp = Origin.androidApp(ByteString.ofUtf8("other").sha256());
            relyingParty = relyingParty().origin(app).build();

            assertThat(register(passkey(), Fault.origin(app.value())).origin()).isEqualTo(app.value());
            assertThat(refusal(passkey(), Fault.origin(otherApp.value())))
                    .isEqualTo(
                            clientData(new ClientDataFailure.OriginNotAllowed(otherApp.value(), Set.of(ORIGIN, app))));
        }
    }

    /** L3 §7.1 steps 10 and 11. */
    @Nested
    class AFrameInAForeignPage {

        private static final String TOP = "https://shop.example.com";

        @Test
        void isRefusedUnlessExpected() {
            browser = browser.embeddedIn(TOP);

            assertThat(refusal(passkey()))
                    .isEqualTo(clientData(new ClientDataFailure.CrossOriginNotAllowed(ORIGIN.value())));
        }

        @Test
        void isAcceptedInPagesThatAreExpected() {
            relyingParty = relyingParty().embeddedIn(Set.of(Origin.of(TOP))).build();
            browser = browser.embeddedIn(TOP);

            assertThat(register(passkey()).origin()).isEqualTo(ORIGIN.value());
        }

        @Test
        void isRefusedInOtherPages() {
            relyingParty = relyingParty().embeddedIn(Set.of(Origin.of(TOP))).build();
            browser = browser.embeddedIn("https://evil.example.com");

            assertThat(refusal(passkey()))
                    .isEqualTo(clientData(new ClientDataFailure.TopOriginNotAllowed(
                            "https://evil.example.com", Set.of(Origin.of(TOP)))));
        }

        @Test
        void isRefusedWhenOnlyTheTopOriginTellsOfIt() {
            assertThat(refusal(passkey(), Fault.topOrigin(TOP)))
                    .isEqualTo(clientData(new ClientDataFailure.TopOriginNotAllowed(TOP, Set.of())));
        }

        @Test
        void isAcceptedFromClientsThatDoNotNameThePage() {
            relyingParty = relyingParty().embeddedIn(Set.of(Origin.of(TOP))).build();

            assertThat(register(passkey(), Fault.crossOrigin(true))).isNotNull();
        }

        @Test
        void doesNotMakeThePageAnOrigin() {
            relyingParty = relyingParty().embeddedIn(Set.of(Origin.of(TOP))).build();

            assertThat(refusal(passkey(), Fault.origin(TOP)))
                    .extracting(RegistrationFailure::code)
                    .isEqualTo("origin-not-allowed");
        }
    }

    /** L3 §7.1 step 14. */
    @Nested
    class TheRpIdHash {

        @ParameterizedTest
        @ValueSource(strings = {"example.com", "login.example.org", "org", "https://example.org"})
        void isThatOfTheRelyingParty(String rpId) {
            assertThat(refusal(passkey(), Fault.rpId(rpId)))
                    .isEqualTo(authenticatorData(new AuthenticatorDataFailure.RpIdHashMismatch(
                            ByteString.ofUtf8(rpId).sha256(), RP_ID.value(), RP_ID.hash())));
        }
    }

    /** L3 §7.1 step 15. */
    @Nested
    class UserPresence {

        @Test
        void isRequired() {
            assertThat(refusal(passkey(), Fault.flag(AuthenticatorFlag.USER_PRESENT, false)))
                    .extracting(RegistrationFailure::code)
                    .isEqualTo("user-not-present");
        }

        @Test
        void isWaivedWhenTheCeremonyIsAConditionalCreate() throws Exception {
            PendingRegistration pending =
                    relyingParty.beginRegistration(passkey().conditional(true).build());
            String response = browser.createConditionally(pending.optionsJson(), authenticator);

            VerifiedRegistration verified = relyingParty.verify(
                    PendingRegistration.parse(pending.toJson()), RegistrationResponse.parse(response));

            assertThat(verified.flags().userPresent()).isFalse();
            assertThat(verified.credentialRecord().uvInitialized()).isFalse();
        }

        @Test
        void isNotWaivedBecauseTheClientMadeItOne() {
            PendingRegistration pending = relyingParty.beginRegistration(
                    passkey().userVerification(UserVerification.PREFERRED).build());

            assertThat(refusal(pending, browser.createConditionally(pending.optionsJson(), authenticator)))
                    .extracting(RegistrationFailure::code)
                    .isEqualTo("user-not-present");
        }
    }

    /** L3 §7.1 step 16. */
    @Nested
    class UserVerificationByTheAuthenticator {

        @ParameterizedTest
        @EnumSource(
                value = UserVerification.class,
                names = {"PREFERRED", "DISCOURAGED"})
        void isNotNeededUnlessRequired(UserVerification requirement) {
            VerifiedRegistration verified =
                    register(passkey().userVerification(requirement), authenticator.withUserVerification(false));

            assertThat(verified.userVerified()).isFalse();
            assertThat(verified.credentialRecord().uvInitialized()).isFalse();
        }

        @ParameterizedTest
        @EnumSource
        void isAcceptedInAnyCase(UserVerification requirement) {
            boolean unasked = requirement == UserVerification.DISCOURAGED;
            Fault[] faults = unasked ? new Fault[] {Fault.flag(AuthenticatorFlag.USER_VERIFIED, true)} : new Fault[0];

            VerifiedRegistration verified = register(passkey().userVerification(requirement), faults);

            assertThat(verified.userVerified()).isTrue();
            assertThat(verified.credentialRecord().uvInitialized()).isTrue();
        }

        @Test
        void isNeededWhenRequired() {
            assertThat(refusal(passkey(), Fault.flag(AuthenticatorFlag.USER_VERIFIED, false)))
                    .extracting(RegistrationFailure::code)
                    .isEqualTo("user-not-verified");
        }

        @Test
        void isNeededWhenRequiredOfAConditionalCreate() {
            PendingRegistration pending = relyingParty.beginRegistration(passkey()
                    .conditional(true)
                    .userVerification(UserVerification.REQUIRED)
                    .build());
            PendingRegistration shown =
                    relyingParty.beginRegistration(passkey().conditional(true).build(), pending.challenge());

            assertThat(refusal(pending, browser.createConditionally(shown.optionsJson(), authenticator)))
                    .extracting(RegistrationFailure::code)
                    .isEqualTo("user-not-verified");
        }

        @Test
        void isStillNeededAfterTheCeremonyWasWrittenDown() throws Exception {
            PendingRegistration pending = PendingRegistration.parse(
                    relyingParty.beginRegistration(USER).toJson());

            assertThat(refusal(
                            pending,
                            browser.create(
                                    pending.optionsJson(),
                                    authenticator,
                                    Fault.flag(AuthenticatorFlag.USER_VERIFIED, false))))
                    .extracting(RegistrationFailure::code)
                    .isEqualTo("user-not-verified");
        }
    }

    /** L3 §7.1 steps 17 to 19. */
    @Nested
    class TheBackupFlags {

        @ParameterizedTest
        @CsvSource({"false, false", "true, false", "true, true"})
        void areRecorded(boolean eligible, boolean state) {
            CredentialRecord record = register(
                            passkey(),
                            authenticator.withBackupEligible(eligible).withBackupState(state))
                    .credentialRecord();

            assertThat(record.backupEligible()).isEqualTo(eligible);
            assertThat(record.backupState()).isEqualTo(state);
        }

        @Test
        void doNotContradictEachOther() {
            assertThat(refusal(passkey(), Fault.flag(AuthenticatorFlag.BACKUP_STATE, true)))
                    .extracting(RegistrationFailure::code)
                    .isEqualTo("backed-up-without-eligibility");
        }

        @Test
        void areReadBesideReservedOnes() {
            AuthenticatorFlags flags = register(
                            passkey(), Fault.changingAuthenticatorData("reserved flags set", data -> {
                                byte[] changed = data.clone();
                                changed[32] |= 0x22;
                                return changed;
                            }))
                    .flags();

            assertThat(flags).hasToString("UP RFU1 UV RFU2 AT");
        }
    }

    /** L3 §7.1 step 20. */
    @Nested
    class TheAlgorithm {

        @ParameterizedTest
        @EnumSource
        void isOneThatWasOffered(Algorithm used) {
            assumeThat(used.isSupported())
                    .as("this Java platform makes keys of the algorithm")
                    .isTrue();
            Algorithm other = used == Algorithm.ES256 ? Algorithm.ES384 : Algorithm.ES256;
            List<CoseAlgorithm> offered = List.of(new CoseAlgorithm(other.cose()));

            assertThat(refusal(
                            passkey().algorithms(offered),
                            authenticator.withAlgorithms(other),
                            CredentialKeyFault.algorithm(used)))
                    .isEqualTo(new RegistrationFailure.AlgorithmNotOffered(new CoseAlgorithm(used.cose()), offered));
        }

        @Test
        void isOneThatCanBeVerified() {
            SignatureSuite withoutRsa = SignatureSuite.of(Security.getProvider("SunEC"));
            relyingParty = relyingParty().signatures(withoutRsa).build();

            assertThat(refusal(
                            passkey().algorithms(List.of(CoseAlgorithm.RS256)),
                            authenticator.withAlgorithms(Algorithm.RS256)))
                    .isEqualTo(new RegistrationFailure.AlgorithmNotSupported(CoseAlgorithm.RS256));
        }

        @Test
        void isOfferedInTheOrderOfPreference() {
            List<CoseAlgorithm> preference = List.of(CoseAlgorithm.ES512, CoseAlgorithm.ES256);

            CredentialRecord record = register(
                            passkey().algorithms(preference),
                            authenticator.withAlgorithms(Algorithm.ES256, Algorithm.ES512))
                    .credentialRecord();

            assertThat(record.publicKey().algorithm()).isEqualTo(CoseAlgorithm.ES512);
        }
    }

    /** L3 §7.1 steps 21 to 24; the statements themselves are tested beside their formats. */
    @Nested
    class TheAttestation {

        private final AttestationAuthority authority = AttestationAuthority.create();

        private RegistrationRequest.Builder attested(AttestationPolicy policy) {
            return passkey().attestation(AttestationConveyance.DIRECT).attestationPolicy(policy);
        }

        @Test
        void isVerifiedByTheAnchorsPassedIn() {
            relyingParty = relyingParty()
                    .trustAnchors(TrustAnchorSource.of(Set.of(authority.root())))
                    .build();

            var attestation = register(
                            attested(AttestationPolicy.verified()),
                            authenticator.withAttestation(Attestation.packed(authority)))
                    .attestation();

            assertThat(attestation.type()).isEqualTo(AttestationType.BASIC);
            assertThat(attestation.trust())
                    .isEqualTo(new AttestationTrust.Verified(authority.root(), "a configured trust anchor"));
        }

        @Test
        void isRefusedWhenItsAnchorIsAnother() {
            relyingParty = relyingParty()
                    .trustAnchors(TrustAnchorSource.of(
                            Set.of(AttestationAuthority.create().root())))
                    .build();

            assertThat(refusal(
                            attested(AttestationPolicy.verified()),
                            authenticator.withAttestation(Attestation.packed(authority))))
                    .isEqualTo(new RegistrationFailure.AttestationRejected(new AttestationFailure.TrustInsufficient(
                            AttestationFormat.PACKED,
                            AttestationType.BASIC,
                            new AttestationTrust.Unverified(new TrustFailure.NoAnchor()),
                            AttestationPolicy.TrustRequirement.VERIFIED)));
        }

        static Stream<Attestation> untrusted() {
            return Stream.of(Attestation.none(), Attestation.self(), Attestation.packed(AttestationAuthority.create()));
        }

        @ParameterizedTest
        @MethodSource("untrusted")
        void isRefusedUnverifiedWhereVerifiedIsDemanded(Attestation attestation) {
            assertThat(refusal(attested(AttestationPolicy.verified()), authenticator.withAttestation(attestation)))
                    .isInstanceOf(RegistrationFailure.AttestationRejected.class);
        }

        @ParameterizedTest
        @MethodSource("untrusted")
        void isAcceptedUnknownWhereNothingIsDemanded(Attestation attestation) {
            assertThat(register(attested(AttestationPolicy.any()), authenticator.withAttestation(attestation))
                            .attestation()
                            .trust())
                    .isEqualTo(new AttestationTrust.Unknown());
        }

        @Test
        void isOfAFormatThatPolicyAccepts() {
            Set<AttestationFormat> accepted = Set.of(AttestationFormat.PACKED);
            RegistrationRequest.Builder request =
                    attested(AttestationPolicy.any().withFormats(accepted));

            assertThat(register(request, authenticator.withAttestation(Attestation.self())))
                    .isNotNull();
            assertThat(refusal(request, authenticator.withAttestation(Attestation.none())))
                    .isEqualTo(new RegistrationFailure.AttestationRejected(
                            new AttestationFailure.FormatNotAccepted(AttestationFormat.NONE, accepted)));
        }

        @Test
        void isStillDemandedAfterTheCeremonyWasWrittenDown() throws Exception {
            PendingRegistration pending = PendingRegistration.parse(relyingParty
                    .beginRegistration(attested(AttestationPolicy.verified()).build())
                    .toJson());

            assertThat(refusal(pending, browser.create(pending.optionsJson(), authenticator)))
                    .isInstanceOf(RegistrationFailure.AttestationRejected.class);
        }

        @Test
        void isKeptUnverifiedWhenItsFormatIsUnknown() {
            var attestation = register(
                            attested(AttestationPolicy.any()),
                            Fault.attestationObject("fmt")
                                    .is("org.example.new")
                                    .and(Fault.attestationObject("attStmt").is(Map.of("a", List.of(1L, "b")))))
                    .attestation();

            assertThat(attestation.format()).isEqualTo(new AttestationFormat("org.example.new"));
            assertThat(attestation.type()).isEqualTo(AttestationType.UNKNOWN);
            assertThat(attestation.trust()).isEqualTo(new AttestationTrust.Unknown());
        }

        @Test
        void isRefusedOfAnUnknownFormatWhereVerifiedIsDemanded() {
            assertThat(refusal(
                            attested(AttestationPolicy.verified()),
                            Fault.attestationObject("fmt").is("org.example.new")))
                    .isInstanceOf(RegistrationFailure.AttestationRejected.class);
        }

        @Test
        void isCaseSensitiveInItsFormat() {
            assertThat(register(
                                    attested(AttestationPolicy.any()),
                                    Fault.attestationObject("fmt").is("None"))
                            .attestation()
                            .type())
                    .isEqualTo(AttestationType.UNKNOWN);
        }
    }

    /** L3 §7.1 step 25, and the credential id's agreement, which the specification leaves unsaid. */
    @Nested
    class TheCredentialId {

        @ParameterizedTest
        @ValueSource(ints = {1, 16, 1023})
        void hasAnyAllowedLength(int length) {
            assertThat(register(passkey(), Fault.credentialIdOfLength(length))
                            .credentialRecord()
                            .id()
                            .value()
                            .length())
                    .isEqualTo(length);
        }

        @Test
        void isTheOneInTheAuthenticatorData() {
            byte[] other = {1, 2, 3};

            assertThat(refusal(passkey(), Fault.credentialId(other)))
                    .isInstanceOfSatisfying(
                            RegistrationFailure.CredentialIdMismatch.class,
                            mismatch -> assertThat(mismatch.named().value()).isEqualTo(ByteString.of(other)));
            assertThat(refusal(passkey(), Fault.attestedCredentialId(other)))
                    .isInstanceOfSatisfying(
                            RegistrationFailure.CredentialIdMismatch.class,
                            mismatch -> assertThat(mismatch.attested().value()).isEqualTo(ByteString.of(other)));
        }
    }

    /** L3 §7.1 step 26, as far as the ceremony knows credentials. */
    @Nested
    class ExcludedCredentials {

        @Test
        void areRefused() {
            byte[] id = {1, 2, 3, 4};
            CredentialId excluded = new CredentialId(ByteString.of(id));
            CredentialId other = new CredentialId(ByteString.of((byte) 9));
            RegistrationRequest.Builder request = passkey()
                    .excludeCredentials(List.of(new CredentialDescriptor(other), new CredentialDescriptor(excluded)));

            assertThat(refusal(request, Fault.attestedCredentialId(id).and(Fault.credentialId(id))))
                    .isEqualTo(new RegistrationFailure.CredentialExcluded(excluded));
            assertThat(register(request)).isNotNull();
        }
    }

    @Nested
    class TheAttachment {

        @Test
        void isTheOneAskedFor() {
            RegistrationRequest.Builder request = passkey().attachment(AuthenticatorAttachment.CROSS_PLATFORM);

            assertThat(register(request).attachment()).isEqualTo(AuthenticatorAttachment.CROSS_PLATFORM);
            assertThat(refusal(
                            request, Fault.response("authenticatorAttachment").is("platform")))
                    .isEqualTo(new RegistrationFailure.AttachmentMismatch(
                            AuthenticatorAttachment.PLATFORM, AuthenticatorAttachment.CROSS_PLATFORM));
        }

        static Stream<Fault> unreported() {
            return Stream.of(
                    Fault.response("authenticatorAttachment").missing(),
                    Fault.response("authenticatorAttachment").is(null),
                    Fault.response("authenticatorAttachment").is("implanted"));
        }

        @ParameterizedTest
        @MethodSource("unreported")
        void isReportedWhenOneIsAskedFor(Fault unreported) {
            assertThat(refusal(passkey().attachment(AuthenticatorAttachment.CROSS_PLATFORM), unreported))
                    .isEqualTo(
                            new RegistrationFailure.AttachmentMismatch(null, AuthenticatorAttachment.CROSS_PLATFORM));
            assertThat(register(
                                    passkey()
                                            .attachment(AuthenticatorAttachment.CROSS_PLATFORM)
                                            .unreportedAttachmentAccepted(true),
                                    unreported)
                            .attachment())
                    .isNull();
            assertThat(register(passkey(), unreported).attachment()).isNull();
        }

        @Test
        void isAnyWhenNoneIsAskedFor() {
            SoftwareAuthenticator phone = SoftwareAuthenticator.builder()
                    .attachment(Attachment.PLATFORM)
                    .transports("usb", "nfc", "warp")
                    .build();

            VerifiedRegistration verified = register(passkey(), phone);

            assertThat(verified.attachment()).isEqualTo(AuthenticatorAttachment.PLATFORM);
            assertThat(verified.credentialRecord().transports())
                    .containsExactly(
                            AuthenticatorTransport.NFC, AuthenticatorTransport.USB, new AuthenticatorTransport("warp"));
        }
    }

    /** L3 §7.1 step 28. */
    @Nested
    class Extensions {

        @Test
        void tellWhetherTheCredentialIsDiscoverable() {
            Fault silent = Fault.response("clientExtensionResults.credProps").missing();

            assertThat(register(passkey()).credentialRecord().discoverability())
                    .isEqualTo(Discoverability.DISCOVERABLE);
            assertThat(register(passkey(), silent).credentialRecord().discoverability())
                    .isEqualTo(Discoverability.UNKNOWN);
            assertThat(register(passkey().residentKey(ResidentKey.PREFERRED), credProps(false))
                            .credentialRecord()
                            .discoverability())
                    .isEqualTo(Discoverability.NOT_DISCOVERABLE);
        }

        @Test
        void refuseACredentialThatIsNotDiscoverableWhereItMustBe() {
            assertThat(refusal(passkey(), credProps(false)))
                    .isEqualTo(new RegistrationFailure.CredentialNotDiscoverable());
        }

        static Stream<Object> odd() {
            return Stream.of(true, "yes", 1, List.of(), Map.of(), Map.of("rk", "true"), Map.of("rk", Map.of()));
        }

        @ParameterizedTest
        @MethodSource("odd")
        void breakNothingWhenTheyAreOdd(Object credProps) {
            Fault fault = Fault.response("clientExtensionResults")
                    .is(Map.of("credProps", credProps, "appid", List.of(1), "org.example.new", Map.of("a", 1)));

            assertThat(register(passkey(), fault).credentialRecord().discoverability())
                    .isEqualTo(Discoverability.UNKNOWN);
        }

        @Test
        void mayBeReportedUnasked() {
            VerifiedRegistration verified = register(
                    passkey().extensions(RegistrationExtensions.none()),
                    Fault.extensions(Map.of("org.example.new", List.of(1L, "two"), "credProtect", "three")));

            assertThat(verified.authenticatorExtensions().cbor().has("org.example.new"))
                    .isTrue();
            assertThat(verified.authenticatorExtensions().credentialProtection())
                    .isEmpty();
        }

        @Test
        void mayBeAMapWithNothingInIt() {
            VerifiedRegistration verified = register(passkey(), Fault.extensions(Map.of()));

            assertThat(verified.flags()).hasToString("UP UV AT ED");
            assertThat(verified.authenticatorExtensions().cbor().isEmpty()).isTrue();
        }

        @ParameterizedTest
        @CsvSource({"3, true", "2, false", "1, false", "0, false", "4, false"})
        void enforceTheProtectionInsistedOn(long level, boolean enough) {
            RegistrationRequest.Builder request = passkey()
                    .extensions(RegistrationExtensions.builder()
                            .credProtect(CredentialProtection.USER_VERIFICATION_REQUIRED, true)
                            .build());

            if (enough) {
                assertThat(register(request).authenticatorExtensions().credentialProtection())
                        .contains(CredentialProtection.USER_VERIFICATION_REQUIRED);
            } else {
                assertThat(refusal(request, Fault.extensionOutput("credProtect").is(level)))
                        .isInstanceOf(RegistrationFailure.CredentialProtectionTooWeak.class);
            }
        }

        @Test
        void enforceTheProtectionInsistedOnWhenNoneIsReported() {
            RegistrationExtensions enforced = RegistrationExtensions.builder()
                    .credProtect(CredentialProtection.USER_VERIFICATION_REQUIRED, true)
                    .build();
            RegistrationExtensions wished = RegistrationExtensions.builder()
                    .credProtect(CredentialProtection.USER_VERIFICATION_REQUIRED, false)
                    .build();

            Fault silent = Fault.extensionOutput("credProtect").missing();

            assertThat(refusal(passkey().extensions(enforced), silent))
                    .isEqualTo(new RegistrationFailure.CredentialProtectionTooWeak(
                            null, CredentialProtection.USER_VERIFICATION_REQUIRED));
            assertThat(register(passkey().extensions(wished), silent)).isNotNull();
        }

        private static Fault credProps(boolean rk) {
            return Fault.response("clientExtensionResults").is(Map.of("credProps", Map.of("rk", rk)));
        }
    }

    @Nested
    class TheRecord {

        @Test
        void takesTheUserFromTheCeremonyAlone() {
            PendingRegistration pending = relyingParty.beginRegistration(USER);
            UserEntity stranger = new UserEntity(new UserHandle(ByteString.ofUtf8("mallory")), "mallory", "Mallory");
            PendingRegistration shown = relyingParty.beginRegistration(
                    RegistrationRequest.builder(stranger).build(), pending.challenge());

            VerifiedRegistration verified = registerAs(shown, pending);

            assertThat(verified.credentialRecord().userHandle()).isEqualTo(USER.id());
        }

        @Test
        void keepsAModelThatNobodyAttested() {
            UUID model = UUID.fromString("bada5566-a7aa-401f-bd96-45619a55120d");

            assertThat(register(passkey(), Fault.aaguid(model))
                            .credentialRecord()
                            .aaguid())
                    .isEqualTo(Aaguid.of(model.toString()));
        }

        /** What a U2F security key signs does not cover the AAGUID; a trusted certificate would make any claim look proven. */
        @Test
        void keepsNoModelThatASecurityKeyDoesNotSign() {
            AttestationAuthority authority = AttestationAuthority.create();
            relyingParty = relyingParty()
                    .trustAnchors(TrustAnchorSource.of(Set.of(authority.root())))
                    .build();
            RegistrationRequest.Builder verified =
                    passkey().attestation(AttestationConveyance.DIRECT).attestationPolicy(AttestationPolicy.verified());
            Attestation u2f = Attestation.fidoU2f(authority);
            Fault claim = Fault.aaguid(UUID.fromString("bada5566-a7aa-401f-bd96-45619a55120d"));

            assertThat(register(verified, authenticator.withAttestation(u2f), claim)
                            .credentialRecord()
                            .aaguid())
                    .isEqualTo(Aaguid.ZERO);
            assertThat(register(
                                    verified,
                                    authenticator.withAttestation(Attestation.compound(u2f, Attestation.none())),
                                    claim)
                            .credentialRecord()
                            .aaguid())
                    .isEqualTo(Aaguid.ZERO);
        }

        @Test
        void keepsAModelThatEveryStatementSigns() {
            UUID model = UUID.fromString("bada5566-a7aa-401f-bd96-45619a55120d");
            Attestation compound = Attestation.compound(Attestation.self(), Attestation.none());

            RegistrationRequest.Builder direct = passkey().attestation(AttestationConveyance.DIRECT);
            assertThat(register(direct, authenticator.withAttestation(compound), Fault.aaguid(model))
                            .credentialRecord()
                            .aaguid())
                    .isEqualTo(Aaguid.of(model.toString()));
        }

        @ParameterizedTest
        @ValueSource(longs = {0, 1, 4_294_967_295L})
        void keepsTheSignatureCounter(long count) {
            Fault[] faults = count == 0 ? new Fault[0] : new Fault[] {Fault.signCount(count)};

            assertThat(register(passkey(), faults).credentialRecord().signCount())
                    .isEqualTo(count);
        }
    }
}
