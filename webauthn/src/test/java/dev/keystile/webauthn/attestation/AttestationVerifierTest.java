package dev.keystile.webauthn.attestation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.keystile.webauthn.RelyingParty;
import dev.keystile.webauthn.authenticator.Aaguid;
import dev.keystile.webauthn.bytes.ByteString;
import dev.keystile.webauthn.bytes.MalformedException;
import dev.keystile.webauthn.cose.CoseAlgorithm;
import dev.keystile.webauthn.cose.SignatureSuite;
import dev.keystile.webauthn.credential.UserEntity;
import dev.keystile.webauthn.credential.UserHandle;
import dev.keystile.webauthn.registration.PendingRegistration;
import dev.keystile.webauthn.registration.RegistrationRequest;
import dev.keystile.webauthn.registration.RegistrationResponse;
import dev.keystile.webauthn.testing.Algorithm;
import dev.keystile.webauthn.testing.AttestationAuthority;
import dev.keystile.webauthn.testing.ChainFault;
import dev.keystile.webauthn.testing.Fault;
import dev.keystile.webauthn.testing.SignatureFault;
import dev.keystile.webauthn.testing.SoftwareAuthenticator;
import dev.keystile.webauthn.testing.WebAuthnClient;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Attestation statements with single faults, and the paths of their certificates against anchors of every kind. */
class AttestationVerifierTest {

    private static final Instant NOW = Instant.now();
    private static final SignatureSuite SIGNATURES = SignatureSuite.platform();
    private static final String AAGUID = "1.3.6.1.4.1.45724.1.1.4";
    private static final String FIRMWARE = "1.3.6.1.4.1.45724.1.1.5";
    private static final String SERIAL_NUMBER = "1.3.6.1.4.1.45724.1.1.2";

    private static final AttestationAuthority AUTHORITY =
            AttestationAuthority.builder().seed(1).build();
    private static final AttestationAuthority THREE_TIERS =
            AttestationAuthority.builder().seed(2).intermediate(true).build();

    private static final PendingRegistration PENDING = RelyingParty.builder("example.org", "Example")
            .origin("https://example.org")
            .signatures(SIGNATURES)
            .build()
            .beginRegistration(RegistrationRequest.builder(
                            new UserEntity(new UserHandle(ByteString.ofUtf8("alex")), "alex", "Alex"))
                    .algorithms(List.of(CoseAlgorithm.ES256))
                    .attestation(AttestationConveyance.DIRECT)
                    .build());

    private final SoftwareAuthenticator authenticator =
            SoftwareAuthenticator.builder().seed(3).build();

    private SoftwareAuthenticator packed(AttestationAuthority authority) {
        return authenticator.withAttestation(dev.keystile.webauthn.testing.Attestation.packed(authority));
    }

    private SoftwareAuthenticator self() {
        return authenticator.withAttestation(dev.keystile.webauthn.testing.Attestation.self());
    }

    private static RegistrationResponse response(SoftwareAuthenticator authenticator, Fault... faults) {
        try {
            return RegistrationResponse.parse(
                    WebAuthnClient.at("https://example.org").create(PENDING.optionsJson(), authenticator, faults));
        } catch (MalformedException e) {
            throw new AssertionError(e);
        }
    }

    private static Attestation verify(
            TrustAnchorSource anchors, AttestationPolicy policy, SoftwareAuthenticator authenticator, Fault... faults)
            throws AttestationRefusedException {
        RegistrationResponse response = response(authenticator, faults);
        return new AttestationVerifier(SIGNATURES, anchors)
                .verify(response.attestationObject(), response.clientData().hash(), policy, NOW);
    }

    private static AttestationFailure refusal(SoftwareAuthenticator authenticator, Fault... faults) {
        AttestationRefusedException refused = catchThrowableOfType(
                AttestationRefusedException.class,
                () -> verify(TrustAnchorSource.none(), AttestationPolicy.any(), authenticator, faults));
        assertThat(refused).as("the statement was accepted").isNotNull();
        assertThat(refused).hasMessage(refused.failure().message());
        return refused.failure();
    }

    private static AttestationTrust trust(
            Set<X509Certificate> anchors, SoftwareAuthenticator authenticator, Fault... faults) {
        return trust(anchors, AttestationPolicy.any(), authenticator, faults);
    }

    private static AttestationTrust trust(
            Set<X509Certificate> anchors,
            AttestationPolicy policy,
            SoftwareAuthenticator authenticator,
            Fault... faults) {
        try {
            return verify(TrustAnchorSource.of(anchors), policy, authenticator, faults)
                    .trust();
        } catch (AttestationRefusedException e) {
            throw new AssertionError(e);
        }
    }

    private static TrustFailure distrust(
            Set<X509Certificate> anchors, SoftwareAuthenticator authenticator, Fault... faults) {
        AttestationTrust trust = trust(anchors, authenticator, faults);
        assertThat(trust).isInstanceOf(AttestationTrust.Unverified.class);
        TrustFailure reason = ((AttestationTrust.Unverified) trust).reason();
        assertThat(reason.message()).isNotEmpty();
        return reason;
    }

    /** L3 §8.7. */
    @Nested
    class None {

        @Test
        void isEmpty() throws Exception {
            assertThat(verify(TrustAnchorSource.none(), AttestationPolicy.any(), authenticator))
                    .isEqualTo(new Attestation(
                            AttestationFormat.NONE, AttestationType.NONE, List.of(), new AttestationTrust.Unknown()));
        }

        @Test
        void isRefusedWithAnythingInIt() {
            assertThat(refusal(authenticator, Fault.statement("alg").is(-7L)))
                    .isInstanceOf(AttestationFailure.StatementMalformed.class);
            assertThat(refusal(packed(AUTHORITY), Fault.attestationObject("fmt").is("none")))
                    .isInstanceOf(AttestationFailure.StatementMalformed.class);
            assertThat(refusal(authenticator, Fault.attestationObject("attStmt").is(List.of())))
                    .isInstanceOf(AttestationFailure.StatementMalformed.class);
        }
    }

    /** L3 §8.2 without certificates. */
    @Nested
    class PackedSelf {

        @Test
        void isSignedByTheCredential() throws Exception {
            Attestation attestation = verify(TrustAnchorSource.none(), AttestationPolicy.any(), self());

            assertThat(attestation.type()).isEqualTo(AttestationType.SELF);
            assertThat(attestation.certificates()).isEmpty();
            assertThat(attestation.trust()).isEqualTo(new AttestationTrust.Unknown());
        }

        @Test
        void isOfTheCredentialsAlgorithm() {
            assertThat(refusal(self(), Fault.statement("alg").is(-257L)))
                    .isEqualTo(new AttestationFailure.AlgorithmMismatch(CoseAlgorithm.RS256, CoseAlgorithm.ES256));
            assertThat(refusal(self(), Fault.statement("alg").is(-42L)))
                    .isEqualTo(new AttestationFailure.AlgorithmMismatch(new CoseAlgorithm(-42), CoseAlgorithm.ES256));
            assertThat(refusal(self(), Fault.statement("alg").is(-9L)))
                    .isEqualTo(new AttestationFailure.AlgorithmMismatch(CoseAlgorithm.ESP256, CoseAlgorithm.ES256));
        }

        static Stream<Fault> wrongSignatures() {
            return Stream.of(
                    SignatureFault.wrong(),
                    SignatureFault.byStranger(),
                    SignatureFault.zero(),
                    SignatureFault.notMinimal(),
                    SignatureFault.leftover((byte) 0),
                    Fault.otherClientDataHash());
        }

        @ParameterizedTest
        @MethodSource("wrongSignatures")
        void isRefusedWithAWrongSignature(Fault fault) {
            assertThat(refusal(self(), fault)).isEqualTo(new AttestationFailure.SignatureInvalid(CoseAlgorithm.ES256));
        }

        /** Whoever makes a key can sign with it that an authenticator of any model made it. */
        @Test
        void isNoProofOfTheModelEvenWhereThatIsKnownToAttestByItself() throws Exception {
            TrustAnchorSource surrogate = subject -> {
                assertThat(subject.type()).isEqualTo(AttestationType.SELF);
                assertThat(subject.statementAlgorithm()).isEqualTo(CoseAlgorithm.ES256);
                return new TrustAnchors.Known(Set.of(AUTHORITY.root()), "a surrogate");
            };

            assertThat(verify(surrogate, AttestationPolicy.verifiedIfKnown(), self())
                            .trust())
                    .isEqualTo(new AttestationTrust.Unknown());
            assertThat(catchThrowableOfType(
                                    AttestationRefusedException.class,
                                    () -> verify(surrogate, AttestationPolicy.verified(), self()))
                            .failure())
                    .isInstanceOf(AttestationFailure.TrustInsufficient.class);
        }

        @Test
        void isRefusedWhereTheModelIsKnownNotToAttestByItself() {
            TrustAnchorSource refusing = subject -> new TrustAnchors.Refused("attestation-type", "it has certificates");

            assertThat(catchThrowableOfType(
                                    AttestationRefusedException.class,
                                    () -> verify(refusing, AttestationPolicy.verifiedIfKnown(), self()))
                            .failure())
                    .isInstanceOfSatisfying(
                            AttestationFailure.TrustInsufficient.class,
                            insufficient -> assertThat(insufficient.message()).contains("it has certificates"));
        }
    }

    /** L3 §8.2. */
    @Nested
    class PackedSyntax {

        static Stream<Fault> malformed() {
            List<Fault> faults = new ArrayList<>(List.of(
                    Fault.emptyStatement(),
                    Fault.statement("alg").missing(),
                    Fault.statement("sig").missing(),
                    Fault.statement("sig").empty(),
                    Fault.statement("alg").is(0x1_0000_0000L),
                    Fault.statement("x5c").empty(),
                    Fault.changingStatement(
                            "eleven certificates",
                            statement -> statement.put("x5c", Collections.nCopies(11, new byte[] {0x30, 0}))),
                    Fault.statement("x5c").is(List.of("text")),
                    Fault.statement("ecdaaKeyId").is(new byte[32]),
                    Fault.statement("more").is(1L),
                    ChainFault.element(0, new byte[0]),
                    ChainFault.element(0, new byte[] {0x30, 0}),
                    ChainFault.element(0, "-----BEGIN CERTIFICATE-----".getBytes()),
                    ChainFault.leaf().leftover((byte) 0),
                    ChainFault.leaf().emptySubject(),
                    Fault.attestationObject("attStmt").is(List.of())));
            faults.addAll(Fault.statement("alg").notNumber());
            faults.addAll(Fault.statement("sig").notBytes());
            faults.addAll(Fault.statement("x5c").notArray());
            return faults.stream();
        }

        @ParameterizedTest(name = "{0}")
        @MethodSource("malformed")
        void isThatOfTheFormat(Fault fault) {
            assertThat(refusal(packed(AUTHORITY), fault))
                    .isInstanceOfSatisfying(
                            AttestationFailure.StatementMalformed.class,
                            malformed ->
                                    assertThat(malformed.problem().getMessage()).isNotEmpty());
        }

        @Test
        void isNotSelfAttestationBecauseItsCertificatesAreMissing() {
            assertThat(refusal(packed(AUTHORITY), Fault.statement("x5c").missing()))
                    .isEqualTo(new AttestationFailure.SignatureInvalid(CoseAlgorithm.ES256));
        }
    }

    /** L3 §8.2 with certificates. */
    @Nested
    class PackedBasic {

        @Test
        void isSignedByTheCertifiedKey() throws Exception {
            Attestation attestation = verify(TrustAnchorSource.none(), AttestationPolicy.any(), packed(THREE_TIERS));

            assertThat(attestation.type()).isEqualTo(AttestationType.BASIC);
            assertThat(attestation.certificates()).hasSize(2);
        }

        @ParameterizedTest
        @EnumSource(names = {"ES256", "ES384", "RS256", "ED25519"})
        void isOfAnyAlgorithm(Algorithm algorithm) throws Exception {
            SoftwareAuthenticator attesting = authenticator.withAttestation(
                    dev.keystile.webauthn.testing.Attestation.packed(AUTHORITY, algorithm));

            assertThat(verify(TrustAnchorSource.none(), AttestationPolicy.any(), attesting)
                            .type())
                    .isEqualTo(AttestationType.BASIC);
            assertThat(refusal(attesting, SignatureFault.wrong()))
                    .isEqualTo(new AttestationFailure.SignatureInvalid(new CoseAlgorithm(algorithm.cose())));
        }

        static Stream<Fault> wrongSignatures() {
            return Stream.of(
                    SignatureFault.wrong(),
                    SignatureFault.byStranger(),
                    SignatureFault.byCredential(),
                    SignatureFault.zero(),
                    SignatureFault.raw(32),
                    Fault.otherClientDataHash(),
                    ChainFault.leaf().otherKey(Algorithm.ES256),
                    Fault.changingAuthenticatorDataAfterSigning("another counter", data -> {
                        byte[] changed = data.clone();
                        changed[36]++;
                        return changed;
                    }));
        }

        @ParameterizedTest(name = "{0}")
        @MethodSource("wrongSignatures")
        void isRefusedWithAWrongSignature(Fault fault) {
            assertThat(refusal(packed(AUTHORITY), fault))
                    .isEqualTo(new AttestationFailure.SignatureInvalid(CoseAlgorithm.ES256));
        }

        @Test
        void isOfTheAlgorithmThatItNames() {
            assertThat(refusal(packed(AUTHORITY), Fault.statement("alg").is(-257L)))
                    .isInstanceOf(AttestationFailure.StatementMalformed.class);
            assertThat(refusal(packed(AUTHORITY), Fault.statement("alg").is(-35L)))
                    .isInstanceOf(AttestationFailure.StatementMalformed.class);
            assertThat(refusal(packed(AUTHORITY), Fault.statement("alg").is(-42L)))
                    .isEqualTo(new AttestationFailure.AlgorithmNotSupported(new CoseAlgorithm(-42)));
            assertThat(refusal(packed(AUTHORITY), ChainFault.leaf().otherKey(Algorithm.ES384)))
                    .isInstanceOf(AttestationFailure.StatementMalformed.class);
        }
    }

    /** L3 §8.2.1. */
    @Nested
    class ThePackedCertificate {

        static Stream<Arguments> broken() {
            ChainFault leaf = ChainFault.leaf();
            return Stream.of(
                    Arguments.of(leaf.version1(), "version"),
                    Arguments.of(leaf.version2(), "version"),
                    Arguments.of(leaf.subjectWithout("C"), "(C)"),
                    Arguments.of(leaf.subject("C", "USA"), "(C)"),
                    Arguments.of(leaf.subject("C", "u1"), "(C)"),
                    Arguments.of(leaf.subjectWithout("O"), "(O)"),
                    Arguments.of(leaf.subject("O", " "), "(O)"),
                    Arguments.of(leaf.subjectWithout("CN"), "(CN)"),
                    Arguments.of(leaf.subjectWithout("OU"), "OU"),
                    Arguments.of(leaf.subject("OU", "Authenticator attestation"), "OU"),
                    Arguments.of(leaf.subject("OU", "Authenticator Attestation "), "OU"),
                    Arguments.of(leaf.authority(true), "certification authority"),
                    Arguments.of(leaf.aaguidCritical(), "critical"),
                    Arguments.of(leaf.extension(FIRMWARE, true, new byte[] {2, 1, 5}), "critical"),
                    Arguments.of(leaf.extension(FIRMWARE, false, new byte[] {2, 1, -1}), "negative"),
                    Arguments.of(leaf.extension(SERIAL_NUMBER, true, new byte[] {4, 1, 5}), "critical"));
        }

        @ParameterizedTest(name = "{0}")
        @MethodSource("broken")
        void keepsEveryRule(Fault fault, String rule) {
            assertThat(refusal(packed(AUTHORITY), fault))
                    .isInstanceOfSatisfying(AttestationFailure.RuleBroken.class, broken -> {
                        assertThat(broken.rule()).contains(rule);
                        assertThat(broken.place()).isEqualTo("x5c[0]");
                    });
        }

        @Test
        void isQuotedInOneShortLine() {
            String forged = "Attestation\r\n2026-06-01 everything is fine\u2028\u0007\u202e" + "x".repeat(10_000);

            assertThat(refusal(packed(AUTHORITY), ChainFault.leaf().subject("OU", forged)))
                    .isInstanceOfSatisfying(AttestationFailure.RuleBroken.class, broken -> {
                        assertThat(broken.found()).startsWith("OU=[Attestation??2026-06-01 everything is fine???xxx");
                        assertThat(broken.message()).hasSizeLessThan(400);
                    });
        }

        static Stream<Fault> mistyped() {
            ChainFault leaf = ChainFault.leaf();
            return Stream.of(
                    leaf.extension(FIRMWARE, false, new byte[] {4, 1, 42}),
                    leaf.extension(SERIAL_NUMBER, false, new byte[] {2, 1, 5}),
                    leaf.extension(SERIAL_NUMBER, false, new byte[] {4, 1, 5, 4, 1, 6}));
        }

        @ParameterizedTest(name = "{0}")
        @MethodSource("mistyped")
        void hasExtensionsOfTheirTypes(Fault fault) {
            assertThat(refusal(packed(AUTHORITY), fault)).isInstanceOf(AttestationFailure.StatementMalformed.class);
        }

        static Stream<Fault> fine() {
            ChainFault leaf = ChainFault.leaf();
            return Stream.of(
                    leaf.withoutAaguid(),
                    leaf.withoutExtension("2.5.29.19"),
                    leaf.extension(FIRMWARE, false, new byte[] {2, 1, 42}),
                    leaf.extension(SERIAL_NUMBER, false, new byte[] {4, 1, 5}),
                    leaf.subject("O", "Größe & Söhne"),
                    leaf.subject("C", "DE"));
        }

        @ParameterizedTest(name = "{0}")
        @MethodSource("fine")
        void mayHaveOrLackTheRest(Fault fault) throws Exception {
            assertThat(verify(TrustAnchorSource.none(), AttestationPolicy.any(), packed(AUTHORITY), fault)
                            .type())
                    .isEqualTo(AttestationType.BASIC);
        }

        @Test
        void isOfTheModelInTheAuthenticatorData() {
            UUID model = UUID.fromString("00112233-4455-6677-8899-aabbccddeeff");
            Aaguid aaguid = Aaguid.of(model.toString());

            assertThat(refusal(packed(AUTHORITY), ChainFault.leaf().aaguid(model)))
                    .isInstanceOfSatisfying(
                            AttestationFailure.AaguidMismatch.class,
                            mismatch -> assertThat(mismatch.certified()).isEqualTo(aaguid));
            assertThat(refusal(packed(AUTHORITY), Fault.aaguid(model)))
                    .isInstanceOfSatisfying(
                            AttestationFailure.AaguidMismatch.class,
                            mismatch -> assertThat(mismatch.attested()).isEqualTo(aaguid));
        }

        @ParameterizedTest
        @ValueSource(ints = {0, 15, 17})
        void isOfAModelOfSixteenBytes(int length) {
            byte[] extension = new byte[2 + length];
            extension[0] = 4;
            extension[1] = (byte) length;

            assertThat(refusal(packed(AUTHORITY), ChainFault.leaf().extension(AAGUID, false, extension)))
                    .isInstanceOfSatisfying(
                            AttestationFailure.RuleBroken.class,
                            broken -> assertThat(broken.rule()).contains("16 bytes"));
        }

        @Test
        void wrapsTheModelTwice() {
            assertThat(refusal(packed(AUTHORITY), ChainFault.leaf().aaguidUnwrapped()))
                    .isInstanceOf(AttestationFailure.StatementMalformed.class);
        }
    }

    /** L3 §7.1 steps 23 and 24. */
    @Nested
    class Trust {

        private final Set<X509Certificate> root = Set.of(THREE_TIERS.root());

        @Test
        void reachesTheRootOverAnIntermediate() {
            assertThat(trust(root, packed(THREE_TIERS)))
                    .isEqualTo(new AttestationTrust.Verified(THREE_TIERS.root(), "a configured trust anchor"));
        }

        @Test
        void mayEndAtAnIntermediate() {
            X509Certificate intermediate = THREE_TIERS.intermediate().orElseThrow();

            assertThat(trust(Set.of(intermediate), packed(THREE_TIERS)))
                    .isEqualTo(new AttestationTrust.Verified(intermediate, "a configured trust anchor"));
        }

        @Test
        void mayEndAtTheAttestationCertificateItself() {
            SoftwareAuthenticator attesting = packed(AUTHORITY);
            X509Certificate leaf = attesting.attestationCertificate();

            assertThat(trust(Set.of(leaf), attesting))
                    .isEqualTo(new AttestationTrust.Verified(leaf, "a configured trust anchor"));
        }

        @Test
        void choosesTheRightAnchorOfSeveral() {
            assertThat(trust(Set.of(AUTHORITY.root(), THREE_TIERS.root()), packed(THREE_TIERS)))
                    .isEqualTo(new AttestationTrust.Verified(THREE_TIERS.root(), "a configured trust anchor"));
        }

        @Test
        void isUnknownOfAnUnknownModel() {
            assertThat(trustOf(subject -> new TrustAnchors.Unknown())).isEqualTo(new AttestationTrust.Unknown());
        }

        @Test
        void isWithheldFromARefusedModel() {
            assertThat(trustOf(subject -> new TrustAnchors.Refused("revoked", "the model is revoked")))
                    .isEqualTo(new AttestationTrust.Unverified(
                            new TrustFailure.Refused("revoked", "the model is revoked")));
        }

        @Test
        void isWithheldWhereAKnownModelHasNoAnchor() {
            assertThat(trustOf(subject -> new TrustAnchors.Known(Set.of(), "a model")))
                    .isEqualTo(new AttestationTrust.Unverified(new TrustFailure.NoAnchor()));
        }

        private AttestationTrust trustOf(TrustAnchorSource source) {
            try {
                return verify(source, AttestationPolicy.any(), packed(THREE_TIERS))
                        .trust();
            } catch (AttestationRefusedException e) {
                throw new AssertionError(e);
            }
        }

        @Test
        void asksForTheAuthenticatorAsItPresentsItself() throws Exception {
            List<AttestationSubject> asked = new ArrayList<>();
            TrustAnchorSource source = subject -> {
                asked.add(subject);
                return new TrustAnchors.Unknown();
            };
            SoftwareAuthenticator attesting = packed(AUTHORITY);
            verify(source, AttestationPolicy.any(), attesting);
            verify(source, AttestationPolicy.any(), authenticator);
            verify(
                    source,
                    AttestationPolicy.any(),
                    authenticator,
                    Fault.attestationObject("fmt").is("new"));

            assertThat(asked).singleElement().satisfies(subject -> {
                assertThat(subject.format()).isEqualTo(AttestationFormat.PACKED);
                assertThat(subject.type()).isEqualTo(AttestationType.BASIC);
                assertThat(subject.certificates()).containsExactly(attesting.attestationCertificate());
                assertThat(subject.credentialAlgorithm()).isEqualTo(CoseAlgorithm.ES256);
            });
        }

        @Test
        void isWithheldFromAnotherAuthority() {
            assertThat(distrust(Set.of(AUTHORITY.root()), packed(THREE_TIERS))).isEqualTo(new TrustFailure.NoAnchor());
        }

        @Test
        void isWithheldWithoutTheIntermediate() {
            assertThat(distrust(root, packed(THREE_TIERS), ChainFault.intermediateMissing()))
                    .isEqualTo(new TrustFailure.NoAnchor());
        }

        static Stream<Arguments> outsideValidity() {
            return Stream.of(
                    Arguments.of(ChainFault.leaf().expired(), 0),
                    Arguments.of(ChainFault.leaf().notYetValid(), 0),
                    Arguments.of(ChainFault.intermediate().expired(), 1),
                    Arguments.of(ChainFault.intermediate().notYetValid(), 1));
        }

        @ParameterizedTest(name = "{0}")
        @MethodSource("outsideValidity")
        void needsEveryCertificateToBeValidNow(Fault fault, int index) {
            assertThat(distrust(root, packed(THREE_TIERS), fault))
                    .isInstanceOfSatisfying(
                            TrustFailure.CertificateOutsideValidity.class,
                            outside -> assertThat(outside.index()).isEqualTo(index));
        }

        static Stream<Fault> brokenPaths() {
            return Stream.of(
                    ChainFault.leaf().signedByStranger(),
                    ChainFault.leaf().otherIssuerName(),
                    ChainFault.intermediate().signedByStranger(),
                    ChainFault.intermediate().authority(false),
                    ChainFault.intermediate().otherIssuerName(),
                    ChainFault.intermediate().extension("1.2.3.4", true, new byte[] {5, 0}),
                    ChainFault.leaf().extension("1.2.3.4", true, new byte[] {5, 0}),
                    ChainFault.leafTwice(),
                    ChainFault.strangerIncluded());
        }

        @ParameterizedTest(name = "{0}")
        @MethodSource("brokenPaths")
        void isWithheldFromABrokenPath(Fault fault) {
            assertThat(distrust(root, packed(THREE_TIERS), fault))
                    .isInstanceOfAny(TrustFailure.PathBroken.class, TrustFailure.NoAnchor.class);
        }

        /** Whatever one bit of a certificate becomes, there is no trust and no undeclared failure. */
        @Test
        void isNeverGivenToAChangedCertificate() throws Exception {
            SoftwareAuthenticator attesting = packed(AUTHORITY);
            byte[] certificate = attesting.attestationCertificate().getEncoded();
            for (int bit = 0; bit < certificate.length * 8; bit += 11) {
                byte[] changed = certificate.clone();
                changed[bit / 8] ^= (byte) (1 << bit % 8);
                try {
                    Attestation attestation = verify(
                            TrustAnchorSource.of(Set.of(AUTHORITY.root())),
                            AttestationPolicy.any(),
                            attesting,
                            ChainFault.element(0, changed));
                    assertThat(attestation.trust()).isInstanceOf(AttestationTrust.Unverified.class);
                } catch (AttestationRefusedException e) {
                    assertThat(e.failure().message()).isNotEmpty();
                }
            }
        }

        @Test
        void neverComesFromTheWrongOrder() {
            assertThat(refusal(packed(THREE_TIERS), ChainFault.reversed())).isNotNull();
        }

        @Test
        void toleratesTheRootInThePathUnlessPolicyRefusesIt() {
            SoftwareAuthenticator attesting = packed(THREE_TIERS);

            assertThat(trust(root, attesting, ChainFault.rootIncluded())).isInstanceOf(AttestationTrust.Verified.class);
            assertThat(trust(root, AttestationPolicy.any().withoutRootInPath(), attesting, ChainFault.rootIncluded()))
                    .isEqualTo(new AttestationTrust.Unverified(new TrustFailure.RootInPath(2)));
            assertThat(trust(root, AttestationPolicy.any().withoutRootInPath(), attesting))
                    .isInstanceOf(AttestationTrust.Verified.class);
        }

        @Test
        void isNotGivenToARootThatNobodyTrusts() {
            assertThat(distrust(Set.of(AUTHORITY.root()), packed(THREE_TIERS), ChainFault.rootIncluded()))
                    .isInstanceOfAny(TrustFailure.NoAnchor.class, TrustFailure.PathBroken.class);
        }
    }

    @Nested
    class ThePolicy {

        @Test
        void acceptsUnknownModelsButNoFailedOnesWhenItSaysVerifiedIfKnown() throws Exception {
            AttestationPolicy policy = AttestationPolicy.verifiedIfKnown();

            assertThat(verify(TrustAnchorSource.none(), policy, packed(AUTHORITY))
                            .trust())
                    .isEqualTo(new AttestationTrust.Unknown());
            assertThat(verify(TrustAnchorSource.of(Set.of(AUTHORITY.root())), policy, packed(AUTHORITY))
                            .trust())
                    .isInstanceOf(AttestationTrust.Verified.class);
            AttestationRefusedException refused = catchThrowableOfType(
                    AttestationRefusedException.class,
                    () -> verify(TrustAnchorSource.of(Set.of(THREE_TIERS.root())), policy, packed(AUTHORITY)));
            assertThat(refused.failure())
                    .isInstanceOfSatisfying(
                            AttestationFailure.TrustInsufficient.class,
                            insufficient -> assertThat(insufficient.message())
                                    .contains("unverified")
                                    .contains("no trust anchor"));
        }

        @ParameterizedTest
        @ValueSource(strings = {"any", "verified-if-known", "verified"})
        void acceptsWhatIsVerified(String requirement) throws Exception {
            for (AttestationPolicy.TrustRequirement each : AttestationPolicy.TrustRequirement.values()) {
                if (each.value().equals(requirement)) {
                    AttestationPolicy policy = AttestationPolicy.requiring(each);
                    assertThat(verify(TrustAnchorSource.of(Set.of(AUTHORITY.root())), policy, packed(AUTHORITY)))
                            .isNotNull();
                }
            }
        }
    }
}
