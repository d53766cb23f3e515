package dev.keystile.webauthn.attestation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.webauthn.authenticator.Aaguid;
import dev.keystile.webauthn.bytes.ByteString;
import dev.keystile.webauthn.cose.CoseAlgorithm;
import dev.keystile.webauthn.testing.Algorithm;
import dev.keystile.webauthn.testing.Attestation;
import dev.keystile.webauthn.testing.AttestationAuthority;
import dev.keystile.webauthn.testing.ChainFault;
import dev.keystile.webauthn.testing.Fault;
import dev.keystile.webauthn.testing.SignatureFault;
import dev.keystile.webauthn.testing.SoftwareAuthenticator;
import dev.keystile.webauthn.testing.TpmFault;
import dev.keystile.webauthn.testing.TpmHash;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each rule of L3 §8.3 with a statement that keeps it, and one that differs only in breaking it. */
class TpmFormatTest {

    private static final UUID AAGUID = UUID.fromString("08987058-cadc-4b81-b6e1-30de50dcbe96");
    private static final AttestationAuthority AUTHORITY =
            AttestationAuthority.builder().intermediate(true).build();
    private static final Attestation TPM = Attestation.tpm(AUTHORITY);

    private static SoftwareAuthenticator authenticator(Attestation attestation, Algorithm algorithm) {
        return SoftwareAuthenticator.builder()
                .aaguid(AAGUID)
                .algorithms(algorithm)
                .attestation(attestation)
                .build();
    }

    private final AttestationTrial trial = AttestationTrial.of(authenticator(TPM, Algorithm.ES256));

    @ParameterizedTest
    @CsvSource({
        "ES256, RS256",
        "ES256, RS1",
        "ES256, PS256",
        "ES256, ES256",
        "ES384, RS384",
        "ES512, ES512",
        "RS256, RS256",
        "RS512, ES384",
        "PS384, RS512"
    })
    void acceptsKeysOfTpmsWithAttestationKeys(Algorithm credential, Algorithm attestation) {
        dev.keystile.webauthn.attestation.Attestation accepted = trial.with(
                        authenticator(Attestation.tpm(AUTHORITY, attestation), credential))
                .trusting(AUTHORITY.root())
                .with(AttestationPolicy.verified())
                .accepted();

        assertThat(accepted.type()).isEqualTo(AttestationType.ATTESTATION_CA);
        assertThat(accepted.certificates()).hasSize(2);
        assertThat(accepted.trust())
                .isEqualTo(new AttestationTrust.Verified(AUTHORITY.root(), "a configured trust anchor"));
    }

    @Test
    void refusesSha1WhereItIsNotAllowed() {
        AttestationRules withoutSha1 = AttestationRules.standard().withSha1Formats(Set.of());
        AttestationTrial sha1 = trial.with(authenticator(Attestation.tpm(AUTHORITY, Algorithm.RS1), Algorithm.ES256));

        assertThat(sha1.accepted()).isNotNull();
        assertThat(sha1.with(withoutSha1).refused())
                .isEqualTo(new AttestationFailure.AlgorithmNotSupported(CoseAlgorithm.RS1));
        assertThat(trial.accepted(TpmFault.nameAlgorithm(TpmHash.SHA1))).isNotNull();
        trial.with(withoutSha1)
                .breaks("pubArea", "must not be computed with SHA-1", TpmFault.nameAlgorithm(TpmHash.SHA1));
    }

    @Test
    void refusesSha1InOtherFormatsUnlessItIsAllowedThere() {
        AttestationTrial packed =
                trial.with(authenticator(Attestation.packed(AUTHORITY, Algorithm.RS1), Algorithm.ES256));

        assertThat(packed.refused()).isEqualTo(new AttestationFailure.AlgorithmNotSupported(CoseAlgorithm.RS1));
        assertThat(packed.with(AttestationRules.standard().withSha1Formats(Set.of(AttestationFormat.PACKED)))
                        .accepted())
                .isNotNull();
    }

    @Test
    void refusesSignaturesByAlgorithmsThatNoTpmHas() {
        assertThat(trial.with(authenticator(Attestation.tpm(AUTHORITY, Algorithm.ED25519), Algorithm.ES256))
                        .refused(TpmFault.noExtraData()))
                .isEqualTo(new AttestationFailure.AlgorithmNotSupported(CoseAlgorithm.ED25519));
    }

    @Nested
    class TheStatement {

        @ParameterizedTest
        @ValueSource(strings = {"ver", "alg", "x5c", "sig", "certInfo", "pubArea"})
        void hasAllItsMembers(String member) {
            trial.malformed("attStmt." + member, Fault.statement(member).missing());
        }

        @ParameterizedTest
        @ValueSource(strings = {"x5c", "sig", "pubArea"})
        void hasNoneEmpty(String member) {
            trial.malformed("attStmt." + member, Fault.statement(member).empty());
        }

        @Test
        void hasNoOtherMember() {
            trial.malformed("attStmt", Fault.statement("ecdaaKeyId").is(new byte[] {1}));
        }

        @ParameterizedTest
        @ValueSource(strings = {"1.2", "", "2.0 "})
        void isOfVersionTwo(String version) {
            trial.breaks("ver", "must be 2.0", Fault.statement("ver").is(version));
        }
    }

    @Nested
    class ThePublicArea {

        @Test
        void isTheCredentialsKey() {
            assertThat(trial.refused(TpmFault.publicAreaOfStranger(Algorithm.ES256)))
                    .isEqualTo(new AttestationFailure.OtherKey(AttestationFormat.TPM, "pubArea"));
        }

        @Test
        void isTheCredentialsKeyOfRsaToo() {
            AttestationTrial rsa = trial.with(authenticator(TPM, Algorithm.RS256));
            AttestationFailure otherKey = new AttestationFailure.OtherKey(AttestationFormat.TPM, "pubArea");

            assertThat(rsa.refused(TpmFault.publicAreaOfStranger(Algorithm.RS256)))
                    .isEqualTo(otherKey);
            assertThat(rsa.refused(TpmFault.publicAreaOfStranger(Algorithm.ES256)))
                    .isEqualTo(otherKey);
            assertThat(rsa.refused(TpmFault.publicAreaExponent(3))).isEqualTo(otherKey);
            assertThat(rsa.refused(TpmFault.publicAreaCurveOrBits(1024))).isEqualTo(otherKey);
            assertThat(rsa.accepted(TpmFault.publicAreaExponent(65537))).isNotNull();
        }

        @Test
        void isOnTheCredentialsCurve() {
            assertThat(trial.refused(TpmFault.publicAreaCurveOrBits(0x0004)))
                    .isEqualTo(new AttestationFailure.OtherKey(AttestationFormat.TPM, "pubArea"));
            trial.malformed("attStmt.pubArea", TpmFault.publicAreaCurveOrBits(0x0010));
        }

        @ParameterizedTest
        @ValueSource(ints = {0x0001, 0x0008, 0x0025})
        void isOfItsType(int type) {
            trial.malformed("attStmt.pubArea", TpmFault.publicAreaType(type));
        }

        @Test
        void hasNothingAroundIt() {
            trial.malformed("attStmt.pubArea", TpmFault.publicAreaLeftover((byte) 0));
            trial.malformed("attStmt.pubArea", TpmFault.publicAreaSized());
        }

        @Test
        void mayHaveNoPolicy() {
            assertThat(trial.accepted(TpmFault.publicAreaWithoutPolicy())).isNotNull();
        }
    }

    @Nested
    class TheKeyInside {

        private static final String BEFORE_ATTRIBUTES = "0023000b";
        private static final String AFTER_ATTRIBUTES = "00000010";
        private static final String CURVE_AND_POINT = "000300100001010001" + "02";

        private static TpmPublicArea area(String attributes, String scheme) throws Exception {
            return TpmPublicArea.parse(
                    ByteString.fromHex(BEFORE_ATTRIBUTES + attributes + AFTER_ATTRIBUTES + scheme + CURVE_AND_POINT));
        }

        @Test
        void isResidentWhenAllThreeAttributesSaySo() throws Exception {
            assertThat(area("00040072", "0010").isResident()).isTrue();
            for (String lacking : List.of("00040070", "00040062", "00040052", "00040000")) {
                assertThat(area(lacking, "0010").isResident()).as(lacking).isFalse();
            }
        }

        @Test
        void isReadWithAndWithoutItsSchemesHash() throws Exception {
            TpmKey key = area("00040072", "0010").key();

            assertThat(area("00040072", "0018000b").key()).isEqualTo(key);
            assertThat(area("00040072", "0018").key()).isEqualTo(key);
        }

        @Test
        void mustBeResidentWhereThatIsDemanded() {
            AttestationTrial demanding = trial.with(AttestationRules.standard().withTpmResidentKeys());

            assertThat(demanding.accepted()).isNotNull();
            demanding.breaks(
                    "pubArea",
                    "made by the TPM and never leave it",
                    Fault.statement("pubArea").changed("attributes 0", area -> {
                        byte[] changed = ((byte[]) area).clone();
                        changed[7] = 0;
                        return changed;
                    }));
        }
    }

    @Nested
    class TheCertInfo {

        @Test
        void isGeneratedByTheTpm() {
            trial.breaks("certInfo", "TPM_GENERATED_VALUE", TpmFault.magic(0xFF544348L));
        }

        @Test
        void certifiesRatherThanQuotes() {
            trial.breaks("certInfo", "TPM_ST_ATTEST_CERTIFY", TpmFault.type(0x8018));
        }

        @Test
        void isAboutThisResponse() {
            AttestationFailure other =
                    new AttestationFailure.OtherCeremony(AttestationFormat.TPM, "certInfo.extraData");

            assertThat(trial.refused(TpmFault.otherExtraData())).isEqualTo(other);
            assertThat(trial.refused(TpmFault.noExtraData())).isEqualTo(other);
            assertThat(trial.refused(Fault.otherClientDataHash())).isEqualTo(other);
        }

        @ParameterizedTest
        @EnumSource(value = TpmHash.class, mode = EnumSource.Mode.EXCLUDE, names = "SHA256")
        void namesTheKeyByTheAlgorithmOfThePublicArea(TpmHash hash) {
            assertThat(trial.accepted(TpmFault.nameAlgorithm(hash))).isNotNull();
        }

        @ParameterizedTest
        @EnumSource(value = TpmHash.class, mode = EnumSource.Mode.EXCLUDE, names = "SHA256")
        void doesNotNameTheKeyByAnother(TpmHash hash) {
            trial.breaks("certInfo", "must be that of pubArea", TpmFault.nameSaying(hash));
        }

        @Test
        void namesNoOtherObject() {
            trial.breaks("certInfo", "must be that of pubArea", TpmFault.otherName());
        }

        @Test
        void hasNothingBehindIt() {
            trial.malformed("attStmt.certInfo", TpmFault.attestLeftover((byte) 0));
        }

        @Test
        void mayHaveNoQualifiedNames() {
            assertThat(trial.accepted(TpmFault.withoutQualifiedNames())).isNotNull();
        }
    }

    @Nested
    class TheSignature {

        @Test
        void isByTheAttestationKey() {
            AttestationFailure invalid = new AttestationFailure.SignatureInvalid(CoseAlgorithm.RS256);

            assertThat(trial.refused(SignatureFault.wrong())).isEqualTo(invalid);
            assertThat(trial.refused(SignatureFault.byStranger())).isEqualTo(invalid);
            assertThat(trial.refused(SignatureFault.byCredential())).isEqualTo(invalid);
        }

        @Test
        void isOfTheAlgorithmItSays() {
            assertThat(trial.refused(Fault.statement("alg").is((long) Algorithm.RS384.cose())))
                    .isEqualTo(new AttestationFailure.SignatureInvalid(CoseAlgorithm.RS384));
            assertThat(trial.refused(Fault.statement("alg").is(-42L)))
                    .isEqualTo(new AttestationFailure.AlgorithmNotSupported(new CoseAlgorithm(-42)));
            trial.malformed("attStmt.x5c[0]", Fault.statement("alg").is((long) Algorithm.ES256.cose()));
        }
    }

    @Nested
    class TheCertificate {

        @Test
        void isTheFirst() {
            trial.breaks("x5c[0]", "the subject must be empty", ChainFault.reversed());
        }

        @Test
        void hasAnEmptySubject() {
            trial.breaks(
                    "x5c[0]", "the subject must be empty", ChainFault.leaf().subject("CN", "TPM"));
        }

        @Test
        void isOfVersionThree() {
            // With an empty subject, the platform itself reads no certificate without extensions.
            assertThat(trial.refused(ChainFault.leaf().version1()))
                    .isInstanceOf(AttestationFailure.StatementMalformed.class);
            assertThat(trial.refused(
                            ChainFault.leaf().version1(), ChainFault.leaf().subject("CN", "TPM")))
                    .isInstanceOfSatisfying(
                            AttestationFailure.RuleBroken.class,
                            broken -> assertThat(broken.rule()).isEqualTo("the version must be 3"));
        }

        @Test
        void isNoAuthoritys() {
            trial.breaks("x5c[0]", "certification authority", ChainFault.leaf().authority(true));
        }

        @Test
        void isForThePurposeOfAttestationKeys() {
            trial.breaks("x5c[0]", "2.5.29.37", TpmFault.noKeyPurpose());
            trial.breaks("x5c[0]", "tcg-kp-AIKCertificate", TpmFault.keyPurposes("1.3.6.1.5.5.7.3.1"));
            assertThat(trial.accepted(TpmFault.keyPurposes("1.3.6.1.5.5.7.3.1", "2.23.133.8.3")))
                    .isNotNull();
        }

        @Test
        void hasOneManufacturerModelAndVersion() {
            trial.breaks("x5c[0]", "one TPM manufacturer", TpmFault.noManufacturer());
            trial.breaks("x5c[0]", "one TPM model", TpmFault.noModel());
            trial.breaks("x5c[0]", "one TPM version", TpmFault.noVersion());
        }

        @Test
        void mayHaveThemInRelativeNamesOfTheirOwn() {
            assertThat(trial.accepted(TpmFault.separateNames())).isNotNull();
        }

        @Test
        void hasAnAlternativeNameAsCriticalAsAnEmptySubjectDemands() {
            // The platform itself reads no other.
            assertThat(trial.refused(TpmFault.noAlternativeName()))
                    .isInstanceOf(AttestationFailure.StatementMalformed.class);
            assertThat(trial.refused(TpmFault.alternativeNameNotCritical()))
                    .isInstanceOf(AttestationFailure.StatementMalformed.class);
        }

        @ParameterizedTest
        @ValueSource(strings = {"AMD", "414D4400", "id:414D44", "id:414D4400 ", "id:GGGGGGGG", ""})
        void namesItsManufacturerInTheRegistrysForm(String manufacturer) {
            assertThat(trial.refused(TpmFault.manufacturer(manufacturer)))
                    .isInstanceOf(AttestationFailure.RuleBroken.class);
        }

        @Test
        void isOfAnAcceptedManufacturer() {
            AttestationTrial registered =
                    trial.with(AttestationRules.standard().withTpmManufacturers(TpmManufacturer.REGISTERED));

            assertThat(trial.accepted(TpmFault.manufacturer("id:FFFFF1D0"))).isNotNull();
            assertThat(registered.accepted()).isNotNull();
            assertThat(registered.accepted(TpmFault.manufacturer("id:494e5443")))
                    .isNotNull();
            registered.breaks("x5c[0]", "manufacturer must be one of", TpmFault.manufacturer("id:FFFFF1D0"));
            Set<TpmManufacturer> extended = new HashSet<>(TpmManufacturer.REGISTERED);
            extended.add(new TpmManufacturer("id:fffff1d0"));
            assertThat(trial.with(AttestationRules.standard().withTpmManufacturers(extended))
                            .accepted(TpmFault.manufacturer("id:FFFFF1D0")))
                    .isNotNull();
        }

        @Test
        void isForTheAuthenticatorsModelIfItSaysSo() {
            UUID another = UUID.fromString("6028b017-b1d4-4c02-b4b3-afcdafc96bb2");

            assertThat(trial.refused(ChainFault.leaf().aaguid(another)))
                    .isEqualTo(new AttestationFailure.AaguidMismatch(
                            Aaguid.of(another.toString()), Aaguid.of(AAGUID.toString())));
            assertThat(trial.accepted(ChainFault.leaf().withoutAaguid())).isNotNull();
            trial.breaks("x5c[0]", "must not be critical", ChainFault.leaf().aaguidCritical());
            trial.malformed(
                    "attStmt.x5c[0].extension 1.3.6.1.4.1.45724.1.1.4",
                    ChainFault.leaf().aaguidUnwrapped());
        }

        @Test
        void isValidWhereItsAnchorIsKnown() {
            AttestationTrial trusting = trial.trusting(AUTHORITY.root());

            assertThat(trusting.accepted(ChainFault.leaf().expired()).trust())
                    .isInstanceOf(AttestationTrust.Unverified.class);
            assertThat(trusting.with(AttestationPolicy.verifiedIfKnown())
                            .refused(ChainFault.leaf().expired()))
                    .isInstanceOf(AttestationFailure.TrustInsufficient.class);
        }
    }
}
