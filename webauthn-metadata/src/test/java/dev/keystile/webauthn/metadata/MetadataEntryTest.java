package dev.keystile.webauthn.metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.keystile.webauthn.authenticator.Aaguid;
import dev.keystile.webauthn.bytes.ByteString;
import dev.keystile.webauthn.bytes.MalformedException;
import dev.keystile.webauthn.cose.CoseAlgorithm;
import dev.keystile.webauthn.json.JsonObject;
import dev.keystile.webauthn.metadata.MetadataStatement.BiometricAccuracy;
import dev.keystile.webauthn.metadata.MetadataStatement.CodeAccuracy;
import dev.keystile.webauthn.metadata.MetadataStatement.Extension;
import dev.keystile.webauthn.metadata.MetadataStatement.PaletteEntry;
import dev.keystile.webauthn.metadata.MetadataStatement.PatternAccuracy;
import dev.keystile.webauthn.metadata.MetadataStatement.PngCharacteristics;
import dev.keystile.webauthn.metadata.MetadataStatement.ProtocolVersion;
import dev.keystile.webauthn.metadata.MetadataStatement.VerificationMethod;
import dev.keystile.webauthn.metadata.TestAuthority.Keys;
import java.math.BigInteger;
import java.security.cert.X509Certificate;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MetadataEntryTest {
    private static final String AAGUID = "00112233-4455-6677-8899-aabbccddeeff";
    private static final String KEY = "0123456789abcdef0123456789ABCDEF01234567";
    private static final X509Certificate ROOT =
            TestAuthority.root("Vendor's root", Keys.P256).certificate();

    private static MetadataEntry entry(String json) throws MalformedException {
        return MetadataEntry.parse(JsonObject.parse(json));
    }

    private static void assertMalformed(String json, String place) {
        assertThatExceptionOfType(MalformedException.class)
                .isThrownBy(() -> entry(json))
                .satisfies(problem -> assertThat(problem.place()).isEqualTo(place));
    }

    private static void assertMalformedStatement(String json, String place) {
        assertThatExceptionOfType(MalformedException.class)
                .isThrownBy(() -> MetadataStatement.parse(json))
                .satisfies(problem -> assertThat(problem.place()).isEqualTo(place));
    }

    private static BigInteger number(long value) {
        return BigInteger.valueOf(value);
    }

    @Nested
    class Entry {
        @Test
        void hasEverythingThatWasWritten() throws MalformedException {
            MetadataEntry entry = entry("""
                    {"aaid": "1234#5678", "aaguid": "%s", "attestationCertificateKeyIdentifiers": ["%s"],
                     "biometricStatusReports": [{"certLevel": 2, "modality": "fingerprint_internal",
                        "effectiveDate": "2025-05-05", "certificationDescriptor": "d", "certificateNumber": "n",
                        "certificationPolicyVersion": "1.0.0", "certificationRequirementsVersion": "2.0.0"}],
                     "statusReports": [{"status": "FIPS140_CERTIFIED_L2", "effectiveDate": "2026-01-05",
                        "authenticatorVersion": 18446744073709551615, "certificate": "MIIB", "batchCertificate": "MIIC",
                        "url": "https://vendor.example/", "certificationDescriptor": "what", "certificateNumber": "4321",
                        "certificationPolicyVersion": "1.1.0", "certificationProfiles": ["consumer", "enterprise"],
                        "certificationRequirementsVersion": "1.2.0", "sunsetDate": "2031-01-05", "fipsRevision": 3,
                        "fipsPhysicalSecurityLevel": 1}],
                     "timeOfLastStatusChange": "2026-01-06", "rogueListURL": "https://mds.example/rogues",
                     "rogueListHash": "abc", "somethingNew": {"x": [1, 2]}}""".formatted(AAGUID, KEY));

            assertThat(entry.aaid()).isEqualTo("1234#5678");
            assertThat(entry.aaguid()).isEqualTo(Aaguid.of(AAGUID));
            assertThat(entry.attestationCertificateKeyIdentifiers()).containsExactly(ByteString.fromHex(KEY));
            assertThat(entry.metadataStatement()).isNull();
            assertThat(entry.description()).isEqualTo(AAGUID);
            assertThat(entry.biometricStatusReports())
                    .containsExactly(new BiometricStatusReport(
                            number(2), "fingerprint_internal", LocalDate.of(2025, 5, 5), "d", "n", "1.0.0", "2.0.0"));
            assertThat(entry.statusReports())
                    .containsExactly(new StatusReport(
                            AuthenticatorStatus.FIPS140_CERTIFIED_L2,
                            LocalDate.of(2026, 1, 5),
                            new BigInteger("18446744073709551615"),
                            "MIIB",
                            "MIIC",
                            "https://vendor.example/",
                            "what",
                            "4321",
                            "1.1.0",
                            List.of("consumer", "enterprise"),
                            "1.2.0",
                            LocalDate.of(2031, 1, 5),
                            number(3),
                            number(1)));
            assertThat(entry.timeOfLastStatusChange()).isEqualTo(LocalDate.of(2026, 1, 6));
            assertThat(entry.rogueListUrl()).isEqualTo("https://mds.example/rogues");
            assertThat(entry.rogueListHash()).isEqualTo("abc");
        }

        @Test
        void needsAnIdentifierAndItsStatusReportsOnly() throws MalformedException {
            assertThat(entry("{\"aaid\": \"1#2\", \"statusReports\": []}").description())
                    .isEqualTo("1#2");
            assertThat(entry("{\"attestationCertificateKeyIdentifiers\": [\"%s\"], \"statusReports\": []}"
                                    .formatted(KEY))
                            .description())
                    .isEqualTo("a U2F authenticator");

            assertMalformed("{\"statusReports\": []}", "aaguid");
            assertMalformed("{\"attestationCertificateKeyIdentifiers\": [], \"statusReports\": []}", "aaguid");
            assertMalformed("{\"aaguid\": \"%s\"}".formatted(AAGUID), "statusReports");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> MetadataEntry.of(MetadataStatement.parse(TestBlob.statement())));
        }

        @Test
        void keepsAStatusThatIsNew() throws MalformedException {
            MetadataEntry entry =
                    entry("{\"aaguid\": \"%s\", \"statusReports\": [{\"status\": \"BRAND_NEW\"}]}".formatted(AAGUID));

            assertThat(entry.statusReports())
                    .containsExactly(StatusReport.of(new AuthenticatorStatus("BRAND_NEW"), null));
        }

        @Test
        void isNotAboutTwoModels() {
            String other = TestBlob.statement("\"aaguid\": \"00000000-0000-0000-0000-000000000001\"");

            assertMalformed(
                    "{\"aaguid\": \"%s\", \"statusReports\": [], \"metadataStatement\": %s}".formatted(AAGUID, other),
                    "metadataStatement");
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '\0',
                value = {
                    "\"aaguid\": 5 | aaguid",
                    "\"aaguid\": \"00112233445566778899aabbccddeeff\" | aaguid",
                    "\"aaguid\": \"00112233-4455-6677-8899-aabbccddeef\" | aaguid",
                    "\"aaguid\": \"0-1-2-3-4\" | aaguid",
                    "\"aaguid\": \"\" | aaguid",
                    "\"aaguid\": null | aaguid",
                    "\"attestationCertificateKeyIdentifiers\": [\"00\"] | attestationCertificateKeyIdentifiers",
                    "\"attestationCertificateKeyIdentifiers\": [7] | attestationCertificateKeyIdentifiers[0]",
                    "\"attestationCertificateKeyIdentifiers\": \"00\" | attestationCertificateKeyIdentifiers",
                    "\"statusReports\": {} | statusReports",
                    "\"statusReports\": [{}] | statusReports[0].status",
                    "\"statusReports\": [{\"status\": 1}] | statusReports[0].status",
                    "\"statusReports\": [\"REVOKED\"] | statusReports[0]",
                    "\"statusReports\": [{\"status\": \"X\", \"effectiveDate\": \"soon\"}] | statusReports[0].effectiveDate",
                    "\"statusReports\": [{\"status\": \"X\", \"sunsetDate\": 7}] | statusReports[0].sunsetDate",
                    "\"statusReports\": [{\"status\": \"X\", \"authenticatorVersion\": -1}] | statusReports[0].authenticatorVersion",
                    "\"statusReports\": [{\"status\": \"X\", \"authenticatorVersion\": 18446744073709551616}] | statusReports[0].authenticatorVersion",
                    "\"statusReports\": [{\"status\": \"X\", \"certificationProfiles\": [1]}] | statusReports[0].certificationProfiles[0]",
                    "\"biometricStatusReports\": [{\"modality\": \"x\"}] | biometricStatusReports[0].certLevel",
                    "\"timeOfLastStatusChange\": \"2026-02-30\" | timeOfLastStatusChange",
                    "\"metadataStatement\": [] | metadataStatement",
                    "\"metadataStatement\": {} | metadataStatement.description"
                })
        void refusesWhatHasAnotherType(String member, String place) {
            String name = member.substring(0, member.indexOf(':'));
            String others = List.of("\"aaguid\": \"" + AAGUID + "\"", "\"statusReports\": []").stream()
                    .filter(other -> !other.startsWith(name))
                    .reduce("", (all, other) -> all + ", " + other);

            assertMalformed("{" + member + others + "}", place);
        }
    }

    @Nested
    class Statement {
        @Test
        void hasEverythingThatWasWritten() throws MalformedException {
            MetadataStatement statement = MetadataStatement.parse("""
                    {"legalHeader": "terms", "aaid": "1#2", "aaguid": "%s", "attestationCertificateKeyIdentifiers": ["%s"],
                     "friendlyNames": {"en-US": "Key", "de-DE": "Schl\\u00fcssel"}, "description": "A key",
                     "alternativeDescriptions": {"fr-FR": "une cl\\u00e9"}, "authenticatorVersion": 18446744073709551615,
                     "protocolFamily": "fido2", "schema": 3, "upv": [{"major": 1, "minor": 2}],
                     "authenticationAlgorithms": ["secp256r1_ecdsa_sha256_raw", "something_new"],
                     "publicKeyAlgAndEncodings": ["cose"], "attestationTypes": ["basic_full", "something_else"],
                     "userVerificationDetails": [
                       [{"userVerificationMethod": "passcode_external",
                         "caDesc": {"base": 10, "minLength": 4, "maxRetries": 8, "blockSlowdown": 0}},
                        {"userVerificationMethod": "presence_internal"}],
                       [{"userVerificationMethod": "fingerprint_internal",
                         "baDesc": {"selfAttestedFRR": 0.03, "selfAttestedFAR": 2e-5, "iAPARThreshold": 0.07,
                                    "maxTemplates": 5, "maxRetries": 3, "blockSlowdown": 60}}],
                       [{"userVerificationMethod": "pattern_internal",
                         "paDesc": {"minComplexity": 10000, "maxRetries": 4, "blockSlowdown": 30}}],
                       [{"userVerification": "none"}]],
                     "keyProtection": ["hardware", "secure_element"], "isKeyRestricted": true,
                     "isFreshUserVerificationRequired": false, "matcherProtection": ["on_chip"], "cryptoStrength": 128,
                     "attachmentHint": ["external", "nfc"], "tcDisplay": ["hardware"], "tcDisplayContentType": "image/png",
                     "tcDisplayPNGCharacteristics": [{"width": 320, "height": 480, "bitDepth": 16, "colorType": 2,
                        "compression": 0, "filter": 0, "interlace": 0, "plte": [{"r": 1, "g": 2, "b": 3}]}],
                     "attestationRootCertificates": ["%s"], "ecdaaTrustAnchors": [{"X": "x"}],
                     "icon": "data:image/png;base64,AA", "iconDark": "data:b", "providerLogoLight": "data:c",
                     "providerLogoDark": "data:d", "supportedExtensions": [
                        {"id": "hmac-secret", "fail_if_unknown": false}, {"id": "x", "tag": 7, "data": "y", "fail_if_unknown": true}],
                     "multiDeviceCredentialSupport": "explicit", "cxConfigURL": "https://vendor.example/cx",
                     "authenticatorGetInfo": {"versions": ["FIDO_2_1", "U2F_V2"], "extensions": ["credProtect"],
                        "aaguid": "00112233445566778899aabbccddeeff", "options": {"rk": true, "uv": false, "odd": 1},
                        "maxMsgSize": 2048, "transports": ["usb", "smart-card"], "firmwareVersion": 5,
                        "algorithms": [{"type": "public-key", "alg": -8}, {"alg": "x"}, 5, {"alg": 99999999999}],
                        "attestationFormats": ["packed"],
                        "vendorPrototypeConfigCommands": [3, 18446744073709551615, "x"]},
                     "keyScope": "public-key-credential-source"}""".formatted(AAGUID, KEY, TestBlob.base64(ROOT)));

            assertThat(statement.legalHeader()).isEqualTo("terms");
            assertThat(statement.aaid()).isEqualTo("1#2");
            assertThat(statement.aaguid()).isEqualTo(Aaguid.of(AAGUID));
            assertThat(statement.attestationCertificateKeyIdentifiers()).containsExactly(ByteString.fromHex(KEY));
            assertThat(statement.friendlyNames()).isEqualTo(Map.of("en-US", "Key", "de-DE", "Schlüssel"));
            assertThat(statement.description()).isEqualTo("A key");
            assertThat(statement.alternativeDescriptions()).isEqualTo(Map.of("fr-FR", "une clé"));
            assertThat(statement.authenticatorVersion()).isEqualTo("18446744073709551615");
            assertThat(statement.protocolFamily()).isEqualTo("fido2");
            assertThat(statement.schema()).isEqualTo(3);
            assertThat(statement.upv()).containsExactly(new ProtocolVersion(number(1), number(2)));
            assertThat(statement.authenticationAlgorithms())
                    .containsExactly("secp256r1_ecdsa_sha256_raw", "something_new");
            assertThat(statement.publicKeyAlgAndEncodings()).containsExactly("cose");
            assertThat(statement.attestationTypes()).containsExactly("basic_full", "something_else");
            assertThat(statement.userVerificationDetails())
                    .containsExactly(
                            List.of(
                                    new VerificationMethod(
                                            "passcode_external",
                                            new CodeAccuracy(number(10), number(4), number(8), number(0)),
                                            null,
                                            null),
                                    new VerificationMethod("presence_internal", null, null, null)),
                            List.of(new VerificationMethod(
                                    "fingerprint_internal",
                                    null,
                                    new BiometricAccuracy(0.03, 0.00002, 0.07, number(5), number(3), number(60)),
                                    null)),
                            List.of(new VerificationMethod(
                                    "pattern_internal",
                                    null,
                                    null,
                                    new PatternAccuracy(number(10000), number(4), number(30)))),
                            List.of(new VerificationMethod(null, null, null, null)));
            assertThat(statement.keyProtection()).containsExactly("hardware", "secure_element");
            assertThat(statement.isKeyRestricted()).isTrue();
            assertThat(statement.isFreshUserVerificationRequired()).isFalse();
            assertThat(statement.matcherProtection()).containsExactly("on_chip");
            assertThat(statement.cryptoStrength()).isEqualTo(128);
            assertThat(statement.attachmentHint()).containsExactly("external", "nfc");
            assertThat(statement.tcDisplay()).containsExactly("hardware");
            assertThat(statement.tcDisplayContentType()).isEqualTo("image/png");
            assertThat(statement.tcDisplayPngCharacteristics())
                    .containsExactly(new PngCharacteristics(
                            number(320),
                            number(480),
                            number(16),
                            number(2),
                            number(0),
                            number(0),
                            number(0),
                            List.of(new PaletteEntry(number(1), number(2), number(3)))));
            assertThat(statement.attestationRootCertificates()).containsExactly(ROOT);
            assertThat(statement.ecdaaTrustAnchors()).hasSize(1);
            assertThat(statement.icon()).isEqualTo("data:image/png;base64,AA");
            assertThat(statement.iconDark()).isEqualTo("data:b");
            assertThat(statement.providerLogoLight()).isEqualTo("data:c");
            assertThat(statement.providerLogoDark()).isEqualTo("data:d");
            assertThat(statement.supportedExtensions())
                    .containsExactly(
                            new Extension("hmac-secret", null, null, false), new Extension("x", number(7), "y", true));
            assertThat(statement.multiDeviceCredentialSupport()).isEqualTo("explicit");
            assertThat(statement.cxConfigUrl()).isEqualTo("https://vendor.example/cx");
            assertThat(statement.source().requiredString("keyScope")).isEqualTo("public-key-credential-source");
            assertThat(statement.coseAlgorithms())
                    .containsExactly(CoseAlgorithm.ES256, CoseAlgorithm.ESP256, CoseAlgorithm.EDDSA);
            assertThat(MetadataEntry.of(statement).metadataStatement()).isSameAs(statement);
        }

        @Test
        void keepsTheAuthenticatorsAnswerWhateverItsForm() throws MalformedException {
            AuthenticatorGetInfo info = getInfo("""
                            {"versions": ["FIDO_2_1", 7], "options": {"rk": true, "odd": 1},
                              "maxMsgSize": 2048, "firmwareVersion": "5", "transports": "usb",
                              "algorithms": [{"type": "public-key", "alg": -8}, {"alg": "x"}, 5, {"alg": 99999999999}],
                              "vendorPrototypeConfigCommands": [3, 18446744073709551615, "x", 1.5], "x": {"y": [1]}}""");

            assertThat(info.versions()).containsExactly("FIDO_2_1");
            assertThat(info.options()).isEqualTo(Map.of("rk", true));
            assertThat(info.number("maxMsgSize")).contains(number(2048));
            assertThat(info.number("firmwareVersion")).isEmpty();
            assertThat(info.number("absent")).isEmpty();
            assertThat(info.transports()).isEmpty();
            assertThat(info.extensions()).isEmpty();
            assertThat(info.attestationFormats()).isEmpty();
            assertThat(info.algorithms()).containsExactly(CoseAlgorithm.EDDSA);
            assertThat(info.vendorPrototypeConfigCommands())
                    .containsExactly(number(3), new BigInteger("18446744073709551615"));
            assertThat(info.source().requiredObject("x").requiredArray("y").size())
                    .isEqualTo(1);
        }

        private static AuthenticatorGetInfo getInfo(String json) throws MalformedException {
            AuthenticatorGetInfo info = MetadataStatement.parse(TestBlob.statement("\"authenticatorGetInfo\": " + json))
                    .authenticatorGetInfo();
            if (info == null) {
                throw new AssertionError("no answer");
            }
            return info;
        }

        @Test
        void knowsTheUrlOfCredentialExchangeByItsOlderName() throws MalformedException {
            assertThat(MetadataStatement.parse(TestBlob.statement("\"cxpConfigURL\": \"https://a.example/\""))
                            .cxConfigUrl())
                    .isEqualTo("https://a.example/");
        }

        @Test
        void readsCertificatesThatVendorsBrokeIntoLines() throws MalformedException {
            String base64 = TestBlob.base64(ROOT);
            String broken = "\\n " + base64.substring(0, 64) + "\\r\\n\\t" + base64.substring(64) + "\\n ";

            assertThat(MetadataStatement.parse(
                                    TestBlob.statement("\"attestationRootCertificates\": [\"" + broken + "\"]"))
                            .attestationRootCertificates())
                    .containsExactly(ROOT);
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "MII", "!!!!", "MAA=", "-----BEGIN CERTIFICATE-----"})
        void refusesCertificatesThatAreNone(String certificate) {
            assertMalformedStatement(
                    TestBlob.statement("\"attestationRootCertificates\": [\"%s\", \"%s\"]"
                            .formatted(TestBlob.base64(ROOT), certificate)),
                    "attestationRootCertificates[1]");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"description", "authenticationAlgorithms", "attestationTypes", "attestationRootCertificates"
                })
        void needsWhatAttestationIsJudgedBy(String name) {
            assertMalformedStatement(TestBlob.statement().replace('"' + name + '"', "\"x\""), name);
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '\0',
                value = {
                    "\"description\": 1 | description",
                    "\"authenticationAlgorithms\": [1] | authenticationAlgorithms[0]",
                    "\"attestationTypes\": \"basic_full\" | attestationTypes",
                    "\"friendlyNames\": {\"en\": 1} | friendlyNames",
                    "\"friendlyNames\": [] | friendlyNames",
                    "\"upv\": [{\"major\": 1}] | upv[0].minor",
                    "\"schema\": 1.5 | schema",
                    "\"userVerificationDetails\": [{}] | userVerificationDetails",
                    "\"userVerificationDetails\": [[{\"caDesc\": {}}]] | userVerificationDetails[0][0].caDesc.base",
                    "\"userVerificationDetails\": [[{\"baDesc\": {\"selfAttestedFAR\": \"0\"}}]] | userVerificationDetails[0][0].baDesc.selfAttestedFAR",
                    "\"isKeyRestricted\": \"true\" | isKeyRestricted",
                    "\"supportedExtensions\": [{}] | supportedExtensions[0].id",
                    "\"tcDisplayPNGCharacteristics\": [{}] | tcDisplayPNGCharacteristics[0].width",
                    "\"icon\": {} | icon",
                    "\"authenticatorGetInfo\": [] | authenticatorGetInfo"
                })
        void refusesWhatHasAnotherType(String member, String place) {
            assertMalformedStatement(TestBlob.statement(member), place);
        }

        @Test
        void isNoTextLongerThanAMegabyte() {
            String icon = "\"icon\": \"" + "x".repeat(1 << 20) + '"';

            assertThatExceptionOfType(MalformedException.class)
                    .isThrownBy(() -> MetadataStatement.parse(TestBlob.statement(icon)));
        }

        @ParameterizedTest
        @CsvSource({
            "secp256r1_ecdsa_sha256_raw, -7 -9",
            "secp256r1_ecdsa_sha256_der, -7 -9",
            "secp256k1_ecdsa_sha256_raw, -47",
            "secp256k1_ecdsa_sha256_der, -47",
            "secp384r1_ecdsa_sha384_raw, -35 -51",
            "secp521r1_ecdsa_sha512_raw, -36 -52",
            "secp512r1_ecdsa_sha256_raw, -36 -52",
            "rsassa_pss_sha256_raw, -37",
            "rsassa_pss_sha256_der, -37",
            "rsassa_pss_sha384_raw, -38",
            "rsassa_pss_sha512_raw, -39",
            "rsa_emsa_pkcs1_sha256_raw, -257",
            "rsa_emsa_pkcs1_sha256_der, -257",
            "rsassa_pkcsv15_sha256_raw, -257",
            "rsassa_pkcsv15_sha384_raw, -258",
            "rsassa_pkcsv15_sha512_raw, -259",
            "rsassa_pkcsv15_sha1_raw, -65535",
            "ed25519_eddsa_sha512_raw, -8 -19",
            "ed448_eddsa_sha512_raw, -53",
            "sm2_sm3_raw, ''",
            "something_new, ''"
        })
        void knowsTheRegistrysAlgorithmsByTheirCoseNumbers(String name, String numbers) throws MalformedException {
            assertThat(MetadataStatement.parse(TestBlob.statement("\"authenticationAlgorithms\": [\"" + name + "\"]"))
                            .coseAlgorithms())
                    .extracting(algorithm -> Integer.toString(algorithm.id()))
                    .containsExactly(numbers.isEmpty() ? new String[0] : numbers.split(" "));
        }
    }
}
