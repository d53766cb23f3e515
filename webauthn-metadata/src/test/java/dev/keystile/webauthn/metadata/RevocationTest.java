package dev.keystile.webauthn.metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.keystile.webauthn.bytes.ByteString;
import dev.keystile.webauthn.bytes.MalformedException;
import dev.keystile.webauthn.cose.SignatureSuite;
import dev.keystile.webauthn.metadata.MetadataFailure.CertificateRevoked;
import dev.keystile.webauthn.metadata.MetadataFailure.ChainNotTrusted;
import dev.keystile.webauthn.metadata.MetadataFailure.RevocationUnknown;
import dev.keystile.webauthn.metadata.TestAuthority.Keys;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RevocationTest {
    private static final Instant NOW = TestAuthority.NOW;
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final SignatureSuite SIGNATURES = SignatureSuite.platform();
    private static final URI SOURCE = URI.create("https://mds.example/blob");
    private static final String ROOT_LIST = "http://crl.example/root.crl";
    private static final String AUTHORITY_LIST = "http://crl.example/authority.crl";

    private static final TestAuthority ROOT = TestAuthority.root("Test root", Keys.P256);
    private static final TestAuthority AUTHORITY =
            ROOT.authority("Test authority", spec -> spec.revocationListAt(ROOT_LIST));
    private static final TestAuthority SIGNER =
            AUTHORITY.signer("Test signer", Keys.P256, spec -> spec.revocationListAt(AUTHORITY_LIST));
    private static final ByteString BLOB =
            TestBlob.es256(SIGNER.certificate(), AUTHORITY.certificate()).signedBy(SIGNER);

    private final Map<String, byte[]> published = new HashMap<>();
    private final List<MetadataRequest> asked = new ArrayList<>();

    private MetadataDocument fetch(MetadataRequest request) throws IOException {
        asked.add(request);
        byte[] document = published.get(request.uri().toString());
        if (document == null) {
            throw new IOException("status 404");
        }
        return new MetadataDocument.Fetched(ByteString.copyOf(document), null);
    }

    private MetadataBlobVerifier.Builder verifier(RevocationPolicy policy) {
        return MetadataBlobVerifier.builder(MetadataSigner.anyUnder(Set.of(ROOT.certificate())), this::fetch, CLOCK)
                .signatures(SIGNATURES)
                .revocation(policy);
    }

    private static void assertAccepted(MetadataBlobVerifier.Builder verifier) {
        assertAccepted(verifier, BLOB);
    }

    private static void assertAccepted(MetadataBlobVerifier.Builder verifier, ByteString blob) {
        try {
            assertThat(verifier.build().verify(blob, SOURCE).number()).isEqualTo(7);
        } catch (MetadataRefusedException e) {
            throw new AssertionError(e.getMessage(), e);
        }
    }

    private static MetadataFailure refused(MetadataBlobVerifier.Builder verifier) {
        return refused(verifier, BLOB);
    }

    private static MetadataFailure refused(MetadataBlobVerifier.Builder verifier, ByteString blob) {
        MetadataRefusedException refusal = catchThrowableOfType(
                MetadataRefusedException.class, () -> verifier.build().verify(blob, SOURCE));
        assertThat(refusal).as("the refusal").isNotNull();
        return refusal.failure();
    }

    private static void assertUnknown(MetadataFailure failure, TestAuthority subject, String reason) {
        assertThat(failure).isInstanceOfSatisfying(RevocationUnknown.class, unknown -> {
            assertThat(unknown.subject())
                    .isEqualTo(subject.certificate().getSubjectX500Principal().getName());
            assertThat(unknown.reasons()).anySatisfy(each -> assertThat(each).contains(reason));
        });
    }

    private void publish(byte[] rootList, byte[] authorityList) {
        published.put(ROOT_LIST, rootList);
        published.put(AUTHORITY_LIST, authorityList);
    }

    private void publishAuthorityList(byte[] list) {
        publish(ROOT.revocationList(), list);
    }

    static List<RevocationPolicy> checkingPolicies() {
        return List.of(RevocationPolicy.strict(), RevocationPolicy.tolerateExpired(Duration.ofDays(3650)));
    }

    @Nested
    class EveryCertificate {
        @ParameterizedTest
        @MethodSource("dev.keystile.webauthn.metadata.RevocationTest#checkingPolicies")
        void isCheckedAgainstItsIssuersList(RevocationPolicy policy) {
            publish(ROOT.revocationList(), AUTHORITY.revocationList());

            assertAccepted(verifier(policy));
            assertThat(asked)
                    .extracting(request -> request.uri().toString())
                    .containsExactly(AUTHORITY_LIST, ROOT_LIST);
            assertThat(asked).allSatisfy(request -> {
                assertThat(request.kind()).isEqualTo(MetadataRequest.Kind.REVOCATION_LIST);
                assertThat(request.maximumLength()).isEqualTo(MetadataLimits.DEFAULT.revocationList());
            });
        }

        @ParameterizedTest
        @MethodSource("dev.keystile.webauthn.metadata.RevocationTest#checkingPolicies")
        void isRefusedWhenTheSignerIsRevoked(RevocationPolicy policy) {
            publish(ROOT.revocationList(), AUTHORITY.revocationList(SIGNER.certificate()));

            assertThat(refused(verifier(policy)))
                    .isEqualTo(new CertificateRevoked(
                            "CN=Test signer", SIGNER.certificate().getSerialNumber(), NOW.minus(Duration.ofDays(2))));
        }

        @ParameterizedTest
        @MethodSource("dev.keystile.webauthn.metadata.RevocationTest#checkingPolicies")
        void isRefusedWhenTheIntermediateIsRevoked(RevocationPolicy policy) {
            publish(ROOT.revocationList(AUTHORITY.certificate()), AUTHORITY.revocationList());

            assertThat(refused(verifier(policy)))
                    .isEqualTo(new CertificateRevoked(
                            "CN=Test authority",
                            AUTHORITY.certificate().getSerialNumber(),
                            NOW.minus(Duration.ofDays(2))));
        }

        @ParameterizedTest
        @MethodSource("dev.keystile.webauthn.metadata.RevocationTest#checkingPolicies")
        void needsAList(RevocationPolicy policy) {
            assertUnknown(refused(verifier(policy)), SIGNER, AUTHORITY_LIST + ": status 404");

            published.put(AUTHORITY_LIST, AUTHORITY.revocationList());
            assertUnknown(refused(verifier(policy)), AUTHORITY, ROOT_LIST + ": status 404");
        }

        @Test
        void exceptTheRootIsLookedUp() {
            TestAuthority signingRoot = TestAuthority.root(
                    "Signing root", Keys.P256, spec -> spec.keyUsage(KeyUsage.digitalSignature | KeyUsage.keyCertSign));
            MetadataBlobVerifier.Builder verifier = MetadataBlobVerifier.builder(
                    MetadataSigner.anyUnder(Set.of(signingRoot.certificate())), RevocationTest.this::fetch, CLOCK);

            assertAccepted(verifier, TestBlob.es256(signingRoot.certificate()).signedBy(signingRoot));
            assertAccepted(verifier, TestBlob.of("ES256").signedBy(signingRoot));
            assertThat(asked).isEmpty();
        }

        @Test
        void isNotLookedUpWhenThatIsTurnedOff() {
            publish(ROOT.revocationList(AUTHORITY.certificate()), AUTHORITY.revocationList(SIGNER.certificate()));

            assertAccepted(verifier(RevocationPolicy.unchecked()));
            assertThat(asked).isEmpty();
        }

        @Test
        void isNotMistakenForAnotherOfTheSameNumberRevokedElsewhere() {
            TestAuthority other = TestAuthority.root("Elsewhere", Keys.P256);
            publishAuthorityList(AUTHORITY.revocationList());

            assertAccepted(withLists(RevocationPolicy.strict(), other.revocationList(SIGNER.certificate())));
        }

        @Test
        void isFoundAmongManyRevoked() {
            int number = SIGNER.certificate().getSerialNumber().intValueExact();
            publishAuthorityList(AUTHORITY.revocationList(list -> list.revokeSerials(number + 1, 5_000)));
            assertAccepted(verifier(RevocationPolicy.strict()));

            publishAuthorityList(AUTHORITY.revocationList(list -> list.revokeSerials(number - 4_999, 5_000)));
            assertThat(refused(verifier(RevocationPolicy.strict()))).isInstanceOf(CertificateRevoked.class);
        }

        @Test
        void ofTheNextRootCrossSignedIsCheckedWithTheOldRootOnly() {
            TestAuthority next = TestAuthority.root("Next root", Keys.P256);
            TestAuthority underNext =
                    next.authority("Under next", spec -> spec.revocationListAt("http://crl.example/next.crl"));
            TestAuthority signer = underNext.signer(
                    "Signer", Keys.P256, spec -> spec.revocationListAt("http://crl.example/under-next.crl"));
            X509Certificate crossSigned = ROOT.crossSign(next);
            ByteString blob = TestBlob.es256(signer.certificate(), underNext.certificate(), crossSigned)
                    .signedBy(signer);
            published.put("http://crl.example/next.crl", next.revocationList());
            published.put("http://crl.example/under-next.crl", underNext.revocationList());

            assertUnknown(
                    refused(verifier(RevocationPolicy.strict()), blob),
                    next,
                    "does not say where its issuer's list is");
            assertAccepted(
                    MetadataBlobVerifier.builder(
                            MetadataSigner.anyUnder(Set.of(ROOT.certificate(), next.certificate())),
                            RevocationTest.this::fetch,
                            CLOCK),
                    blob);
        }
    }

    @Nested
    class Freshness {
        private byte[] expired(Duration ago, X509Certificate... revoked) {
            return AUTHORITY.revocationList(list ->
                    list.current(NOW.minus(Duration.ofDays(90)), NOW.minus(ago)).revoke(revoked));
        }

        @Test
        void refusesAnExpiredListWhenStrict() {
            publishAuthorityList(expired(Duration.ofSeconds(1)));

            assertUnknown(refused(verifier(RevocationPolicy.strict())), SIGNER, "the list expired at");
        }

        @Test
        void acceptsAListUntilTheLastSecond() {
            publishAuthorityList(expired(Duration.ZERO));

            assertAccepted(verifier(RevocationPolicy.strict()));
        }

        @Test
        void toleratesAnExpiredListAsLongAsItWasTold() {
            publishAuthorityList(expired(Duration.ofDays(10)));

            assertAccepted(verifier(RevocationPolicy.tolerateExpired(Duration.ofDays(10))));
            assertUnknown(
                    refused(verifier(RevocationPolicy.tolerateExpired(Duration.ofDays(9)))),
                    SIGNER,
                    "longer ago than is tolerated");
        }

        @Test
        void believesAnExpiredListThatSomebodyIsRevoked() {
            publishAuthorityList(expired(Duration.ofDays(10), SIGNER.certificate()));

            for (RevocationPolicy policy : checkingPolicies()) {
                assertThat(refused(verifier(policy))).isInstanceOf(CertificateRevoked.class);
            }
        }

        @Test
        void acceptsAnExpiredListWhenNoneIsLookedAt() {
            publishAuthorityList(expired(Duration.ofDays(10)));

            assertAccepted(verifier(RevocationPolicy.unchecked()));
        }

        @ParameterizedTest
        @MethodSource("dev.keystile.webauthn.metadata.RevocationTest#checkingPolicies")
        void refusesAListFromTheFuture(RevocationPolicy policy) {
            publishAuthorityList(
                    AUTHORITY.revocationList(list -> list.current(NOW.plusSeconds(1), NOW.plus(Duration.ofDays(7)))));

            assertUnknown(refused(verifier(policy)), SIGNER, "valid only from");
        }

        @Test
        void refusesAListWithoutEndWhenStrictOnly() {
            publishAuthorityList(AUTHORITY.revocationList(list -> list.current(NOW.minus(Duration.ofDays(1)), null)));

            assertUnknown(refused(verifier(RevocationPolicy.strict())), SIGNER, "does not say until when it is valid");
            assertAccepted(verifier(RevocationPolicy.tolerateExpired(Duration.ZERO)));
        }

        @Test
        void goesByTheNewestList() {
            byte[] older = AUTHORITY.revocationList(
                    list -> list.current(NOW.minus(Duration.ofDays(3)), NOW.plus(Duration.ofDays(3)))
                            .revoke(SIGNER.certificate()));
            byte[] newer = AUTHORITY.revocationList(
                    list -> list.current(NOW.minus(Duration.ofDays(1)), NOW.plus(Duration.ofDays(3))));
            publishAuthorityList(AUTHORITY.revocationList());

            assertAccepted(withLists(RevocationPolicy.strict(), older, newer));
        }

        @Test
        void cannotTolerateLessThanNothing() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> RevocationPolicy.tolerateExpired(Duration.ofSeconds(-1)));
        }
    }

    @Nested
    class Authenticity {
        @ParameterizedTest
        @MethodSource("dev.keystile.webauthn.metadata.RevocationTest#checkingPolicies")
        void refusesAListWithABadSignature(RevocationPolicy policy) {
            publishAuthorityList(AUTHORITY.revocationList(TestAuthority.RevocationList::badSignature));

            assertUnknown(refused(verifier(policy)), SIGNER, "signature is not the issuer's");
        }

        @ParameterizedTest
        @MethodSource("dev.keystile.webauthn.metadata.RevocationTest#checkingPolicies")
        void refusesAListThatSomebodyElseSignedInTheIssuersName(RevocationPolicy policy) {
            TestAuthority impostor = TestAuthority.root("Impostor", Keys.P256);
            publishAuthorityList(impostor.revocationListOfName(AUTHORITY, list -> list));

            assertUnknown(refused(verifier(policy)), SIGNER, "signature is not the issuer's");
        }

        @Test
        void doesNotBelieveAForgedListThatSomebodyIsRevoked() {
            TestAuthority impostor = TestAuthority.root("Impostor", Keys.P256);
            publishAuthorityList(AUTHORITY.revocationList());

            assertAccepted(withLists(
                    RevocationPolicy.strict(),
                    impostor.revocationListOfName(AUTHORITY, list -> list.revoke(SIGNER.certificate()))));
        }

        @Test
        void refusesTheListOfAnotherIssuer() {
            publishAuthorityList(ROOT.revocationList());

            assertUnknown(refused(verifier(RevocationPolicy.strict())), SIGNER, "the list is of another issuer");
        }

        @Test
        void refusesTheListThatTheIssuersKeySignedUnderAnotherName() {
            publishAuthorityList(AUTHORITY.revocationListOfName(ROOT, list -> list));

            assertUnknown(refused(verifier(RevocationPolicy.strict())), SIGNER, "the list is of another issuer");
        }

        @Test
        void refusesAListSignedOverAHashThatCollides() {
            publishAuthorityList(AUTHORITY.revocationList(list -> list.signedBy("SHA1withECDSA")));

            assertUnknown(refused(verifier(RevocationPolicy.strict())), SIGNER, "the list is signed by SHA1");
        }

        @Test
        void refusesAListOfAnIssuerThatMayNotSignLists() {
            TestAuthority mute = ROOT.authority(
                    "Mute", spec -> spec.revocationListAt(ROOT_LIST).keyUsage(KeyUsage.keyCertSign));
            TestAuthority signer = mute.signer("Signer", Keys.P256, spec -> spec.revocationListAt(AUTHORITY_LIST));
            publishAuthorityList(mute.revocationList());

            assertUnknown(
                    refused(
                            verifier(RevocationPolicy.strict()),
                            TestBlob.es256(signer.certificate(), mute.certificate())
                                    .signedBy(signer)),
                    signer,
                    "may not sign revocation lists");
        }

        @Test
        void refusesWhatIsNoList() {
            publishAuthorityList(new byte[] {0x30, 0});
            assertThat(refused(verifier(RevocationPolicy.strict()))).isInstanceOf(RevocationUnknown.class);

            publishAuthorityList("-----BEGIN X509 CRL-----".getBytes(StandardCharsets.US_ASCII));
            assertThat(refused(verifier(RevocationPolicy.strict()))).isInstanceOf(RevocationUnknown.class);
        }

        @Test
        void refusesAListThatIsTooLong() {
            publishAuthorityList(AUTHORITY.revocationList());
            int length = AUTHORITY.revocationList().length;

            assertUnknown(
                    refused(verifier(RevocationPolicy.strict()).limits(new MetadataLimits(100_000, 1_000, length / 2))),
                    SIGNER,
                    "longer than");
        }

        @Test
        void asksForNothingBeforeTheChainAndTheSignatureAreVerified() {
            TestAuthority attacker = TestAuthority.root("Attacker", Keys.P256);
            TestAuthority signer = attacker.signer(
                    "Signer", Keys.P256, spec -> spec.revocationListAt("http://169.254.169.254/latest/"));
            ByteString wrongRoot = TestBlob.es256(signer.certificate()).signedBy(signer);
            ByteString wrongSignature = TestBlob.es256(SIGNER.certificate(), AUTHORITY.certificate())
                    .signedBy(attacker);

            assertThat(refused(verifier(RevocationPolicy.strict()), wrongRoot)).isInstanceOf(ChainNotTrusted.class);
            assertThat(refused(verifier(RevocationPolicy.strict()), wrongSignature))
                    .isInstanceOf(MetadataFailure.SignatureInvalid.class);
            assertThat(asked).isEmpty();
        }
    }

    @Nested
    class Scope {
        @Test
        void acceptsAListOfTheCertificatesDistributionPoint() {
            publish(
                    ROOT.revocationList(list -> list.scope(null, false, true)),
                    AUTHORITY.revocationList(list -> list.scope(AUTHORITY_LIST, true, false)));

            assertAccepted(verifier(RevocationPolicy.strict()));
        }

        @Test
        void refusesAListOfAnotherDistributionPoint() {
            publishAuthorityList(
                    AUTHORITY.revocationList(list -> list.scope("http://crl.example/another.crl", false, false)));

            assertUnknown(refused(verifier(RevocationPolicy.strict())), SIGNER, "does not cover the certificate");
        }

        @Test
        void refusesAListOfAuthoritiesForAnotherAndTheOtherWayRound() {
            publishAuthorityList(AUTHORITY.revocationList(list -> list.scope(null, false, true)));
            assertUnknown(refused(verifier(RevocationPolicy.strict())), SIGNER, "does not cover the certificate");

            publish(ROOT.revocationList(list -> list.scope(null, true, false)), AUTHORITY.revocationList());
            assertUnknown(refused(verifier(RevocationPolicy.strict())), AUTHORITY, "does not cover the certificate");
        }

        @Test
        void refusesAnIndirectList() {
            publishAuthorityList(AUTHORITY.revocationList(TestAuthority.RevocationList::indirect));

            assertUnknown(refused(verifier(RevocationPolicy.strict())), SIGNER, "does not cover the certificate");
        }

        @Test
        void refusesAListOfChangesOnly() {
            publishAuthorityList(AUTHORITY.revocationList(TestAuthority.RevocationList::delta));

            assertUnknown(refused(verifier(RevocationPolicy.strict())), SIGNER, "critical extensions");
        }

        @Test
        void refusesAListWithACriticalExtensionThatNobodyKnows() {
            publishAuthorityList(
                    AUTHORITY.revocationList(list -> list.unknownCriticalExtension("1.3.6.1.4.1.99999.2")));

            assertUnknown(refused(verifier(RevocationPolicy.strict())), SIGNER, "critical extensions");
        }
    }

    private MetadataBlobVerifier.Builder withLists(RevocationPolicy policy, byte[]... lists) {
        try {
            return verifier(policy)
                    .revocationLists(
                            Arrays.stream(lists).map(ByteString::copyOf).toList());
        } catch (MalformedException e) {
            throw new AssertionError(e);
        }
    }

    @Nested
    class PassedIn {
        @Test
        void sparesTheFetching() {
            assertAccepted(withLists(RevocationPolicy.strict(), AUTHORITY.revocationList(), ROOT.revocationList()));
            assertThat(asked).isEmpty();
        }

        @Test
        void countsWhenTheSignerIsRevokedInIt() {
            assertThat(refused(withLists(
                            RevocationPolicy.strict(),
                            ROOT.revocationList(),
                            AUTHORITY.revocationList(SIGNER.certificate()))))
                    .isInstanceOf(CertificateRevoked.class);
        }

        @Test
        void isFetchedAnewWhereItIsExpired() {
            publish(ROOT.revocationList(), AUTHORITY.revocationList());

            assertAccepted(withLists(
                    RevocationPolicy.strict(),
                    AUTHORITY.revocationList(
                            list -> list.current(NOW.minus(Duration.ofDays(9)), NOW.minus(Duration.ofDays(1))))));
            assertThat(asked).hasSize(2);
        }

        @Test
        void isNotSpokenOfWhereItIsOfAnotherIssuer() {
            assertThat(refused(withLists(RevocationPolicy.strict(), ROOT.revocationList())))
                    .isEqualTo(new RevocationUnknown("CN=Test signer", List.of(AUTHORITY_LIST + ": status 404")));
        }

        @Test
        void isRefusedWhenItIsNone() {
            assertThatExceptionOfType(MalformedException.class)
                    .isThrownBy(() -> verifier(RevocationPolicy.strict())
                            .revocationLists(List.of(ByteString.of(new byte[] {1, 2, 3}))));
        }
    }

    @Nested
    class SeveralDistributionPoints {
        private final TestAuthority signer = AUTHORITY.signer(
                "Signer with many",
                Keys.P256,
                spec -> spec.revocationListAt(
                        "ldap://crl.example/cn=x",
                        "http://crl.example/1.crl",
                        "https://crl.example/2.crl",
                        "http://crl.example/3.crl",
                        "http://crl.example/4.crl",
                        "http://crl.example/5.crl"));
        private final ByteString blob =
                TestBlob.es256(signer.certificate(), AUTHORITY.certificate()).signedBy(signer);

        @Test
        void areAskedFourTimesOverHttpOnly() {
            published.put(ROOT_LIST, ROOT.revocationList());

            assertThat(refused(verifier(RevocationPolicy.strict()), blob)).isInstanceOf(RevocationUnknown.class);
            assertThat(asked)
                    .extracting(request -> request.uri().toString())
                    .containsExactly(
                            "http://crl.example/1.crl",
                            "https://crl.example/2.crl",
                            "http://crl.example/3.crl",
                            "http://crl.example/4.crl");
        }

        @Test
        void areNotThoseOfOtherIssuers() {
            TestAuthority indirect = AUTHORITY.signer(
                    "Indirect",
                    Keys.P256,
                    spec -> spec.indirectRevocationListAt("http://crl.example/indirect.crl")
                            .revocationListAt(AUTHORITY_LIST));
            publishAuthorityList(AUTHORITY.revocationList());

            assertAccepted(
                    verifier(RevocationPolicy.strict()),
                    TestBlob.es256(indirect.certificate(), AUTHORITY.certificate())
                            .signedBy(indirect));
            assertThat(asked)
                    .extracting(request -> request.uri().toString())
                    .containsExactly(AUTHORITY_LIST, ROOT_LIST);
        }

        @Test
        void needOneThatAnswers() {
            published.put(ROOT_LIST, ROOT.revocationList());
            published.put("http://crl.example/3.crl", AUTHORITY.revocationList());

            assertAccepted(verifier(RevocationPolicy.strict()), blob);
        }
    }
}
