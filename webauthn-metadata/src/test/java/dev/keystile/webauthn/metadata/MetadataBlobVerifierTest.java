package dev.keystile.webauthn.metadata;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.keystile.webauthn.authenticator.Aaguid;
import dev.keystile.webauthn.bytes.ByteString;
import dev.keystile.webauthn.bytes.Format;
import dev.keystile.webauthn.cose.SignatureSuite;
import dev.keystile.webauthn.metadata.MetadataFailure.AlgorithmNotAccepted;
import dev.keystile.webauthn.metadata.MetadataFailure.ChainNotTrusted;
import dev.keystile.webauthn.metadata.MetadataFailure.CriticalHeader;
import dev.keystile.webauthn.metadata.MetadataFailure.ForeignCertificates;
import dev.keystile.webauthn.metadata.MetadataFailure.Malformed;
import dev.keystile.webauthn.metadata.MetadataFailure.SignatureInvalid;
import dev.keystile.webauthn.metadata.MetadataFailure.SignerNotExpected;
import dev.keystile.webauthn.metadata.MetadataFailure.TooLong;
import dev.keystile.webauthn.metadata.MetadataFailure.Unavailable;
import dev.keystile.webauthn.metadata.TestAuthority.Keys;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetadataBlobVerifierTest {
    private static final Clock CLOCK = Clock.fixed(TestAuthority.NOW, ZoneOffset.UTC);
    private static final SignatureSuite SIGNATURES = SignatureSuite.platform();
    private static final URI SOURCE = URI.create("https://mds.example/blob");

    private static final TestAuthority ROOT = TestAuthority.root("Test root", Keys.P256);
    private static final TestAuthority INTERMEDIATE = ROOT.authority("Test intermediate");
    private static final TestAuthority SIGNER = INTERMEDIATE.signer("Test signer");
    private static final TestAuthority RSA_SIGNER = INTERMEDIATE.signer("Test RSA signer", Keys.RSA, spec -> spec);

    private final List<MetadataRequest> asked = new ArrayList<>();

    private MetadataFetch fetching(String content) {
        return request -> {
            asked.add(request);
            return new MetadataDocument.Fetched(ByteString.copyOf(content.getBytes(UTF_8)), null);
        };
    }

    private static MetadataBlobVerifier.Builder trusting(TestAuthority... roots) {
        return trusting(MetadataFetch.none(), roots);
    }

    private static MetadataBlobVerifier.Builder trusting(MetadataFetch fetch, TestAuthority... roots) {
        MetadataSigner signer = MetadataSigner.anyUnder(
                Arrays.stream(roots).map(TestAuthority::certificate).toList());
        return MetadataBlobVerifier.builder(signer, fetch, CLOCK)
                .signatures(SIGNATURES)
                .revocation(RevocationPolicy.unchecked());
    }

    private static MetadataBlob verified(ByteString blob) {
        return verified(trusting(ROOT), blob);
    }

    private static MetadataBlob verified(MetadataBlobVerifier.Builder verifier, ByteString blob) {
        try {
            return verifier.build().verify(blob, SOURCE);
        } catch (MetadataRefusedException e) {
            throw new AssertionError(e.getMessage(), e);
        }
    }

    private static MetadataFailure refused(ByteString blob) {
        return refused(trusting(ROOT), blob);
    }

    private static MetadataFailure refused(MetadataBlobVerifier.Builder verifier, ByteString blob) {
        return refused(verifier, blob, SOURCE);
    }

    private static MetadataFailure refused(
            MetadataBlobVerifier.Builder verifier, ByteString blob, @Nullable URI source) {
        MetadataRefusedException refusal = catchThrowableOfType(
                MetadataRefusedException.class, () -> verifier.build().verify(blob, source));
        assertThat(refusal).as("the refusal").isNotNull();
        assertThat(refusal.failure().message()).isEqualTo(refusal.getMessage());
        assertThat(refusal.failure().code()).matches("metadata(-[a-z]+)+");
        return refusal.failure();
    }

    private static TestBlob blob() {
        return TestBlob.es256(SIGNER.certificate(), INTERMEDIATE.certificate());
    }

    @Nested
    class Signature {
        @Test
        void acceptsEs256() {
            assertThat(verified(blob().number(42).signedBy(SIGNER)).number()).isEqualTo(42);
        }

        @Test
        void acceptsRs256() {
            ByteString blob = TestBlob.rs256(RSA_SIGNER.certificate(), INTERMEDIATE.certificate())
                    .number(43)
                    .signedBy(RSA_SIGNER);

            assertThat(verified(blob).number()).isEqualTo(43);
        }

        @Test
        void refusesOneByteChanged() {
            ByteString blob = blob().signature(MetadataBlobVerifierTest::withLastBitFlipped)
                    .signedBy(SIGNER);

            assertThat(refused(blob)).isInstanceOf(SignatureInvalid.class);
        }

        @Test
        void refusesTheDerForm() {
            assertThat(refused(blob().signedBy(SIGNER, "SHA256withECDSA"))).isInstanceOf(SignatureInvalid.class);
        }

        @ParameterizedTest
        @ValueSource(ints = {0, 1, 63, 65, 128})
        void refusesAnEs256SignatureOfAnotherLength(int length) {
            ByteString blob =
                    blob().signature(bytes -> Arrays.copyOf(bytes, length)).signedBy(SIGNER);

            assertThat(refused(blob)).isInstanceOf(SignatureInvalid.class);
        }

        @Test
        void refusesZeroNumbers() {
            assertThat(refused(blob().withSignature(new byte[64]))).isInstanceOf(SignatureInvalid.class);
        }

        @Test
        void refusesThatOfAnotherKey() {
            TestAuthority other = INTERMEDIATE.signer("Another signer");

            assertThat(refused(blob().signedBy(other))).isInstanceOf(SignatureInvalid.class);
        }

        @Test
        void refusesThatOfTheIntermediate() {
            assertThat(refused(blob().signedBy(INTERMEDIATE))).isInstanceOf(SignatureInvalid.class);
        }

        @Test
        void refusesAPayloadThatWasChanged() {
            String[] parts = text(blob().number(7).signedBy(SIGNER)).split("\\.", -1);
            String[] other = text(blob().number(8).signedBy(SIGNER)).split("\\.", -1);

            assertThat(refused(TestBlob.ascii(parts[0] + '.' + other[1] + '.' + parts[2])))
                    .isInstanceOf(SignatureInvalid.class);
        }

        @Test
        void refusesAHeaderThatWasChanged() {
            String[] parts = text(blob().signedBy(SIGNER)).split("\\.", -1);
            String[] other =
                    text(blob().header("kid", "\"any\"").signedBy(SIGNER)).split("\\.", -1);

            assertThat(refused(TestBlob.ascii(other[0] + '.' + parts[1] + '.' + parts[2])))
                    .isInstanceOf(SignatureInvalid.class);
        }

        @ParameterizedTest
        @ValueSource(strings = {"none", "HS256", "HS512", "ES384", "ES512", "PS256", "RS512", "EdDSA", "es256", ""})
        void refusesEveryOtherAlgorithm(String algorithm) {
            ByteString blob = blob().header("alg", '"' + algorithm + '"').signedBy(SIGNER, "SHA256withECDSA");

            assertThat(refused(blob)).isEqualTo(new AlgorithmNotAccepted(algorithm));
        }

        @Test
        void refusesNoneWithoutSignature() {
            assertThat(refused(blob().header("alg", "\"none\"").withSignature(new byte[0])))
                    .isEqualTo(new AlgorithmNotAccepted("none"));
        }

        @Test
        void refusesAMacWithTheSignersPublicKey() throws Exception {
            TestBlob blob = blob().header("alg", "\"HS256\"");
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SIGNER.certificate().getPublicKey().getEncoded(), "HmacSHA256"));

            assertThat(refused(
                            blob.withSignature(mac.doFinal(blob.signingInput().getBytes(US_ASCII)))))
                    .isEqualTo(new AlgorithmNotAccepted("HS256"));
        }

        @Test
        void refusesAnAlgorithmThatTheKeyIsNotFor() {
            ByteString rsaAsEcdsa = TestBlob.es256(RSA_SIGNER.certificate(), INTERMEDIATE.certificate())
                    .signedBy(RSA_SIGNER, "SHA256withRSA");
            ByteString ecdsaAsRsa = TestBlob.rs256(SIGNER.certificate(), INTERMEDIATE.certificate())
                    .signedBy(SIGNER, "SHA256withECDSAinP1363Format");

            assertThat(refused(rsaAsEcdsa)).isInstanceOf(SignatureInvalid.class);
            assertThat(refused(ecdsaAsRsa)).isInstanceOf(SignatureInvalid.class);
        }

        @Test
        void refusesEs256OnAnotherCurve() {
            TestAuthority onP384 = INTERMEDIATE.signer("On P-384", Keys.P384, spec -> spec);
            ByteString blob = TestBlob.es256(onP384.certificate(), INTERMEDIATE.certificate())
                    .signedBy(onP384, "SHA256withECDSAinP1363Format");

            assertThat(refused(blob)).isInstanceOf(SignatureInvalid.class);
        }

        @Test
        void refusesAnRsaKeyTooShort() {
            TestAuthority weak = INTERMEDIATE.signer("Weak", Keys.WEAK_RSA, spec -> spec);
            ByteString blob = TestBlob.rs256(weak.certificate(), INTERMEDIATE.certificate())
                    .signedBy(weak);

            assertThat(refused(blob)).isInstanceOf(SignatureInvalid.class);
        }

        @ParameterizedTest
        @ValueSource(strings = {"jwk", "jku", "kid", "x5t", "x5t#S256", "zip"})
        void paysNoAttentionToOtherWaysToNameAKey(String parameter) {
            assertThat(verified(blob().header(parameter, "\"https://attacker.example/\"")
                            .signedBy(SIGNER)))
                    .isNotNull();
        }
    }

    @Nested
    class Form {
        @Test
        void refusesFewerOrMoreThanThreeParts() {
            String good = text(blob().signedBy(SIGNER));

            assertThat(List.of(
                            "",
                            ".",
                            "..",
                            good.substring(0, good.lastIndexOf('.')),
                            good + ".",
                            "." + good,
                            good + ".x"))
                    .allSatisfy(
                            text -> assertThat(refused(TestBlob.ascii(text))).isInstanceOf(Malformed.class));
        }

        @ParameterizedTest
        @ValueSource(strings = {"\n", " ", "=", "==", "\0"})
        void refusesWhatFollows(String after) {
            assertThat(refused(TestBlob.ascii(text(blob().signedBy(SIGNER)) + after)))
                    .isInstanceOf(Malformed.class);
        }

        @Test
        void refusesTheOtherAlphabet() {
            assertThat(refused(TestBlob.ascii(
                            "e+/k." + text(blob().signedBy(SIGNER)).split("\\.", 2)[1])))
                    .isInstanceOf(Malformed.class);
        }

        @Test
        void refusesTheJsonForm() {
            String[] parts = text(blob().signedBy(SIGNER)).split("\\.", -1);
            String json = "{\"protected\":\"%s\",\"payload\":\"%s\",\"signature\":\"%s\"}"
                    .formatted(parts[0], parts[1], parts[2]);

            assertThat(refused(TestBlob.ascii(json))).isInstanceOf(Malformed.class);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "[]",
                    "null",
                    "\"ES256\"",
                    "{}",
                    "{\"alg\": 1}",
                    "{\"alg\": \"ES256\", \"alg\": \"ES256\"}",
                    "{\"alg\": \"ES256\", \"typ\": \"JOSE\"}",
                    "{\"alg\": \"ES256\", \"typ\": 1}",
                    "{\"alg\": \"ES256\", \"x5c\": \"MII\"}",
                    "{\"alg\": \"ES256\", \"x5c\": []}",
                    "{\"alg\": \"ES256\", \"x5c\": [1]}",
                    "{\"alg\": \"ES256\", \"x5c\": [\"\"]}",
                    "{\"alg\": \"ES256\", \"x5c\": [\"MII\"]}",
                    "{\"alg\": \"ES256\", \"x5c\": [\"MAA=\"]}",
                    "{\"alg\": \"ES256\", \"x5c\": {}}",
                    "{\"alg\": \"ES256\", \"x5u\": 1}",
                    "{\"alg\": \"ES256\", \"x5u\": \"https://[\"}",
                    "{\"alg\": \"ES256\"",
                    "\uFEFF{\"alg\": \"ES256\"}"
                })
        void refusesAHeaderThatIsNone(String header) {
            ByteString blob =
                    TestBlob.ascii(TestBlob.encode(header.getBytes(UTF_8)) + ".e30." + TestBlob.encode(new byte[64]));

            assertThat(refused(blob)).isInstanceOf(Malformed.class);
        }

        @Test
        void refusesMoreCertificatesThanAChainHas() {
            X509Certificate[] many = new X509Certificate[11];
            Arrays.fill(many, SIGNER.certificate());

            assertThat(refused(TestBlob.es256(many).signedBy(SIGNER))).isInstanceOf(Malformed.class);
        }

        @Test
        void refusesAHugeHeaderBeforeDecodingIt() {
            ByteString blob =
                    blob().header("kid", '"' + "x".repeat(70_000) + '"').signedBy(SIGNER);

            assertThat(refused(blob))
                    .isInstanceOfSatisfying(
                            Malformed.class,
                            failure -> assertThat(failure.problem().format()).isEqualTo(Format.JWS));
        }

        @Test
        void refusesCertificatesWithLineBreaks() {
            ByteString blob = blob().header("x5c", "[\"" + TestBlob.base64(SIGNER.certificate()) + "\\n\"]")
                    .signedBy(SIGNER);

            assertThat(refused(blob))
                    .isInstanceOfSatisfying(
                            Malformed.class,
                            failure -> assertThat(failure.problem().place()).isEqualTo("header.x5c[0]"));
        }

        @ParameterizedTest
        @ValueSource(strings = {"[\"b64\"]", "[\"exp\", \"alg\"]", "[]", "1"})
        void refusesCriticalParameters(String crit) {
            assertThat(refused(
                            blob().header("crit", crit).header("b64", "false").signedBy(SIGNER)))
                    .isInstanceOf(CriticalHeader.class);
        }

        @Test
        void acceptsTheTypeInAnyCaseOrNone() {
            assertThat(verified(blob().header("typ", "\"jwt\"").signedBy(SIGNER)))
                    .isNotNull();
            assertThat(verified(blob().withoutHeader("typ").signedBy(SIGNER))).isNotNull();
        }

        @Test
        void refusesABlobLongerThanItsLimitAndTakesOneAsLong() {
            ByteString blob = blob().signedBy(SIGNER);
            int length = blob.length();

            assertThat(verified(trusting(ROOT).limits(new MetadataLimits(length, 1000, 1000)), blob))
                    .isNotNull();
            assertThat(refused(trusting(ROOT).limits(new MetadataLimits(length - 1, 1000, 1000)), blob))
                    .isEqualTo(new TooLong(MetadataRequest.Kind.BLOB, length - 1));
        }

        @Test
        void refusesNothingButInADeclaredWayWhateverTheBytes() {
            Random random = new Random(20190915);
            byte[] good = blob().payload(TestBlob.payload(
                            7, "2019-10-01", TestBlob.entry("01020304-0506-0708-090a-0b0c0d0e0f10", "FIDO_CERTIFIED")))
                    .signedBy(SIGNER)
                    .toByteArray();
            MetadataBlobVerifier verifier = trusting(ROOT).build();

            for (int i = 0; i < 500; i++) {
                ByteString mutant = mutate(good, random);
                MetadataRefusedException refusal =
                        catchThrowableOfType(MetadataRefusedException.class, () -> verifier.verify(mutant, SOURCE));
                if (!mutant.equals(ByteString.copyOf(good))) {
                    assertThat(refusal).as("mutant %d: %s", i, text(mutant)).isNotNull();
                }
            }
        }

        private ByteString mutate(byte[] good, Random random) {
            byte[] mutant = good.clone();
            int at = random.nextInt(mutant.length);
            switch (random.nextInt(4)) {
                case 0 -> mutant[at] = (byte) random.nextInt(256);
                case 1 -> mutant[at] ^= (byte) (1 << random.nextInt(8));
                case 2 -> mutant = Arrays.copyOf(mutant, at);
                default -> {
                    int from = random.nextInt(mutant.length);
                    int length = Math.min(random.nextInt(40), mutant.length - Math.max(at, from));
                    System.arraycopy(good, from, mutant, at, length);
                }
            }
            return ByteString.copyOf(mutant);
        }
    }

    @Nested
    class Chain {
        @Test
        void acceptsASignerRightUnderTheRoot() {
            TestAuthority signer = ROOT.signer("Right under the root");

            assertThat(verified(TestBlob.es256(signer.certificate()).signedBy(signer)))
                    .isNotNull();
        }

        @Test
        void acceptsTheRootAtTheEnd() {
            ByteString blob = TestBlob.es256(SIGNER.certificate(), INTERMEDIATE.certificate(), ROOT.certificate())
                    .signedBy(SIGNER);

            assertThat(verified(blob)).isNotNull();
        }

        @Test
        void refusesAnotherRoot() {
            TestAuthority other = TestAuthority.root("Another root", Keys.P256);

            assertThat(refused(trusting(other), blob().signedBy(SIGNER))).isInstanceOf(ChainNotTrusted.class);
        }

        @Test
        void refusesAnotherRootOfTheSameName() {
            TestAuthority impostor = TestAuthority.root("Test root", Keys.P256);

            assertThat(refused(trusting(impostor), blob().signedBy(SIGNER))).isInstanceOf(ChainNotTrusted.class);
        }

        @Test
        void refusesARootThatTheBlobBringsAlong() {
            TestAuthority attacker = TestAuthority.root("Attacker's root", Keys.P256);
            TestAuthority signer = attacker.signer("Attacker");

            assertThat(refused(TestBlob.es256(signer.certificate(), attacker.certificate())
                            .signedBy(signer)))
                    .isInstanceOf(ChainNotTrusted.class);
        }

        @Test
        void refusesASelfSignedSigner() {
            TestAuthority signer =
                    TestAuthority.root("Self-signed", Keys.P256, spec -> spec.keyUsage(KeyUsage.digitalSignature));

            assertThat(refused(TestBlob.es256(signer.certificate()).signedBy(signer)))
                    .isInstanceOf(ChainNotTrusted.class);
        }

        @Test
        void refusesAMissingIntermediate() {
            assertThat(refused(TestBlob.es256(SIGNER.certificate()).signedBy(SIGNER)))
                    .isInstanceOf(ChainNotTrusted.class);
        }

        @Test
        void refusesTheWrongOrder() {
            assertThat(refused(TestBlob.es256(INTERMEDIATE.certificate(), SIGNER.certificate())
                            .signedBy(SIGNER)))
                    .isInstanceOf(ChainNotTrusted.class);
        }

        @Test
        void refusesASignerExpiredOrNotYetValid() {
            TestAuthority expired = INTERMEDIATE.signer(
                    "Expired",
                    Keys.P256,
                    spec -> spec.valid(TestAuthority.NOW.minus(Duration.ofDays(9)), TestAuthority.NOW.minusSeconds(1)));
            TestAuthority early = INTERMEDIATE.signer(
                    "Early",
                    Keys.P256,
                    spec -> spec.valid(TestAuthority.NOW.plusSeconds(1), TestAuthority.NOW.plus(Duration.ofDays(9))));

            assertThat(refused(TestBlob.es256(expired.certificate(), INTERMEDIATE.certificate())
                            .signedBy(expired)))
                    .isInstanceOf(ChainNotTrusted.class);
            assertThat(refused(TestBlob.es256(early.certificate(), INTERMEDIATE.certificate())
                            .signedBy(early)))
                    .isInstanceOf(ChainNotTrusted.class);
        }

        @Test
        void refusesAnIntermediateThatIsExpired() {
            assertRefusedUnder(ROOT.authority(
                    "Expired authority",
                    spec -> spec.valid(
                            TestAuthority.NOW.minus(Duration.ofDays(9)), TestAuthority.NOW.minusSeconds(1))));
        }

        @Test
        void refusesAnIntermediateThatIsNoAuthority() {
            assertRefusedUnder(ROOT.authority("No authority", TestAuthority.Spec::notAnAuthority));
        }

        @Test
        void refusesAnIntermediateThatMayNotSignCertificates() {
            assertRefusedUnder(ROOT.authority("May not", spec -> spec.keyUsage(KeyUsage.digitalSignature)));
        }

        @Test
        void refusesAnIntermediateWithACriticalExtensionThatNobodyKnows() {
            assertRefusedUnder(
                    ROOT.authority("Critical", spec -> spec.unknownCriticalExtension("1.3.6.1.4.1.99999.1")));
        }

        private void assertRefusedUnder(TestAuthority intermediate) {
            TestAuthority signer = intermediate.signer("Signer");
            ByteString blob = TestBlob.es256(signer.certificate(), intermediate.certificate())
                    .signedBy(signer);

            assertThat(refused(blob)).isInstanceOf(ChainNotTrusted.class);
        }

        @Test
        void refusesAPathLongerThanAnAuthorityAllows() {
            TestAuthority last = ROOT.authority("The last", spec -> spec.pathLength(0));
            TestAuthority tooFar = last.authority("Too far");
            TestAuthority signer = tooFar.signer("Signer");
            ByteString blob = TestBlob.es256(signer.certificate(), tooFar.certificate(), last.certificate())
                    .signedBy(signer);

            assertThat(refused(blob)).isInstanceOf(ChainNotTrusted.class);
        }

        @Test
        void refusesAnExpiredRoot() {
            TestAuthority expired = TestAuthority.root(
                    "Expired root",
                    Keys.P256,
                    spec -> spec.valid(TestAuthority.NOW.minus(Duration.ofDays(9)), TestAuthority.NOW.minusSeconds(1)));
            TestAuthority signer = expired.signer("Signer");

            assertThat(refused(
                            trusting(expired),
                            TestBlob.es256(signer.certificate()).signedBy(signer)))
                    .isInstanceOf(ChainNotTrusted.class);
        }

        @Test
        void refusesASignerWhoseKeyIsNotForSignatures() {
            TestAuthority signer =
                    INTERMEDIATE.signer("Signer", Keys.P256, spec -> spec.keyUsage(KeyUsage.keyAgreement));

            assertThat(refused(TestBlob.es256(signer.certificate(), INTERMEDIATE.certificate())
                            .signedBy(signer)))
                    .isInstanceOf(ChainNotTrusted.class);
        }

        @Test
        void acceptsASignerThatDoesNotSayWhatItsKeyIsFor() {
            TestAuthority signer = INTERMEDIATE.signer("Signer", Keys.P256, spec -> spec.keyUsage(null));

            assertThat(verified(TestBlob.es256(signer.certificate(), INTERMEDIATE.certificate())
                            .signedBy(signer)))
                    .isNotNull();
        }

        @Test
        void needsARoot() {
            assertThatIllegalArgumentException().isThrownBy(() -> MetadataSigner.anyUnder(Set.of()));
        }
    }

    @Nested
    class Rotation {
        private final TestAuthority next = TestAuthority.root("The next root", Keys.P384);
        private final TestAuthority underNext = next.authority("Authority under the next root");
        private final TestAuthority signer = underNext.signer("Signer under the next root");
        private final X509Certificate crossSigned = ROOT.crossSign(next);

        @Test
        void acceptsBothRootsWhileBothAreTrusted() {
            assertThat(verified(trusting(ROOT, next), blob().signedBy(SIGNER))).isNotNull();
            assertThat(verified(
                            trusting(ROOT, next),
                            TestBlob.es256(signer.certificate(), underNext.certificate())
                                    .signedBy(signer)))
                    .isNotNull();
        }

        @Test
        void acceptsTheNextRootCrossSignedByTheOldOneWithEither() {
            ByteString blob = TestBlob.es256(signer.certificate(), underNext.certificate(), crossSigned)
                    .signedBy(signer);

            assertThat(verified(trusting(ROOT), blob)).isNotNull();
            assertThat(verified(trusting(next), blob)).isNotNull();
            assertThat(verified(trusting(ROOT, next), blob)).isNotNull();
        }

        @Test
        void acceptsTheNextRootByItselfAtTheEnd() {
            ByteString blob = TestBlob.es256(signer.certificate(), underNext.certificate(), next.certificate())
                    .signedBy(signer);

            assertThat(verified(trusting(next), blob)).isNotNull();
            assertThat(refused(trusting(ROOT), blob)).isInstanceOf(ChainNotTrusted.class);
        }

        @Test
        void refusesTheOldRootOnceItIsTakenOut() {
            assertThat(refused(trusting(next), blob().signedBy(SIGNER))).isInstanceOf(ChainNotTrusted.class);
        }
    }

    @Nested
    class WithoutCertificates {
        private final TestAuthority signingRoot = TestAuthority.root(
                "Signing root", Keys.P256, spec -> spec.keyUsage(KeyUsage.digitalSignature | KeyUsage.keyCertSign));

        @Test
        void acceptsTheRootAsSigner() {
            assertThat(verified(
                            trusting(ROOT, signingRoot), TestBlob.of("ES256").signedBy(signingRoot)))
                    .isNotNull();
            assertThat(verified(
                            trusting(signingRoot),
                            TestBlob.es256(signingRoot.certificate()).signedBy(signingRoot)))
                    .isNotNull();
        }

        @Test
        void refusesARootThatExpired() {
            TestAuthority expired = TestAuthority.root(
                    "Expired root",
                    Keys.P256,
                    spec -> spec.keyUsage(KeyUsage.digitalSignature)
                            .valid(TestAuthority.NOW.minus(Duration.ofDays(9)), TestAuthority.NOW.minusSeconds(1)));

            assertThat(refused(trusting(expired), TestBlob.of("ES256").signedBy(expired)))
                    .isInstanceOf(ChainNotTrusted.class);
        }

        @Test
        void refusesARootThatSignsCertificatesOnly() {
            assertThat(refused(trusting(ROOT), TestBlob.of("ES256").signedBy(ROOT)))
                    .isInstanceOf(ChainNotTrusted.class);
        }

        @Test
        void refusesEverybodyElse() {
            assertThat(refused(trusting(signingRoot), TestBlob.of("ES256").signedBy(SIGNER)))
                    .isInstanceOf(SignatureInvalid.class);
        }
    }

    @Nested
    class SignersName {
        private final TestAuthority named =
                INTERMEDIATE.signer("Signer", Keys.P256, spec -> spec.dnsName("MDS.fidoalliance.org"));

        private MetadataBlobVerifier.Builder fidoAlliance() {
            return MetadataBlobVerifier.builder(
                            MetadataSigner.fidoAlliance(Set.of(ROOT.certificate())), MetadataFetch.none(), CLOCK)
                    .revocation(RevocationPolicy.unchecked());
        }

        @Test
        void acceptsTheOneExpected() {
            assertThat(verified(
                            fidoAlliance(),
                            TestBlob.es256(named.certificate(), INTERMEDIATE.certificate())
                                    .signedBy(named)))
                    .isNotNull();
        }

        @Test
        void refusesAnotherCustomerOfTheSameRoot() {
            TestAuthority other = INTERMEDIATE.signer(
                    "mds.fidoalliance.org", Keys.P256, spec -> spec.dnsName("mds.fidoalliance.org.attacker.example"));

            assertThat(refused(
                            fidoAlliance(),
                            TestBlob.es256(other.certificate(), INTERMEDIATE.certificate())
                                    .signedBy(other)))
                    .isEqualTo(new SignerNotExpected(
                            List.of("mds.fidoalliance.org.attacker.example"), Set.of("mds.fidoalliance.org")));
        }

        @Test
        void refusesASignerWithoutName() {
            assertThat(refused(fidoAlliance(), blob().signedBy(SIGNER)))
                    .isEqualTo(new SignerNotExpected(List.of(), Set.of("mds.fidoalliance.org")));
        }
    }

    @Nested
    class CertificatesByUrl {
        private final String pem = TestBlob.pem(SIGNER.certificate(), INTERMEDIATE.certificate());

        private ByteString blobNaming(String x5u) {
            return TestBlob.of("ES256").header("x5u", '"' + x5u + '"').signedBy(SIGNER);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "https://mds.example/chain.pem",
                    "https://MDS.example:443/chain.pem",
                    "HTTPS://mds.example/a/b?c"
                })
        void acceptsThoseOfTheSameOrigin(String x5u) {
            assertThat(verified(trusting(fetching(pem), ROOT), blobNaming(x5u))).isNotNull();
            assertThat(asked)
                    .containsExactly(new MetadataRequest(
                            MetadataRequest.Kind.CERTIFICATES,
                            URI.create(x5u),
                            null,
                            MetadataLimits.DEFAULT.certificates()));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "https://mds.example.attacker.example/chain.pem",
                    "https://mds.example:8443/chain.pem",
                    "http://mds.example/chain.pem",
                    "https://sub.mds.example/chain.pem",
                    "https:mds.example",
                    "//mds.example/chain.pem",
                    "/chain.pem",
                    "file:///chain.pem",
                    ""
                })
        void refusesThoseOfAnotherOriginAndNeverAsksForThem(String x5u) {
            assertThat(refused(trusting(fetching(pem), ROOT), blobNaming(x5u))).isInstanceOf(ForeignCertificates.class);
            assertThat(asked).isEmpty();
        }

        @Test
        void refusesThemForABlobOfUnknownOrigin() {
            assertThat(refused(trusting(fetching(pem), ROOT), blobNaming("https://mds.example/chain.pem"), null))
                    .isInstanceOf(ForeignCertificates.class);
            assertThat(asked).isEmpty();
        }

        @Test
        void refusesThemWhereNeitherUrlHasAHost() {
            assertThat(refused(trusting(fetching(pem), ROOT), blobNaming("https:a"), URI.create("https:b")))
                    .isInstanceOf(ForeignCertificates.class);
            assertThat(asked).isEmpty();
        }

        @Test
        void refusesPlainHttpEvenWhereTheBlobCameByIt() {
            assertThat(refused(
                            trusting(fetching(pem), ROOT),
                            blobNaming("http://mds.example/chain.pem"),
                            URI.create("http://mds.example/blob")))
                    .isInstanceOf(ForeignCertificates.class);
        }

        @Test
        void takesThemBeforeThoseInTheHeader() {
            ByteString blob =
                    blob().header("x5u", "\"https://mds.example/chain.pem\"").signedBy(SIGNER);
            String others = TestBlob.pem(RSA_SIGNER.certificate(), INTERMEDIATE.certificate());

            assertThat(verified(trusting(fetching(pem), ROOT), blob)).isNotNull();
            assertThat(refused(trusting(fetching(others), ROOT), blob)).isInstanceOf(SignatureInvalid.class);
        }

        @Test
        void refusesThemWhenTheyCannotBeHad() {
            assertThat(refused(trusting(ROOT), blobNaming("https://mds.example/chain.pem")))
                    .isEqualTo(new Unavailable(
                            MetadataRequest.Kind.CERTIFICATES,
                            URI.create("https://mds.example/chain.pem"),
                            "nothing may be fetched"));
        }

        @Test
        void refusesThemWhenTheFetchDisregardsTheLimit() {
            assertThat(refused(
                            trusting(fetching(pem + " ".repeat(64 * 1024)), ROOT),
                            blobNaming("https://mds.example/chain.pem")))
                    .isEqualTo(new TooLong(MetadataRequest.Kind.CERTIFICATES, 64 * 1024));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "not PEM",
                    "-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----\n",
                    "-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----\n",
                    "-----BEGIN CERTIFICATE-----\n====\n-----END CERTIFICATE-----\n",
                    "-----BEGIN CERTIFICATE-----\nMIIB"
                })
        void refusesWhatIsNoPem(String content) {
            assertThat(refused(trusting(fetching(content), ROOT), blobNaming("https://mds.example/chain.pem")))
                    .isInstanceOf(Malformed.class);
        }

        @Test
        @Timeout(10)
        void refusesEndlessSpaceInNoTime() {
            assertThat(refused(
                            trusting(fetching(" ".repeat(64 * 1024)), ROOT),
                            blobNaming("https://mds.example/chain.pem")))
                    .isInstanceOf(Malformed.class);
        }

        @Test
        void refusesTextAroundThePem() {
            for (String content :
                    List.of("subject=x\n" + pem, pem + "trailing", pem.replace("-----END", "x-----END"))) {
                assertThat(refused(trusting(fetching(content), ROOT), blobNaming("https://mds.example/chain.pem")))
                        .isInstanceOf(Malformed.class);
            }
        }
    }

    @Nested
    class Payload {
        private MetadataBlob read(String payload) {
            return verified(blob().payload(payload).signedBy(SIGNER));
        }

        private MetadataFailure refusedPayload(String payload) {
            return refused(blob().payload(payload).signedBy(SIGNER));
        }

        @Test
        void keepsWhatThePublisherSays() {
            MetadataBlob blob = read(TestBlob.payload(77, "2019-10-01"));

            assertThat(blob.legalHeader()).isEqualTo("These metadata are made for a test.");
            assertThat(blob.number()).isEqualTo(77);
            assertThat(blob.nextUpdate()).isEqualTo(LocalDate.of(2019, 10, 1));
            assertThat(blob.entries()).isEmpty();
            assertThat(blob.skipped()).isEmpty();
        }

        @Test
        void acceptsMetadataThatAreOverdueAndSaysSo() {
            MetadataBlob blob = read(TestBlob.payload(1, "2019-09-14"));

            assertThat(blob.isOverdue(TestAuthority.NOW)).isTrue();
            assertThat(read(TestBlob.payload(1, "2019-09-15")).isOverdue(TestAuthority.NOW))
                    .isFalse();
        }

        @Test
        void acceptsMetadataWithoutNextUpdateOrTerms() {
            MetadataBlob blob = read("{\"no\": 3, \"entries\": []}");

            assertThat(blob.nextUpdate()).isNull();
            assertThat(blob.legalHeader()).isNull();
            assertThat(blob.isOverdue(TestAuthority.NOW)).isFalse();
        }

        @Test
        void readsNumbersUpTo64BitsWithoutSign() {
            assertThat(read(TestBlob.payload("18446744073709551615", "2019-10-01"))
                            .number())
                    .isEqualTo("18446744073709551615");
        }

        @ParameterizedTest
        @ValueSource(strings = {"18446744073709551616", "-1", "1.0", "1e3", "\"7\"", "null", "true", "[7]"})
        void refusesNumbersThatAreNone(String number) {
            assertThat(refusedPayload(TestBlob.payload(number, "2019-10-01"))).isInstanceOf(Malformed.class);
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "2019-13-01", "2019-1-1", "01.10.2019", "2019-10-01T00:00:00Z"})
        void refusesDatesThatAreNone(String date) {
            assertThat(refusedPayload(TestBlob.payload(7, date))).isInstanceOf(Malformed.class);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "null",
                    "[]",
                    "{}",
                    "{\"no\": 1}",
                    "{\"entries\": []}",
                    "{\"no\": 1, \"entries\": {}}",
                    "{\"no\": 1, \"no\": 2, \"entries\": []}",
                    "{\"no\": 1, \"entries\": []} {}",
                    "{\"no\": 1, \"entries\": [], \"legalHeader\": 1}"
                })
        void refusesWhatIsNoPayload(String payload) {
            assertThat(refusedPayload(payload)).isInstanceOf(Malformed.class);
        }

        @Test
        void leavesOutOneBrokenEntryAndReportsIt() {
            String first = "00000000-0000-0000-0000-000000000001";
            String broken = "00000000-0000-0000-0000-000000000002";
            String third = "00000000-0000-0000-0000-000000000003";
            MetadataBlob blob = read(TestBlob.payload(
                    7,
                    "2019-10-01",
                    TestBlob.entry(first, "FIDO_CERTIFIED"),
                    TestBlob.entry(broken, "REVOKED").replace("\"basic_full\"", "17"),
                    "\"nonsense\"",
                    TestBlob.entry(third, "FIDO_CERTIFIED")));

            assertThat(blob.entries())
                    .extracting(entry -> String.valueOf(entry.aaguid()))
                    .containsExactly(first, third);
            assertThat(blob.skipped()).hasSize(2);
            assertThat(blob.skipped().get(0)).satisfies(skipped -> {
                assertThat(skipped.index()).isEqualTo(1);
                assertThat(skipped.aaguid()).hasToString(broken);
                assertThat(skipped.problem().place()).isEqualTo("entries[1].metadataStatement.attestationTypes[0]");
            });
            assertThat(blob.skipped().get(1)).satisfies(skipped -> {
                assertThat(skipped.index()).isEqualTo(2);
                assertThat(skipped.aaguid()).isNull();
                assertThat(skipped.problem().place()).isEqualTo("entries[2]");
            });
        }

        @Test
        void findsEveryEntryOfAModelThatHasTwo() {
            String aaguid = "00000000-0000-0000-0000-000000000001";
            MetadataBlob blob = read(TestBlob.payload(
                    7, "2019-10-01", TestBlob.entry(aaguid, "FIDO_CERTIFIED"), TestBlob.entry(aaguid, "REVOKED")));

            assertThat(blob.index().find(Aaguid.of(aaguid))).hasSize(2);
        }

        @Test
        @Timeout(30)
        void isReadWhenItIsSeveralTimesAsLongAsAnyPublishedSoFar() {
            String entry = TestBlob.entry("00000000-0000-0000-0000-%012d", "FIDO_CERTIFIED")
                    .replace(
                            "\"description\"",
                            "\"icon\": \"data:image/png;base64," + "A".repeat(7_000) + "\", \"description\"");
            String[] entries = new String[1_500];
            for (int i = 0; i < entries.length; i++) {
                entries[i] = entry.replace("%012d", "%012d".formatted(i + 1));
            }

            MetadataBlob blob = read(TestBlob.payload(7, "2019-10-01", entries));

            assertThat(blob.entries()).hasSize(1_500);
            assertThat(blob.index().find(Aaguid.of("00000000-0000-0000-0000-000000001500")))
                    .hasSize(1);
        }

        @Test
        void isRefusedWhenItIsNestedOrStuffedBeyondMeasure() {
            String open = "{\"no\": 1, \"x\": ";

            assertThat(refusedPayload(open + "[".repeat(100_000))).isInstanceOf(Malformed.class);
            assertThat(refusedPayload(open + "[".repeat(32) + "]".repeat(32) + ", \"entries\": []}"))
                    .isInstanceOf(Malformed.class);
            assertThat(read(open + "[".repeat(31) + "]".repeat(31) + ", \"entries\": []}"))
                    .isNotNull();
            assertThat(refusedPayload(open + "[" + "0,".repeat(200_000) + "0], \"entries\": []}"))
                    .isInstanceOf(Malformed.class);
            assertThat(refusedPayload(open + "9".repeat(1_000) + ", \"entries\": []}"))
                    .isInstanceOf(Malformed.class);
        }

        @Test
        void isNotReadBeforeTheSignatureIsVerified() {
            ByteString blob = blob().payload("{")
                    .signature(MetadataBlobVerifierTest::withLastBitFlipped)
                    .signedBy(SIGNER);

            assertThat(refused(blob)).isInstanceOf(SignatureInvalid.class);
        }
    }

    private static byte[] withLastBitFlipped(byte[] bytes) {
        byte[] changed = bytes.clone();
        changed[changed.length - 1] ^= 1;
        return changed;
    }

    private static String text(ByteString ascii) {
        return new String(ascii.toByteArray(), US_ASCII);
    }
}
