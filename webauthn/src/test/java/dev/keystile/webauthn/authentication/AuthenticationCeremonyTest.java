package dev.keystile.webauthn.authentication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.keystile.webauthn.RelyingParty;
import dev.keystile.webauthn.authenticator.AuthenticatorAttachment;
import dev.keystile.webauthn.authenticator.AuthenticatorDataFailure;
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
import dev.keystile.webauthn.credential.CredentialDescriptor;
import dev.keystile.webauthn.credential.CredentialRecord;
import dev.keystile.webauthn.credential.UserEntity;
import dev.keystile.webauthn.credential.UserHandle;
import dev.keystile.webauthn.extension.AuthenticationExtensions;
import dev.keystile.webauthn.registration.PendingRegistration;
import dev.keystile.webauthn.registration.RegistrationRefusedException;
import dev.keystile.webauthn.registration.RegistrationRequest;
import dev.keystile.webauthn.registration.RegistrationResponse;
import dev.keystile.webauthn.testing.Algorithm;
import dev.keystile.webauthn.testing.AuthenticatorFlag;
import dev.keystile.webauthn.testing.Fault;
import dev.keystile.webauthn.testing.SignatureFault;
import dev.keystile.webauthn.testing.SoftwareAuthenticator;
import dev.keystile.webauthn.testing.WebAuthnClient;
import java.security.Security;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Each check of an authentication with a response that passes it, and one that differs only in what the check forbids. The order
 * of the nested classes is that of L3 §7.2.
 */
class AuthenticationCeremonyTest {

    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
    private static final RpId RP_ID = RpId.of("example.org");
    private static final Origin ORIGIN = Origin.of("https://example.org");
    private static final SignatureSuite SIGNATURES = SignatureSuite.platform();
    private static final UserHandle ALEX = new UserHandle(ByteString.fromHex("00112233445566778899aabbccddeeff"));
    private static final UserHandle MALLORY = new UserHandle(ByteString.ofUtf8("mallory"));

    private final SoftwareAuthenticator authenticator =
            SoftwareAuthenticator.builder().seed(1).build();
    private WebAuthnClient browser = WebAuthnClient.at(ORIGIN.value());
    private RelyingParty relyingParty = relyingParty().build();
    private CredentialRecord credential;

    private static RelyingParty.Builder relyingParty() {
        return RelyingParty.builder(RP_ID.value(), "Example")
                .origin(ORIGIN)
                .signatures(SIGNATURES)
                .clock(Clock.fixed(NOW, ZoneOffset.UTC));
    }

    @BeforeEach
    void registersACredential() {
        credential = register(ALEX, authenticator, CoseAlgorithm.ES256);
    }

    private CredentialRecord register(UserHandle user, SoftwareAuthenticator authenticator, CoseAlgorithm algorithm) {
        PendingRegistration pending =
                relyingParty.beginRegistration(RegistrationRequest.builder(new UserEntity(user, "name", "Name"))
                        .algorithms(List.of(algorithm))
                        .userVerification(UserVerification.PREFERRED)
                        .build());
        try {
            return relyingParty
                    .verify(pending, RegistrationResponse.parse(browser.create(pending.optionsJson(), authenticator)))
                    .credentialRecord();
        } catch (MalformedException | RegistrationRefusedException e) {
            throw new AssertionError(e);
        }
    }

    private static AuthenticationRequest.Builder signIn() {
        return AuthenticationRequest.builder();
    }

    private VerifiedAuthentication authenticate(AuthenticationRequest.Builder request, Fault... faults) {
        return authenticate(request, authenticator, faults);
    }

    private VerifiedAuthentication authenticate(
            AuthenticationRequest.Builder request, SoftwareAuthenticator authenticator, Fault... faults) {
        PendingAuthentication pending = relyingParty.beginAuthentication(request.build());
        return verify(pending, browser.get(pending.optionsJson(), authenticator, faults), credential);
    }

    private VerifiedAuthentication verify(PendingAuthentication pending, String response, CredentialRecord record) {
        try {
            return relyingParty.verify(pending, AuthenticationResponse.parse(response), record);
        } catch (MalformedException | AuthenticationRefusedException e) {
            throw new AssertionError(e);
        }
    }

    private static AuthenticationFailure clientData(ClientDataFailure reason) {
        return new AuthenticationFailure.ClientDataRejected(reason);
    }

    private static AuthenticationFailure authenticatorData(AuthenticatorDataFailure reason) {
        return new AuthenticationFailure.AuthenticatorDataRejected(reason);
    }

    private AuthenticationFailure refusal(AuthenticationRequest.Builder request, Fault... faults) {
        return refusal(request, authenticator, faults);
    }

    private AuthenticationFailure refusal(
            AuthenticationRequest.Builder request, SoftwareAuthenticator authenticator, Fault... faults) {
        PendingAuthentication pending = relyingParty.beginAuthentication(request.build());
        return refusal(pending, browser.get(pending.optionsJson(), authenticator, faults), credential);
    }

    private AuthenticationFailure refusal(PendingAuthentication pending, String response, CredentialRecord record) {
        AuthenticationRefusedException refused = catchThrowableOfType(
                AuthenticationRefusedException.class,
                () -> relyingParty.verify(pending, AuthenticationResponse.parse(response), record));
        assertThat(refused).as("the response was accepted").isNotNull();
        assertThat(refused).hasMessage(refused.failure().message());
        return refused.failure();
    }

    private static CredentialRecord with(
            CredentialRecord record, long signCount, boolean uvInitialized, boolean eligible, boolean backedUp) {
        return record.afterUse(signCount, uvInitialized, eligible, backedUp);
    }

    private static CredentialRecord ownedBy(UserHandle user, CredentialRecord record) {
        return new CredentialRecord(
                record.rpId(),
                user,
                record.id(),
                record.publicKey(),
                record.signCount(),
                record.uvInitialized(),
                record.backupEligible(),
                record.backupState(),
                record.transports(),
                record.aaguid(),
                record.attestationFormat(),
                record.discoverability());
    }

    @Nested
    class AProperResponse {

        @Test
        void saysWhoSignedIn() {
            VerifiedAuthentication verified = authenticate(signIn());

            assertThat(verified.user()).isEqualTo(ALEX);
            assertThat(verified.previousRecord()).isEqualTo(credential);
            assertThat(verified.credentialRecord()).isEqualTo(with(credential, 1, true, false, false));
            assertThat(verified.signCount()).isEqualTo(SignCountVerdict.INCREASED);
            assertThat(verified.userVerified()).isTrue();
            assertThat(verified.userVerifiedAsFactor()).isTrue();
            assertThat(verified.origin()).isEqualTo(ORIGIN.value());
            assertThat(verified.attachment()).isEqualTo(AuthenticatorAttachment.CROSS_PLATFORM);
        }

        @Test
        void isAcceptedAfterEverythingWasWrittenDown() throws Exception {
            PendingAuthentication pending = relyingParty.beginAuthentication();
            String response = browser.get(pending.optionsJson(), authenticator);

            VerifiedAuthentication verified = relyingParty.verify(
                    PendingAuthentication.parse(pending.toJson()),
                    AuthenticationResponse.parse(response),
                    CredentialRecord.parse(credential.toJson()));

            assertThat(verified.user()).isEqualTo(ALEX);
        }

        @ParameterizedTest
        @EnumSource
        void isAcceptedOfEveryAlgorithm(Algorithm algorithm) {
            CoseAlgorithm alg = new CoseAlgorithm(algorithm.cose());
            assumeThat(algorithm.isSupported())
                    .as("this Java platform makes keys of the algorithm")
                    .isTrue();
            assumeThat(SIGNATURES.supported())
                    .as("this Java platform verifies signatures of the algorithm")
                    .contains(alg);
            SoftwareAuthenticator other =
                    SoftwareAuthenticator.builder().algorithms(algorithm).build();
            credential = register(ALEX, other, alg);

            assertThat(authenticate(signIn(), other).user()).isEqualTo(ALEX);
            assertThat(refusal(signIn(), other, SignatureFault.wrong()))
                    .isEqualTo(new AuthenticationFailure.SignatureInvalid(credential.id(), alg));
        }

        @Test
        void leavesNoTraceOfTheChallenge() {
            PendingAuthentication pending = relyingParty.beginAuthentication();
            VerifiedAuthentication verified =
                    verify(pending, browser.get(pending.optionsJson(), authenticator), credential);

            assertThat(verified.toString() + pending)
                    .doesNotContain(pending.challenge().value().toBase64Url());
        }
    }

    @Nested
    class TheCeremony {

        @Test
        void isThatOfThisRelyingParty() {
            PendingAuthentication pending = relyingParty.beginAuthentication();
            String response = browser.get(pending.optionsJson(), authenticator);
            relyingParty = RelyingParty.builder("example.com", "Other")
                    .origin("https://example.com")
                    .clock(Clock.fixed(NOW, ZoneOffset.UTC))
                    .build();

            assertThat(refusal(pending, response, credential))
                    .isEqualTo(new AuthenticationFailure.AnotherRelyingParty(RP_ID, RpId.of("example.com")));
        }

        @Test
        void isOfThisRelyingPartysCredentials() {
            CredentialRecord foreign = new CredentialRecord(
                    RpId.of("example.com"),
                    credential.userHandle(),
                    credential.id(),
                    credential.publicKey(),
                    0,
                    true,
                    false,
                    false,
                    Set.of(),
                    credential.aaguid(),
                    credential.attestationFormat(),
                    credential.discoverability());
            PendingAuthentication pending = relyingParty.beginAuthentication();

            assertThat(refusal(pending, browser.get(pending.optionsJson(), authenticator), foreign))
                    .isEqualTo(new AuthenticationFailure.AnotherRelyingParty(RpId.of("example.com"), RP_ID));
        }

        @ParameterizedTest
        @CsvSource({"PT4M59.999S, false", "PT5M, true", "PT24H, true"})
        void expires(Duration later, boolean expired) {
            PendingAuthentication pending = relyingParty.beginAuthentication();
            String response = browser.get(pending.optionsJson(), authenticator);
            Instant now = NOW.plus(later);
            relyingParty =
                    relyingParty().clock(Clock.fixed(now, ZoneOffset.UTC)).build();

            if (expired) {
                assertThat(refusal(pending, response, credential))
                        .isEqualTo(new AuthenticationFailure.Expired(NOW.plus(Duration.ofMinutes(5)), now));
            } else {
                assertThat(verify(pending, response, credential).user()).isEqualTo(ALEX);
            }
        }
    }

    /** L3 §7.2 step 5. */
    @Nested
    class AllowCredentials {

        private final CredentialDescriptor other = new CredentialDescriptor(new CredentialId(ByteString.of((byte) 1)));

        @Test
        void areTheOnlyOnesAccepted() {
            assertThat(authenticate(signIn().allowCredentials(List.of(other, credential.descriptor())))
                            .user())
                    .isEqualTo(ALEX);

            PendingAuthentication pending = relyingParty.beginAuthentication(
                    signIn().allowCredentials(List.of(other)).build());
            PendingAuthentication shown = relyingParty.beginAuthentication(signIn().build(), pending.challenge());
            assertThat(refusal(pending, browser.get(shown.optionsJson(), authenticator), credential))
                    .isEqualTo(new AuthenticationFailure.CredentialNotAllowed(credential.id()));
        }

        @Test
        void acceptEveryOneWhenThereAreNone() {
            assertThat(authenticate(signIn().allowCredentials(List.of())).user())
                    .isEqualTo(ALEX);
        }
    }

    /** L3 §7.2 step 6. */
    @Nested
    class TheUser {

        @Test
        void mustBeNamedWhenNobodyWasIdentified() {
            assertThat(refusal(signIn(), Fault.noUserHandle()))
                    .isEqualTo(new AuthenticationFailure.UserHandleMissing());
            assertThat(refusal(signIn(), Fault.response("response.userHandle").is(null)))
                    .isEqualTo(new AuthenticationFailure.UserHandleMissing());
            assertThat(refusal(signIn(), Fault.response("response.userHandle").is("")))
                    .isEqualTo(new AuthenticationFailure.UserHandleMissing());
        }

        @Test
        void needNotBeNamedWhenIdentified() {
            assertThat(authenticate(signIn().user(ALEX), Fault.noUserHandle()).user())
                    .isEqualTo(ALEX);
            assertThat(authenticate(
                                    signIn().user(ALEX),
                                    Fault.response("response.userHandle").is(""))
                            .user())
                    .isEqualTo(ALEX);
        }

        @Test
        void isTheOwnerOfTheCredential() {
            assertThat(refusal(signIn(), Fault.userHandle(MALLORY.value().toByteArray())))
                    .isEqualTo(new AuthenticationFailure.UserHandleMismatch(MALLORY, ALEX));
            assertThat(refusal(
                            signIn().user(ALEX),
                            Fault.userHandle(MALLORY.value().toByteArray())))
                    .isEqualTo(new AuthenticationFailure.UserHandleMismatch(MALLORY, ALEX));
        }

        @Test
        void isNotAlmostTheOwner() {
            byte[] almost = ALEX.value().slice(0, 15).toByteArray();

            assertThat(refusal(signIn().user(ALEX), Fault.userHandle(almost)))
                    .isInstanceOf(AuthenticationFailure.UserHandleMismatch.class);
        }

        /** A ceremony begun for one user does not end as another's, whatever the response says of the user. */
        @Test
        void isTheOneWhoWasIdentified() {
            credential = ownedBy(MALLORY, credential);

            assertThat(refusal(
                            signIn().user(ALEX),
                            Fault.userHandle(MALLORY.value().toByteArray())))
                    .isEqualTo(new AuthenticationFailure.CredentialOfAnotherUser(MALLORY, ALEX));
            assertThat(refusal(signIn().user(ALEX)))
                    .isEqualTo(new AuthenticationFailure.CredentialOfAnotherUser(MALLORY, ALEX));
            assertThat(refusal(signIn().user(ALEX), Fault.noUserHandle()))
                    .isEqualTo(new AuthenticationFailure.CredentialOfAnotherUser(MALLORY, ALEX));
        }

        /** CVE-2026-46419: a name that is unknown or without credentials let anybody's own user handle in. */
        @Test
        void isNobodyWhenTheIdentifiedOneHasNoCredentials() {
            UserHandle unknown = new UserHandle(ByteString.ofUtf8("no such account"));

            assertThat(refusal(signIn().user(unknown).allowCredentials(List.of())))
                    .isEqualTo(new AuthenticationFailure.CredentialOfAnotherUser(ALEX, unknown));
        }

        @Test
        void followsFromTheRecordOfTheVeryCredential() {
            SoftwareAuthenticator malloryS = SoftwareAuthenticator.builder().build();
            CredentialRecord malloryCredential = register(MALLORY, malloryS, CoseAlgorithm.ES256);
            PendingAuthentication pending = relyingParty.beginAuthentication();
            String byMallory = browser.get(
                    pending.optionsJson(),
                    malloryS,
                    Fault.userHandle(ALEX.value().toByteArray()));

            assertThat(refusal(pending, byMallory, credential))
                    .isEqualTo(new AuthenticationFailure.CredentialMismatch(malloryCredential.id(), credential.id()));
            assertThat(refusal(pending, byMallory, malloryCredential))
                    .isEqualTo(new AuthenticationFailure.UserHandleMismatch(ALEX, MALLORY));
        }

        @Test
        void isNotFoundByNamingAnotherCredential() {
            SoftwareAuthenticator malloryS = SoftwareAuthenticator.builder().build();
            register(MALLORY, malloryS, CoseAlgorithm.ES256);
            PendingAuthentication pending = relyingParty.beginAuthentication();
            String byMallory = browser.get(
                    pending.optionsJson(),
                    malloryS,
                    Fault.userHandle(ALEX.value().toByteArray())
                            .and(Fault.credentialId(credential.id().value().toByteArray())));

            assertThat(refusal(pending, byMallory, credential))
                    .isEqualTo(new AuthenticationFailure.SignatureInvalid(credential.id(), CoseAlgorithm.ES256));
        }
    }

    /** L3 §7.2 step 10. */
    @Nested
    class TheType {

        @ParameterizedTest
        @ValueSource(strings = {"webauthn.create", "payment.get", "", "webauthn.Get", "navigator.id.getAssertion"})
        void isThatOfAnAuthentication(String type) {
            assertThat(refusal(signIn(), Fault.type(type)))
                    .isEqualTo(clientData(new ClientDataFailure.WrongType(type, CollectedClientData.GET)));
        }
    }

    /** L3 §7.2 step 11. */
    @Nested
    class TheChallenge {

        @Test
        void isTheOneGivenOut() {
            assertThat(refusal(signIn(), Fault.otherChallenge()))
                    .isEqualTo(clientData(new ClientDataFailure.ChallengeMismatch()));
            assertThat(refusal(signIn(), Fault.challenge(new byte[0])))
                    .isEqualTo(clientData(new ClientDataFailure.ChallengeMismatch()));
        }

        @Test
        void isThatOfThisCeremony() {
            PendingAuthentication one = relyingParty.beginAuthentication();
            PendingAuthentication other = relyingParty.beginAuthentication();

            assertThat(refusal(other, browser.get(one.optionsJson(), authenticator), credential))
                    .isEqualTo(clientData(new ClientDataFailure.ChallengeMismatch()));
        }

        @Test
        void ofARegistrationAnswersNoAuthentication() {
            PendingRegistration registration = relyingParty.beginRegistration(new UserEntity(ALEX, "alex", "Alex"));
            PendingAuthentication pending = relyingParty.beginAuthentication();
            byte[] challenge = registration.challenge().value().toByteArray();

            assertThat(refusal(
                            pending,
                            browser.get(pending.optionsJson(), authenticator, Fault.challenge(challenge)),
                            credential))
                    .isEqualTo(clientData(new ClientDataFailure.ChallengeMismatch()));
        }
    }

    /** L3 §7.2 step 12. */
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
                    "https://xn--exmple-cua.org",
                    "https://login.example.org",
                    "https://evilexample.org",
                    "https://user@example.org",
                    "https://example.org/path",
                    "null",
                    "",
                    "android:apk-key-hash:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
                })
        void isExactlyOneThatIsExpected(String origin) {
            assertThat(refusal(signIn(), Fault.origin(origin)))
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
            credential = register(ALEX, authenticator, CoseAlgorithm.ES256);

            assertThat(refusal(signIn(), Fault.origin("https://localhost")))
                    .isEqualTo(clientData(new ClientDataFailure.OriginNotAllowed("https://localhost", Set.of(plain))));
        }

        /** A response phished at a weak origin is of no use at a strong one, though the relying party has both. */
        @Test
        void isTheOneThatTheCeremonyIsBoundTo() {
            Origin weak = Origin.of("https://weak.example.org");
            relyingParty = relyingParty().origin(weak).build();
            browser = WebAuthnClient.at(weak.value());

            assertThat(authenticate(signIn()).origin()).isEqualTo(weak.value());
            assertThat(refusal(signIn().origins(relyingParty.origins().only(ORIGIN))))
                    .isEqualTo(clientData(new ClientDataFailure.OriginNotAllowed(weak.value(), Set.of(ORIGIN))));
        }

        @Test
        void mayBeAnApps() {
            Origin app = Origin.androidApp(ByteString.ofUtf8("certificate").sha256());
            relyingParty = relyingParty().origin(app).build();

            assertThat(authenticate(signIn(), Fault.origin(app.value())).origin())
                    .isEqualTo(app.value());
        }
    }

    /** L3 §7.2 steps 13 and 14. */
    @Nested
    class AFrameInAForeignPage {

        private static final String TOP = "https://shop.example.com";

        @Test
        void isRefusedUnlessExpected() {
            browser = browser.embeddedIn(TOP);

            assertThat(refusal(signIn()))
                    .isEqualTo(clientData(new ClientDataFailure.CrossOriginNotAllowed(ORIGIN.value())));
        }

        @Test
        void isAcceptedInPagesThatAreExpected() {
            relyingParty = relyingParty().embeddedIn(Set.of(Origin.of(TOP))).build();
            browser = browser.embeddedIn(TOP);

            assertThat(authenticate(signIn()).user()).isEqualTo(ALEX);
        }

        @Test
        void isRefusedInOtherPages() {
            relyingParty = relyingParty().embeddedIn(Set.of(Origin.of(TOP))).build();
            browser = browser.embeddedIn("https://evil.example.com");

            assertThat(refusal(signIn()))
                    .isEqualTo(clientData(new ClientDataFailure.TopOriginNotAllowed(
                            "https://evil.example.com", Set.of(Origin.of(TOP)))));
        }

        @Test
        void isRefusedWhenOnlyTheTopOriginTellsOfIt() {
            assertThat(refusal(signIn(), Fault.topOrigin(TOP)))
                    .isEqualTo(clientData(new ClientDataFailure.TopOriginNotAllowed(TOP, Set.of())));
        }
    }

    /** L3 §7.2 step 15. */
    @Nested
    class TheRpIdHash {

        private static final String APP_ID = "https://example.org/u2f.json";

        @ParameterizedTest
        @ValueSource(strings = {"example.com", "login.example.org", "org", APP_ID})
        void isThatOfTheRelyingParty(String rpId) {
            assertThat(refusal(signIn(), Fault.rpId(rpId)))
                    .isEqualTo(authenticatorData(new AuthenticatorDataFailure.RpIdHashMismatch(
                            ByteString.ofUtf8(rpId).sha256(), RP_ID.value(), RP_ID.hash())));
        }

        @Test
        void isThatOfTheAppIdWhenItWasAskedForAndUsed() {
            assertThat(authenticate(withAppId(), Fault.rpId(APP_ID).and(appidOutput(true)))
                            .user())
                    .isEqualTo(ALEX);
        }

        @Test
        void isThatOfTheRelyingPartyWhenTheAppIdWasNotUsed() {
            Fault silent = Fault.response("clientExtensionResults.appid").missing();

            assertThat(authenticate(withAppId()).user()).isEqualTo(ALEX);
            assertThat(authenticate(withAppId(), silent).user()).isEqualTo(ALEX);
            assertThat(refusal(withAppId(), Fault.rpId(APP_ID)))
                    .extracting(AuthenticationFailure::code)
                    .isEqualTo("rp-id-hash-mismatch");
            assertThat(refusal(withAppId(), Fault.rpId(APP_ID).and(silent)))
                    .extracting(AuthenticationFailure::code)
                    .isEqualTo("rp-id-hash-mismatch");
        }

        @Test
        void isNotThatOfTheRelyingPartyWhenTheClientSaysOtherwise() {
            assertThat(refusal(withAppId(), appidOutput(true)))
                    .isEqualTo(authenticatorData(new AuthenticatorDataFailure.RpIdHashMismatch(
                            RP_ID.hash(), APP_ID, ByteString.ofUtf8(APP_ID).sha256())));
        }

        @Test
        void isNotThatOfAnAppIdNobodyAskedFor() {
            assertThat(refusal(signIn(), Fault.rpId(APP_ID).and(appidOutput(true))))
                    .extracting(AuthenticationFailure::code)
                    .isEqualTo("rp-id-hash-mismatch");
        }

        @Test
        void isNotMovedByAnUnsolicitedOutput() {
            assertThat(authenticate(signIn(), appidOutput(true)).user()).isEqualTo(ALEX);
            assertThat(authenticate(signIn(), appidOutput("yes")).user()).isEqualTo(ALEX);
        }

        private static AuthenticationRequest.Builder withAppId() {
            return signIn().extensions(
                            AuthenticationExtensions.builder().appid(APP_ID).build());
        }

        private static Fault appidOutput(Object value) {
            return Fault.response("clientExtensionResults").is(Map.of("appid", value));
        }
    }

    /** L3 §7.2 step 16. */
    @Nested
    class UserPresence {

        @ParameterizedTest
        @EnumSource
        void isRequired(UserVerification requirement) {
            assertThat(refusal(
                            signIn().userVerification(requirement), Fault.flag(AuthenticatorFlag.USER_PRESENT, false)))
                    .extracting(AuthenticationFailure::code)
                    .isEqualTo("user-not-present");
        }
    }

    /** L3 §7.2 step 17. */
    @Nested
    class UserVerificationByTheAuthenticator {

        @ParameterizedTest
        @EnumSource(
                value = UserVerification.class,
                names = {"PREFERRED", "DISCOURAGED"})
        void isNotNeededUnlessRequired(UserVerification requirement) {
            VerifiedAuthentication verified =
                    authenticate(signIn().userVerification(requirement), authenticator.withUserVerification(false));

            assertThat(verified.userVerified()).isFalse();
            assertThat(verified.userVerifiedAsFactor()).isFalse();
        }

        @ParameterizedTest
        @EnumSource
        void isAcceptedInAnyCase(UserVerification requirement) {
            boolean unasked = requirement == UserVerification.DISCOURAGED;
            Fault[] faults = unasked ? new Fault[] {Fault.flag(AuthenticatorFlag.USER_VERIFIED, true)} : new Fault[0];

            VerifiedAuthentication verified = authenticate(signIn().userVerification(requirement), faults);

            assertThat(verified.userVerified()).isTrue();
            assertThat(verified.userVerifiedAsFactor()).isTrue();
        }

        @Test
        void isNeededWhenRequired() {
            assertThat(refusal(signIn(), Fault.flag(AuthenticatorFlag.USER_VERIFIED, false)))
                    .extracting(AuthenticationFailure::code)
                    .isEqualTo("user-not-verified");
        }

        @Test
        void isStillNeededAfterTheCeremonyWasWrittenDown() throws Exception {
            PendingAuthentication pending = PendingAuthentication.parse(
                    relyingParty.beginAuthentication().toJson());

            assertThat(refusal(
                            pending,
                            browser.get(
                                    pending.optionsJson(),
                                    authenticator,
                                    Fault.flag(AuthenticatorFlag.USER_VERIFIED, false)),
                            credential))
                    .extracting(AuthenticationFailure::code)
                    .isEqualTo("user-not-verified");
        }

        @Test
        void isNoFactorUntilItWasInitialized() {
            credential = with(credential, 0, false, false, false);

            VerifiedAuthentication plain = authenticate(signIn());
            assertThat(plain.userVerified()).isTrue();
            assertThat(plain.userVerifiedAsFactor()).isFalse();
            assertThat(plain.credentialRecord().uvInitialized()).isFalse();

            VerifiedAuthentication initializing = authenticate(signIn().initializesUserVerification(true));
            assertThat(initializing.userVerifiedAsFactor()).isFalse();
            assertThat(initializing.credentialRecord().uvInitialized()).isTrue();

            credential = initializing.credentialRecord();
            assertThat(authenticate(signIn()).userVerifiedAsFactor()).isTrue();
        }

        @Test
        void isNotInitializedWithoutTakingPlace() {
            credential = with(credential, 0, false, false, false);

            VerifiedAuthentication verified = authenticate(
                    signIn().initializesUserVerification(true).userVerification(UserVerification.PREFERRED),
                    authenticator.withUserVerification(false));

            assertThat(verified.credentialRecord().uvInitialized()).isFalse();
        }
    }

    /** L3 §7.2 steps 18 and 19. */
    @Nested
    class TheBackupFlags {

        @Test
        void doNotContradictEachOther() {
            assertThat(refusal(signIn(), Fault.flag(AuthenticatorFlag.BACKUP_STATE, true)))
                    .extracting(AuthenticationFailure::code)
                    .isEqualTo("backed-up-without-eligibility");
        }

        @ParameterizedTest
        @CsvSource({"false, false", "false, true", "true, false", "true, true"})
        void recordTheStateAsItChanges(boolean was, boolean is) {
            credential = with(credential, 0, true, true, was);

            CredentialRecord updated = authenticate(
                            signIn(), authenticator.withBackupEligible(true).withBackupState(is))
                    .credentialRecord();

            assertThat(updated.backupEligible()).isTrue();
            assertThat(updated.backupState()).isEqualTo(is);
        }

        @Test
        void areReadBesideReservedOnes() {
            VerifiedAuthentication verified =
                    authenticate(signIn(), Fault.changingAuthenticatorData("reserved flags set", data -> {
                        byte[] changed = data.clone();
                        changed[32] |= 0x22;
                        return changed;
                    }));

            assertThat(verified.flags()).hasToString("UP RFU1 UV RFU2");
        }

        @Test
        void neverGainEligibility() {
            assertThat(refusal(signIn(), authenticator.withBackupEligible(true)))
                    .isEqualTo(new AuthenticationFailure.BackupEligibilityChanged(false, true));
        }

        @Test
        void neverLoseEligibility() {
            credential = with(credential, 0, true, true, false);

            assertThat(refusal(signIn())).isEqualTo(new AuthenticationFailure.BackupEligibilityChanged(true, false));
        }

        @Test
        void mayGainEligibilityWherePolicyAllowsIt() {
            AuthenticationRequest.Builder upgrading =
                    signIn().backupEligibilityPolicy(BackupEligibilityPolicy.ALLOW_UPGRADE);

            CredentialRecord updated = authenticate(
                            upgrading, authenticator.withBackupEligible(true).withBackupState(true))
                    .credentialRecord();

            assertThat(updated.backupEligible()).isTrue();
            assertThat(updated.backupState()).isTrue();
            credential = updated;
            assertThat(refusal(upgrading)).isEqualTo(new AuthenticationFailure.BackupEligibilityChanged(true, false));
        }
    }

    @Nested
    class AnAttestedCredential {

        private Fault itself() {
            return Fault.attestedCredentialInAssertion(new UUID(0, 0), authenticator.newestCredential());
        }

        @Test
        void isRefused() {
            assertThat(refusal(signIn(), itself()))
                    .isEqualTo(new AuthenticationFailure.AttestedCredentialPresent(credential.id()));
        }

        @Test
        void isAcceptedWherePolicyDoesIfItIsTheCredentialItself() {
            assertThat(authenticate(signIn().attestedCredentialAccepted(true), itself())
                            .user())
                    .isEqualTo(ALEX);
        }

        @Test
        void isRefusedOfAnotherCredential() {
            SoftwareAuthenticator other = SoftwareAuthenticator.builder().build();
            CredentialRecord foreign = register(MALLORY, other, CoseAlgorithm.ES256);

            assertThat(refusal(
                            signIn().attestedCredentialAccepted(true),
                            Fault.attestedCredentialInAssertion(new UUID(0, 0), other.newestCredential())))
                    .isEqualTo(new AuthenticationFailure.AttestedCredentialPresent(foreign.id()));
        }
    }

    /** L3 §7.2 steps 20 and 21. */
    @Nested
    class TheSignature {

        static Stream<Fault> wrong() {
            return Stream.of(
                    SignatureFault.wrong(),
                    SignatureFault.byStranger(),
                    SignatureFault.empty(),
                    SignatureFault.zero(),
                    SignatureFault.raw(32),
                    SignatureFault.notMinimal(),
                    SignatureFault.longLength(),
                    SignatureFault.ofThreeNumbers(),
                    SignatureFault.leftover((byte) 0),
                    SignatureFault.leftover((byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff),
                    Fault.otherClientDataHash(),
                    Fault.changingClientDataAfterSigning("a space more", json -> {
                        byte[] longer = Arrays.copyOf(json, json.length + 1);
                        longer[json.length] = ' ';
                        return longer;
                    }),
                    Fault.changingAuthenticatorDataAfterSigning("another counter", data -> {
                        byte[] changed = data.clone();
                        changed[36]++;
                        return changed;
                    }));
        }

        @ParameterizedTest
        @MethodSource("wrong")
        void isTheCredentialsOverThisResponse(Fault fault) {
            assertThat(refusal(signIn(), fault))
                    .isEqualTo(new AuthenticationFailure.SignatureInvalid(credential.id(), CoseAlgorithm.ES256));
        }

        @Test
        void isOfAnAlgorithmThatCanBeVerified() {
            relyingParty = relyingParty()
                    .signatures(SignatureSuite.of(Security.getProvider("SunRsaSign")))
                    .build();

            assertThat(refusal(signIn()))
                    .isEqualTo(new AuthenticationFailure.AlgorithmNotSupported(CoseAlgorithm.ES256));
        }
    }

    /** L3 §7.2 step 22. */
    @Nested
    class TheSignatureCounter {

        private VerifiedAuthentication count(SignCountPolicy policy, long stored, long received) {
            credential = with(credential, stored, true, false, false);
            authenticator.newestCredential().setSignCount(7);
            return authenticate(signIn().signCountPolicy(policy), Fault.signCount(received));
        }

        @ParameterizedTest
        @CsvSource({"0, 1", "41, 42", "1, 4294967295", "4294967294, 4294967295"})
        void increases(long stored, long received) {
            VerifiedAuthentication verified = count(SignCountPolicy.REJECT, stored, received);

            assertThat(verified.signCount()).isEqualTo(SignCountVerdict.INCREASED);
            assertThat(verified.credentialRecord().signCount()).isEqualTo(received);
        }

        @ParameterizedTest
        @CsvSource({"42, 42", "42, 41", "1, 0", "4294967295, 0", "4294967295, 4294967295"})
        void refusesWhenItDoesNotIncrease(long stored, long received) {
            credential = with(credential, stored, true, false, false);
            authenticator.newestCredential().setSignCount(7);

            assertThat(refusal(signIn(), Fault.signCount(received)))
                    .isEqualTo(new AuthenticationFailure.SignCountNotIncreased(stored, received));
            assertThat(refusal(
                            signIn().signCountPolicy(SignCountPolicy.REJECT_DEVICE_BOUND), Fault.signCount(received)))
                    .isEqualTo(new AuthenticationFailure.SignCountNotIncreased(stored, received));
        }

        @ParameterizedTest
        @CsvSource({"42, 42", "42, 41", "1, 0"})
        void onlyWarnsWherePolicySaysSo(long stored, long received) {
            VerifiedAuthentication verified = count(SignCountPolicy.WARN, stored, received);

            assertThat(verified.signCount()).isEqualTo(SignCountVerdict.NOT_INCREASED);
            assertThat(verified.credentialRecord().signCount()).isEqualTo(stored);
        }

        @Test
        void onlyWarnsOfSynchronisedCredentialsWherePolicySaysSo() {
            credential = with(credential, 42, true, true, true);
            SoftwareAuthenticator synchronised =
                    authenticator.withBackupEligible(true).withBackupState(true);

            assertThat(authenticate(signIn().signCountPolicy(SignCountPolicy.REJECT_DEVICE_BOUND), synchronised)
                            .signCount())
                    .isEqualTo(SignCountVerdict.NOT_INCREASED);
            assertThat(refusal(signIn(), synchronised)).isInstanceOf(AuthenticationFailure.SignCountNotIncreased.class);
        }

        @Test
        void mayStayAtZero() {
            SoftwareAuthenticator notCounting =
                    SoftwareAuthenticator.passkeyProvider().build();
            credential = register(ALEX, notCounting, CoseAlgorithm.ES256);

            VerifiedAuthentication verified = authenticate(signIn(), notCounting);

            assertThat(verified.signCount()).isEqualTo(SignCountVerdict.NOT_COUNTED);
            assertThat(verified.credentialRecord().signCount()).isZero();
        }

        /** The counter of each use counts, not that of the registration. */
        @Test
        void isComparedWithTheLastUse() {
            credential = authenticate(signIn(), Fault.signCount(100)).credentialRecord();

            assertThat(refusal(signIn(), Fault.signCount(50)))
                    .isEqualTo(new AuthenticationFailure.SignCountNotIncreased(100, 50));
        }
    }

    /** L3 §7.2 step 23. */
    @Nested
    class Extensions {

        static Stream<Fault> odd() {
            return Stream.of(
                    Fault.response("clientExtensionResults").is(Map.of("largeBlob", "text", "prf", List.of(1))),
                    Fault.response("clientExtensionResults").is(Map.of("prf", Map.of("results", Map.of("first", 1)))),
                    Fault.response("clientExtensionResults").missing(),
                    Fault.extensions(Map.of()),
                    Fault.extensions(Map.of("hmac-secret", new byte[48], "uvm", "none", "org.example", List.of())));
        }

        @ParameterizedTest
        @MethodSource("odd")
        void breakNothing(Fault fault) {
            assertThat(authenticate(signIn(), fault).user()).isEqualTo(ALEX);
        }

        @Test
        void areGivenToTheCaller() {
            VerifiedAuthentication verified = authenticate(
                    signIn(),
                    Fault.extensions(Map.of("credBlob", new byte[] {1, 2}, "uvm", List.of(List.of(2L, 4L, 2L))))
                            .and(Fault.response("clientExtensionResults")
                                    .is(Map.of("largeBlob", Map.of("blob", "AQI")))));

            assertThat(verified.authenticatorExtensions().credBlob()).contains(ByteString.of((byte) 1, (byte) 2));
            assertThat(verified.authenticatorExtensions().userVerificationMethods())
                    .hasSize(1);
            assertThat(verified.clientExtensions().largeBlob().orElseThrow().blob())
                    .isEqualTo(ByteString.of((byte) 1, (byte) 2));
        }
    }
}
