package dev.keystile.webauthn.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.webauthn.attestation.AttestationFormat;
import dev.keystile.webauthn.attestation.AttestationSubject;
import dev.keystile.webauthn.attestation.AttestationType;
import dev.keystile.webauthn.attestation.TrustAnchors;
import dev.keystile.webauthn.authenticator.Aaguid;
import dev.keystile.webauthn.bytes.ByteString;
import dev.keystile.webauthn.bytes.MalformedException;
import dev.keystile.webauthn.cose.CoseAlgorithm;
import dev.keystile.webauthn.json.JsonObject;
import dev.keystile.webauthn.metadata.TestAuthority.Keys;
import java.security.NoSuchAlgorithmException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetadataTrustAnchorsTest {
    private static final Clock CLOCK = Clock.fixed(TestAuthority.NOW, ZoneOffset.UTC);
    private static final Aaguid MODEL = Aaguid.of("00112233-4455-6677-8899-aabbccddeeff");
    private static final TestAuthority VENDOR = TestAuthority.root("Vendor", Keys.P256);
    private static final X509Certificate BATCH = VENDOR.signer("Batch").certificate();
    private static final X509Certificate BATCH_P384 =
            VENDOR.signer("Batch on P-384", Keys.P384, spec -> spec).certificate();
    private static final String ROOTS =
            "\"attestationRootCertificates\": [\"%s\"]".formatted(TestBlob.base64(VENDOR.certificate()));

    private static String model(String... statementMembers) {
        return "{\"aaguid\": \"%s\", \"metadataStatement\": %s, \"statusReports\": []}"
                .formatted(MODEL, TestBlob.statement(withRoots(statementMembers)));
    }

    private static String reported(String statusReports) {
        return "{\"aaguid\": \"%s\", \"metadataStatement\": %s, \"statusReports\": %s}"
                .formatted(MODEL, TestBlob.statement(ROOTS), statusReports);
    }

    private static String u2fModel(X509Certificate batch, String statusReports) {
        return "{\"attestationCertificateKeyIdentifiers\": [\"%s\"], \"metadataStatement\": %s, \"statusReports\": %s}"
                .formatted(keyIdentifier(batch), TestBlob.statement(ROOTS), statusReports);
    }

    private static String[] withRoots(String... members) {
        List<String> all = new ArrayList<>(Arrays.asList(members));
        all.add(ROOTS);
        return all.toArray(String[]::new);
    }

    /** By another implementation. */
    private static String keyIdentifier(X509Certificate certificate) {
        try {
            return ByteString.copyOf(new JcaX509ExtensionUtils()
                            .createSubjectKeyIdentifier(certificate.getPublicKey())
                            .getKeyIdentifier())
                    .toHex();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static MetadataIndex index(String... entries) {
        List<MetadataEntry> read = new ArrayList<>();
        List<SkippedEntry> skipped = new ArrayList<>();
        for (int i = 0; i < entries.length; i++) {
            try {
                JsonObject json = JsonObject.parse(entries[i]);
                try {
                    read.add(MetadataEntry.parse(json));
                } catch (MalformedException e) {
                    skipped.add(EntryReader.skipped(i, json, e));
                }
            } catch (MalformedException e) {
                throw new AssertionError(e);
            }
        }
        return MetadataIndex.of(read, skipped);
    }

    private static TrustAnchors find(MetadataPolicy policy, AttestationSubject subject, String... entries) {
        MetadataIndex index = index(entries);
        return MetadataTrustAnchors.of(() -> index, policy, CLOCK).find(subject);
    }

    private static TrustAnchors find(AttestationSubject subject, String... entries) {
        return find(MetadataPolicy.strict(), subject, entries);
    }

    private static AttestationSubject packed() {
        return subject(AttestationFormat.PACKED, AttestationType.BASIC, MODEL, BATCH);
    }

    private static AttestationSubject self() {
        return subject(AttestationFormat.PACKED, AttestationType.SELF, MODEL);
    }

    private static AttestationSubject u2f(Aaguid aaguid, X509Certificate batch) {
        return new AttestationSubject(
                AttestationFormat.FIDO_U2F, AttestationType.BASIC, aaguid, List.of(batch), CoseAlgorithm.ES256, null);
    }

    private static AttestationSubject subject(
            AttestationFormat format, AttestationType type, Aaguid aaguid, X509Certificate... certificates) {
        return new AttestationSubject(
                format, type, aaguid, List.of(certificates), CoseAlgorithm.ES256, CoseAlgorithm.ES256);
    }

    private static void assertKnown(TrustAnchors anchors) {
        assertThat(anchors).isEqualTo(new TrustAnchors.Known(Set.of(VENDOR.certificate()), "A test authenticator"));
    }

    private static void assertRefused(TrustAnchors anchors, String code) {
        assertThat(anchors)
                .isInstanceOfSatisfying(
                        TrustAnchors.Refused.class,
                        refused -> assertThat(refused.code()).isEqualTo(code));
    }

    @Nested
    class LookUp {
        @Test
        void findsAModelByItsAaguid() {
            assertKnown(find(packed(), model()));
        }

        @Test
        void knowsNothingOfOtherModels() {
            AttestationSubject other = subject(
                    AttestationFormat.PACKED,
                    AttestationType.BASIC,
                    Aaguid.of("00000000-0000-0000-0000-000000000001"),
                    BATCH);

            assertThat(find(other, model())).isEqualTo(new TrustAnchors.Unknown());
            assertThat(find(packed())).isEqualTo(new TrustAnchors.Unknown());
        }

        @Test
        void findsAU2fModelByItsKey() {
            assertKnown(find(u2f(Aaguid.ZERO, BATCH), u2fModel(BATCH, "[]")));
            assertThat(find(u2f(Aaguid.ZERO, VENDOR.signer("Other").certificate()), u2fModel(BATCH, "[]")))
                    .isEqualTo(new TrustAnchors.Unknown());
        }

        @Test
        void findsNoU2fModelByTheAaguidThatNobodySigned() {
            assertThat(find(u2f(MODEL, BATCH), model())).isEqualTo(new TrustAnchors.Unknown());
            assertKnown(find(u2f(MODEL, BATCH), u2fModel(BATCH, "[]")));
        }

        @Test
        void findsNoModelByTheZeroAaguid() {
            String zero = model().replace(MODEL.toString(), Aaguid.ZERO.toString());
            AttestationSubject packed = subject(AttestationFormat.PACKED, AttestationType.BASIC, Aaguid.ZERO, BATCH);
            AttestationSubject self = subject(AttestationFormat.PACKED, AttestationType.SELF, Aaguid.ZERO);

            assertThat(find(packed, zero)).isEqualTo(new TrustAnchors.Unknown());
            assertThat(find(self, zero)).isEqualTo(new TrustAnchors.Unknown());
            assertKnown(find(packed, zero, u2fModel(BATCH, "[]")));
            assertThat(index(zero).find(Aaguid.ZERO)).isEmpty();
        }

        @Test
        void refusesAModelWhoseEntryCannotBeRead() {
            String unreadable = model().replace("\"basic_full\"", "1");
            String unreadableU2f = u2fModel(BATCH, "[]").replace("\"basic_full\"", "1");

            assertRefused(find(packed(), unreadable), "metadata-entry-unreadable");
            assertRefused(find(u2f(Aaguid.ZERO, BATCH), unreadableU2f), "metadata-entry-unreadable");
            assertRefused(find(packed(), model(), unreadable), "metadata-entry-unreadable");
            assertThat(find(u2f(MODEL, BATCH), unreadable)).isEqualTo(new TrustAnchors.Unknown());
        }

        @Test
        void asksEachTimeAnew() {
            List<MetadataIndex> present = new ArrayList<>(List.of(MetadataIndex.empty()));
            MetadataTrustAnchors anchors =
                    MetadataTrustAnchors.of(() -> present.get(0), MetadataPolicy.strict(), CLOCK);
            assertThat(anchors.find(packed())).isEqualTo(new TrustAnchors.Unknown());

            present.set(0, index(model()));
            assertKnown(anchors.find(packed()));
        }
    }

    @Nested
    class Status {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "REVOKED",
                    "ATTESTATION_KEY_COMPROMISE",
                    "USER_VERIFICATION_BYPASS",
                    "USER_KEY_REMOTE_COMPROMISE",
                    "USER_KEY_PHYSICAL_COMPROMISE"
                })
        void refusesTheSameEitherWayTheModelIsFound(String status) {
            String reports = TestBlob.reports("FIDO_CERTIFIED", status);

            assertRefused(find(packed(), reported(reports)), "metadata-status");
            assertRefused(find(self(), reported(reports)), "metadata-status");
            assertRefused(find(u2f(Aaguid.ZERO, BATCH), u2fModel(BATCH, reports)), "metadata-status");
            assertThat(find(packed(), reported(reports)))
                    .isEqualTo(new TrustAnchors.Refused(
                            "metadata-status", "A test authenticator is reported as " + status + " since 2019-01-02"));
        }

        @ParameterizedTest
        @ValueSource(strings = {"FIDO_CERTIFIED_L1", "NOT_FIDO_CERTIFIED", "RETIRED", "UPDATE_AVAILABLE", "NEW_STATUS"})
        void acceptsTheOthers(String status) {
            assertKnown(find(packed(), reported(TestBlob.reports(status))));
            assertKnown(find(u2f(Aaguid.ZERO, BATCH), u2fModel(BATCH, TestBlob.reports(status))));
        }

        @Test
        void goesByTheClock() {
            MetadataIndex index = index(reported(TestBlob.reports("REVOKED")));
            Clock before = Clock.offset(CLOCK, Duration.ofDays(-365));

            assertKnown(MetadataTrustAnchors.of(() -> index, MetadataPolicy.strict(), before)
                    .find(packed()));
        }

        @Test
        void refusesAModelOfWhichOneOfSeveralEntriesWarns() {
            String good = reported(TestBlob.reports("FIDO_CERTIFIED"));
            String bad = reported(TestBlob.reports("REVOKED"));
            Supplier<MetadataIndex> one = () -> index(good);
            Supplier<MetadataIndex> other = () -> index(bad);

            assertRefused(find(packed(), good, bad), "metadata-status");
            assertRefused(find(packed(), bad, good), "metadata-status");
            assertRefused(
                    MetadataTrustAnchors.of(List.of(one, other), MetadataPolicy.strict(), CLOCK)
                            .find(packed()),
                    "metadata-status");
        }

        @Test
        void findsInOneSourceWhatTheOtherLacks() {
            Supplier<MetadataIndex> empty = MetadataIndex::empty;
            Supplier<MetadataIndex> one = () -> index(model());

            assertKnown(MetadataTrustAnchors.of(List.of(empty, one), MetadataPolicy.strict(), CLOCK)
                    .find(packed()));
        }

        @Test
        void refusesTheBatchAloneWhereThePolicySaysSo() {
            MetadataPolicy policy =
                    MetadataPolicy.strict().withStatus(StatusPolicy.strict().refusingCompromisedBatchesOnly());
            String reports = "[{\"status\": \"ATTESTATION_KEY_COMPROMISE\", \"batchCertificate\": \"%s\"}]";
            String otherBatch = reported(
                    reports.formatted(TestBlob.base64(VENDOR.signer("Other").certificate())));
            String thisBatch = reported(reports.formatted(TestBlob.base64(BATCH)));
            String theRoot = reported(reports.formatted(TestBlob.base64(VENDOR.certificate())));

            assertKnown(find(policy, packed(), otherBatch));
            assertRefused(find(policy, packed(), thisBatch), "metadata-status");
            assertRefused(find(policy, packed(), theRoot), "metadata-status");
            assertRefused(find(packed(), otherBatch), "metadata-status");
        }

        @Test
        void needsACertificationWhereThePolicySaysSo() {
            MetadataPolicy policy = MetadataPolicy.strict()
                    .withStatus(StatusPolicy.strict().requiring(AuthenticatorStatus.FIDO_CERTIFIED_L2));

            assertKnown(find(policy, packed(), reported(TestBlob.reports("FIDO_CERTIFIED_L2"))));
            assertRefused(
                    find(policy, packed(), reported(TestBlob.reports("FIDO_CERTIFIED_L1"))), "metadata-status-missing");
        }

        @Test
        void refusesAStatementThatWasNotRaisedToTheVersionOfAnUpdate() {
            String update = "[{\"status\": \"UPDATE_AVAILABLE\", \"authenticatorVersion\": %s}]";
            String entry = "{\"aaguid\": \"%s\", \"metadataStatement\": %s, \"statusReports\": %s}";
            String statement = TestBlob.statement("\"authenticatorVersion\": 18446744073709551614", ROOTS);

            assertRefused(
                    find(packed(), entry.formatted(MODEL, statement, update.formatted("18446744073709551615"))),
                    "metadata-outdated");
            assertKnown(find(packed(), entry.formatted(MODEL, statement, update.formatted("18446744073709551614"))));
            assertKnown(find(packed(), entry.formatted(MODEL, statement, update.formatted("1"))));
            assertKnown(find(
                    packed(),
                    entry.formatted(
                            MODEL,
                            statement,
                            "[{\"status\": \"UPDATE_AVAILABLE\", \"effectiveDate\": \"2020-01-01\","
                                    + " \"authenticatorVersion\": 18446744073709551615}]")));
        }
    }

    @Nested
    class Types {
        private final MetadataPolicy lenient = MetadataPolicy.strict().withoutAttestationTypeCheck();

        @Test
        void refusesFullAttestationOfAModelThatAttestsByItself() {
            String surrogate = model("\"attestationTypes\": [\"basic_surrogate\"]");

            assertRefused(find(packed(), surrogate), "metadata-attestation-type");
            assertKnown(find(self(), surrogate));
            assertKnown(find(lenient, packed(), surrogate));
        }

        @Test
        void refusesSelfAttestationOfAModelThatHasCertificates() {
            assertRefused(find(self(), model()), "metadata-attestation-type");
            assertKnown(find(lenient, self(), model()));
        }

        @ParameterizedTest
        @ValueSource(strings = {"basic_full", "attca", "anonca"})
        void takesEveryKindOfCertificateForOne(String type) {
            String model = model("\"attestationTypes\": [\"something_new\", \"" + type + "\"]");

            for (AttestationType found :
                    List.of(AttestationType.BASIC, AttestationType.ATTESTATION_CA, AttestationType.ANONYMIZATION_CA)) {
                assertKnown(find(subject(AttestationFormat.PACKED, found, MODEL, BATCH), model));
            }
            assertRefused(find(self(), model), "metadata-attestation-type");
        }

        @Test
        void refusesWhatTheModelDoesNotMakeAtAll() {
            assertRefused(find(packed(), model("\"attestationTypes\": [\"none\"]")), "metadata-attestation-type");
            assertRefused(find(packed(), model("\"attestationTypes\": []")), "metadata-attestation-type");
        }

        @Test
        void acceptsBothOfAModelThatMakesBoth() {
            String both = model("\"attestationTypes\": [\"basic_full\", \"basic_surrogate\"]");

            assertKnown(find(packed(), both));
            assertKnown(find(self(), both));
        }
    }

    @Nested
    class Algorithms {
        private AttestationSubject subject(int credential, int statement, X509Certificate certificate) {
            return new AttestationSubject(
                    AttestationFormat.PACKED,
                    AttestationType.BASIC,
                    MODEL,
                    List.of(certificate),
                    new CoseAlgorithm(credential),
                    new CoseAlgorithm(statement));
        }

        @Test
        void refusesACredentialOfAnotherAlgorithm() {
            assertRefused(find(subject(-257, -7, BATCH), model()), "metadata-algorithm");
            assertRefused(find(subject(-42, -7, BATCH), model()), "metadata-algorithm");
        }

        @Test
        void refusesAStatementOfAnotherAlgorithm() {
            assertRefused(find(subject(-7, -42, BATCH), model()), "metadata-attestation-algorithm");
            assertRefused(find(subject(-7, -35, BATCH_P384), model()), "metadata-attestation-algorithm");
        }

        @Test
        void refusesACertificateOfAnotherKindOfKey() {
            assertRefused(find(subject(-7, -7, BATCH_P384), model()), "metadata-attestation-algorithm");
        }

        @Test
        void acceptsThemWithoutTheCheck() {
            MetadataPolicy policy = MetadataPolicy.strict().withoutAlgorithmCheck();

            assertKnown(find(policy, subject(-257, -42, BATCH_P384), model()));
        }

        @Test
        void acceptsTheFullySpecifiedNumberOfTheSameAlgorithm() {
            assertKnown(find(subject(-9, -7, BATCH), model()));
        }

        @Test
        void acceptsWhatTheAuthenticatorItselfLists() {
            String model = model("\"authenticatorGetInfo\": {\"algorithms\": [{\"alg\": -49}, {\"alg\": -7}]}");

            assertKnown(find(subject(-49, -7, BATCH), model));
        }

        @Test
        void refusesEverythingOfAModelWhoseAlgorithmsAreUnknown() {
            assertRefused(
                    find(packed(), model("\"authenticationAlgorithms\": [\"something_new\"]")), "metadata-algorithm");
        }

        @Test
        void looksAtTheCredentialAloneWhereAPlatformAttests() {
            X509Certificate endorsed = VENDOR.signer("Attestation key of a TPM", Keys.RSA, spec -> spec)
                    .certificate();
            for (AttestationFormat format :
                    List.of(AttestationFormat.TPM, AttestationFormat.ANDROID_KEY, AttestationFormat.APPLE)) {
                AttestationSubject subject = new AttestationSubject(
                        format,
                        AttestationType.ATTESTATION_CA,
                        MODEL,
                        List.of(endorsed),
                        CoseAlgorithm.ES256,
                        CoseAlgorithm.RS256);

                assertKnown(find(subject, model()));
            }
        }

        @Test
        void looksAtTheCertificateOfU2fToo() {
            assertRefused(
                    find(u2f(Aaguid.ZERO, BATCH_P384), u2fModel(BATCH_P384, "[]")), "metadata-attestation-algorithm");
        }
    }

    @Nested
    class Anchors {
        @Test
        void areAllRootsOfTheModel() {
            String both = "\"attestationRootCertificates\": [\"%s\", \"%s\"]"
                    .formatted(TestBlob.base64(VENDOR.certificate()), TestBlob.base64(BATCH));
            String entry = "{\"aaguid\": \"%s\", \"metadataStatement\": %s, \"statusReports\": []}"
                    .formatted(MODEL, TestBlob.statement(both));

            assertThat(find(packed(), entry))
                    .isEqualTo(new TrustAnchors.Known(Set.of(VENDOR.certificate(), BATCH), "A test authenticator"));
        }

        @Test
        void areNoneWithoutAStatement() {
            assertThat(find(packed(), "{\"aaguid\": \"%s\", \"statusReports\": []}".formatted(MODEL)))
                    .isEqualTo(new TrustAnchors.Known(Set.of(), MODEL.toString()));
        }
    }
}
