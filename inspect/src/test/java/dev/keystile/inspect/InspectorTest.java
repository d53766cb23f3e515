package dev.keystile.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.keystile.webauthn.RelyingParty;
import dev.keystile.webauthn.attestation.AttestationConveyance;
import dev.keystile.webauthn.authentication.PendingAuthentication;
import dev.keystile.webauthn.bytes.ByteString;
import dev.keystile.webauthn.bytes.MalformedException;
import dev.keystile.webauthn.credential.CredentialRecord;
import dev.keystile.webauthn.credential.UserEntity;
import dev.keystile.webauthn.credential.UserHandle;
import dev.keystile.webauthn.json.JsonObject;
import dev.keystile.webauthn.registration.PendingRegistration;
import dev.keystile.webauthn.registration.RegistrationRequest;
import dev.keystile.webauthn.registration.RegistrationResponse;
import dev.keystile.webauthn.testing.Attestation;
import dev.keystile.webauthn.testing.AttestationAuthority;
import dev.keystile.webauthn.testing.SoftwareAuthenticator;
import dev.keystile.webauthn.testing.WebAuthnClient;
import java.time.Duration;
import java.util.Base64;
import java.util.Collections;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class InspectorTest {
    private static final UUID MODEL = UUID.fromString("9c8f2b1e-6f3a-4c56-8d20-1b7a5e90c3d4");
    private static final RelyingParty RELYING_PARTY = RelyingParty.builder("example.org", "Example")
            .origin("https://login.example.org")
            .build();
    private static final WebAuthnClient BROWSER = WebAuthnClient.at("https://login.example.org");
    private static final AttestationAuthority MAKER =
            AttestationAuthority.builder().intermediate(true).build();

    private static PendingRegistration asked() {
        UserEntity user = new UserEntity(new UserHandle(ByteString.ofUtf8("a user handle")), "ada", "Ada Lovelace");
        return RELYING_PARTY.beginRegistration(RegistrationRequest.builder(user)
                .attestation(AttestationConveyance.DIRECT)
                .build());
    }

    private static SoftwareAuthenticator authenticator(Attestation attestation) {
        return SoftwareAuthenticator.builder()
                .aaguid(MODEL)
                .attestation(attestation)
                .build();
    }

    private static String registration(Attestation attestation) {
        return BROWSER.create(asked().optionsJson(), authenticator(attestation));
    }

    private static ByteString attestationObject(String registration) throws MalformedException {
        return JsonObject.parse(registration).requiredObject("response").requiredBytes("attestationObject");
    }

    private static String packed() {
        return registration(Attestation.packed(MAKER));
    }

    static Stream<Arguments> attestations() {
        return Stream.of(
                Arguments.of("none", Attestation.none()),
                Arguments.of("packed", Attestation.self()),
                Arguments.of("packed", Attestation.packed(MAKER)),
                Arguments.of("tpm", Attestation.tpm(MAKER)),
                Arguments.of("android-key", Attestation.androidKey(MAKER)),
                Arguments.of("apple", Attestation.apple(MAKER)),
                Arguments.of("fido-u2f", Attestation.fidoU2f(MAKER)),
                Arguments.of("android-safetynet", Attestation.androidSafetyNet(MAKER)),
                Arguments.of("compound", Attestation.compound(Attestation.self(), Attestation.packed(MAKER))));
    }

    @Nested
    class Shows {

        @ParameterizedTest
        @MethodSource("dev.keystile.inspect.InspectorTest#attestations")
        void registrationsOfEveryFormatWithoutAProblem(String format, Attestation attestation) {
            Inspection inspection = Views.of(registration(attestation));

            assertThat(inspection.kind()).isEqualTo(Kind.REGISTRATION_RESPONSE);
            assertThat(Views.problems(inspection)).isEmpty();
            assertThat(Views.fields(inspection))
                    .anyMatch(field -> field.startsWith("response.attestationObject.fmt = " + format + " ("))
                    .anyMatch(field -> field.endsWith("SHA-256 of “example.org”)"));
        }

        @Test
        void everyFieldOfARegistrationByItsName() {
            assertThat(Views.fields(Views.of(packed())))
                    .contains(
                            "type = public-key",
                            "response.clientDataJSON.type = webauthn.create (a registration)",
                            "response.clientDataJSON.origin = https://login.example.org",
                            "response.attestationObject.attStmt.alg = -7 (ES256)",
                            "response.attestationObject.authData.flags.UV = 1 (user verified)",
                            "response.attestationObject.authData.flags.BE = 0 (not backup eligible: bound to one device)",
                            "response.attestationObject.authData.attestedCredentialData.aaguid = " + MODEL,
                            "response.attestationObject.authData.attestedCredentialData.credentialPublicKey.alg (3) = -7 (ES256)",
                            "response.attestationObject.authData.attestedCredentialData.credentialPublicKey.crv (-1) = 1 (P-256)")
                    .anyMatch(field -> field.startsWith("response.attestationObject.attStmt.x5c.[0].subject = ")
                            && field.contains("OU=Authenticator Attestation"))
                    .anyMatch(field ->
                            field.contains("id-fido-gen-ce-aaguid (1.3.6.1.4.1.45724.1.1.4).aaguid = " + MODEL))
                    .anyMatch(field ->
                            field.contains("basicConstraints (2.5.29.19).cA = false (issues no certificates)"));
        }

        @Test
        void whatIsInsideOfTpmStatements() {
            assertThat(Views.fields(Views.of(registration(Attestation.tpm(MAKER)))))
                    .anyMatch(field -> field.endsWith("certInfo.magic = 0xff544347 (TPM_GENERATED_VALUE)"))
                    .anyMatch(field -> field.endsWith("certInfo.type = 0x8017 (TPM_ST_ATTEST_CERTIFY)"))
                    .anyMatch(field -> field.contains("pubArea.objectAttributes = ") && field.contains("fixedTPM"))
                    .anyMatch(field -> field.contains("tpmManufacturer=id:"));
        }

        @Test
        void whatIsInsideOfAndroidKeyDescriptions() {
            assertThat(Views.fields(Views.of(registration(Attestation.androidKey(MAKER)))))
                    .anyMatch(field -> field.contains("attestationSecurityLevel = 1 (TrustedEnvironment)"))
                    .anyMatch(field -> field.contains("hardwareEnforced.purpose = 2 (SIGN)"))
                    .anyMatch(field -> field.contains("hardwareEnforced.origin = 0 (GENERATED)"));
        }

        @Test
        void authenticationsWithTheirSignature() {
            SoftwareAuthenticator authenticator = authenticator(Attestation.none());
            BROWSER.create(asked().optionsJson(), authenticator);
            PendingAuthentication pending = RELYING_PARTY.beginAuthentication();
            Inspection inspection = Views.of(BROWSER.get(pending.optionsJson(), authenticator));

            assertThat(inspection.kind()).isEqualTo(Kind.AUTHENTICATION_RESPONSE);
            assertThat(Views.problems(inspection)).isEmpty();
            assertThat(Views.fields(inspection))
                    .contains(
                            "response.authenticatorData.flags.UP = 1 (user present)",
                            "response.authenticatorData.signCount = 1")
                    .anyMatch(field -> field.startsWith("response.signature.r = "))
                    .anyMatch(field -> field.startsWith("response.userHandle = "
                            + ByteString.ofUtf8("a user handle").toHex()));
        }

        @Test
        void optionsOfBothCeremonies() {
            Inspection creation = Views.of(asked().optionsJson());
            Inspection request = Views.of(RELYING_PARTY.beginAuthentication().optionsJson());

            assertThat(creation.kind()).isEqualTo(Kind.CREATION_OPTIONS);
            assertThat(request.kind()).isEqualTo(Kind.REQUEST_OPTIONS);
            assertThat(Views.problems(creation)).isEmpty();
            assertThat(Views.problems(request)).isEmpty();
            assertThat(Views.fields(creation))
                    .contains(
                            "pubKeyCredParams.alg = -7 (ES256)",
                            "user.displayName = Ada Lovelace",
                            "rp.id = example.org");
            assertThat(Views.fields(request))
                    .contains("allowCredentials = [] (any discoverable credential of the RP ID)");
        }

        @Test
        void whatTheNativeApiWrapsThemIn() {
            Inspection wrapped = Views.of("{\"ceremony\": \"sealed\", \"publicKey\": " + asked().optionsJson() + "}");

            assertThat(wrapped.kind()).isEqualTo(Kind.CREATION_OPTIONS);
            assertThat(Views.fields(wrapped)).contains("ceremony = sealed", "publicKey.rp.id = example.org");
        }

        @Test
        void credentialRecords() throws Exception {
            PendingRegistration pending = asked();
            CredentialRecord record = RELYING_PARTY
                    .verify(
                            pending,
                            RegistrationResponse.parse(
                                    BROWSER.create(pending.optionsJson(), authenticator(Attestation.none()))))
                    .credentialRecord();
            Inspection inspection = Views.of(record.toJson());

            assertThat(inspection.kind()).isEqualTo(Kind.CREDENTIAL_RECORD);
            assertThat(Views.problems(inspection)).isEmpty();
            assertThat(Views.fields(inspection)).contains("publicKey.alg (3) = -7 (ES256)", "signCount = 0");
        }
    }

    @Nested
    class ShowsMetadata {
        private static final String STATEMENT = """
                {"description": "Key", "aaguid": "9c8f2b1e-6f3a-4c56-8d20-1b7a5e90c3d4", "authenticatorVersion": 1,
                 "protocolFamily": "fido2", "schema": 3, "upv": [{"major": 1, "minor": 0}],
                 "authenticationAlgorithms": ["secp256r1_ecdsa_sha256_raw"], "publicKeyAlgAndEncodings": ["cose"],
                 "attestationTypes": ["basic_full"], "userVerificationDetails": [[{"userVerificationMethod": "none"}]],
                 "keyProtection": ["hardware"], "matcherProtection": ["on_chip"], "attachmentHint": ["external"],
                 "tcDisplay": [], "attestationRootCertificates": ["%s"], "icon": "data:image/png;base64,AAAA"}
                """;

        private static String statement() throws Exception {
            return STATEMENT.formatted(
                    Base64.getEncoder().encodeToString(MAKER.root().getEncoded()));
        }

        private static String entry() throws Exception {
            return "{\"aaguid\": \"" + MODEL + "\", \"metadataStatement\": " + statement()
                    + ", \"statusReports\": [{\"status\": \"REVOKED\", \"effectiveDate\": \"2026-01-02\"}],"
                    + " \"timeOfLastStatusChange\": \"2026-01-02\"}";
        }

        @Test
        void statementsWithTheirCertificates() throws Exception {
            Inspection inspection = Views.of(statement());

            assertThat(inspection.kind()).isEqualTo(Kind.METADATA_STATEMENT);
            assertThat(Views.problems(inspection)).isEmpty();
            assertThat(Views.fields(inspection))
                    .contains("description = Key", "icon = data:image/png;base64 (a picture, 26 characters)")
                    .anyMatch(field -> field.startsWith("attestationRootCertificates.[0].subject = "));
        }

        @Test
        void entriesWithTheirStatus() throws Exception {
            Inspection inspection = Views.of(entry());

            assertThat(inspection.kind()).isEqualTo(Kind.METADATA_ENTRY);
            assertThat(Views.problems(inspection)).isEmpty();
            assertThat(Views.fields(inspection)).contains("statusReports.[0].status = REVOKED");
        }

        @Test
        void whatIsWrongWithThem() throws Exception {
            assertThat(Views.problems(Views.of(entry().replace("\"description\": \"Key\", ", ""))))
                    .anyMatch(problem -> problem.contains("description"));
        }

        @Test
        void blobsWithALineForEachOfManyEntries() throws Exception {
            String payload = "{\"no\": 7, \"nextUpdate\": \"2026-12-01\", \"entries\": ["
                    + String.join(", ", Collections.nCopies(6, entry())) + "]}";
            String blob = ByteString.ofUtf8("{\"alg\": \"ES256\", \"typ\": \"JWT\"}")
                            .toBase64Url() + "." + ByteString.ofUtf8(payload).toBase64Url() + ".AAAA";
            Inspection inspection = Views.of(blob);

            assertThat(inspection.kind()).isEqualTo(Kind.METADATA_BLOB);
            assertThat(Views.problems(inspection)).isEmpty();
            assertThat(Views.fields(inspection))
                    .contains(
                            "header.alg = ES256",
                            "payload.no = 7",
                            "payload.entries." + MODEL + " = Key (REVOKED)",
                            "signature = 000000 (3 bytes; not verified)");
        }
    }

    @Nested
    class Finds {

        static Stream<Arguments> ways() throws MalformedException {
            ByteString object = attestationObject(packed());
            byte[] bytes = object.toByteArray();
            return Stream.of(
                    Arguments.of("raw bytes", object),
                    Arguments.of("base64url", ByteString.ofUtf8(object.toBase64Url())),
                    Arguments.of("base64", ByteString.ofUtf8(Base64.getEncoder().encodeToString(bytes))),
                    Arguments.of(
                            "base64", ByteString.ofUtf8(Base64.getMimeEncoder().encodeToString(bytes) + "\r\n")),
                    Arguments.of("hexadecimal", ByteString.ofUtf8(object.toHex())),
                    Arguments.of(
                            "hexadecimal",
                            ByteString.ofUtf8(object.toHex()
                                    .replaceAll("(..)", "$1:")
                                    .replaceAll(":$", "")
                                    .toUpperCase(Locale.ROOT))),
                    Arguments.of("base64url", ByteString.ofUtf8("\"" + object.toBase64Url() + "\"")));
        }

        @ParameterizedTest
        @MethodSource("ways")
        void oneObjectInEveryEncoding(String encoding, ByteString written) throws MalformedException {
            Inspection inspection = Views.of(written);

            assertThat(inspection.kind()).isEqualTo(Kind.ATTESTATION_OBJECT);
            assertThat(inspection.encoding()).startsWith(encoding);
            assertThat(Views.problems(inspection)).isEmpty();
        }

        @Test
        void partsOfResponsesByThemselves() throws Exception {
            RegistrationResponse response = RegistrationResponse.parse(packed());
            var object = response.attestationObject();

            assertThat(Views.of(object.authenticatorData().encoded()).kind()).isEqualTo(Kind.AUTHENTICATOR_DATA);
            assertThat(Views.of(object.authenticatorData().encoded().toHex()).kind())
                    .isEqualTo(Kind.AUTHENTICATOR_DATA);
            ByteString key =
                    object.attestedCredentialData().credentialPublicKey().encoded();
            assertThat(Views.of(key).kind()).isEqualTo(Kind.COSE_KEY);
            assertThat(Views.of(key.toBase64Url()).kind()).isEqualTo(Kind.COSE_KEY);
            assertThat(Views.of(response.clientData().encoded()).kind()).isEqualTo(Kind.CLIENT_DATA);
            assertThat(Views.of(response.clientData().encoded().toBase64Url()).kind())
                    .isEqualTo(Kind.CLIENT_DATA);
            assertThat(Views.of(MODEL.toString()).kind()).isEqualTo(Kind.AAGUID);
            assertThat(Views.of(MODEL.toString().replace("-", "")).kind()).isEqualTo(Kind.AAGUID);
            assertThat(Views.of(JsonObject.parse(packed())
                                    .requiredObject("response")
                                    .toJson())
                            .kind())
                    .isEqualTo(Kind.REGISTRATION_RESPONSE);
        }

        @Test
        void hashesClientDataAsTheirBytesAre() throws Exception {
            ByteString clientData =
                    RegistrationResponse.parse(packed()).clientData().encoded();
            ByteString spaced = ByteString.ofUtf8(clientData.toUtf8().replace(",", ", "));

            assertThat(Views.fields(Views.of(spaced)))
                    .contains("SHA-256 = " + spaced.sha256().toHex()
                            + " (32 bytes; clientDataHash, which the authenticator signs)");
        }

        @Test
        void certificates() throws Exception {
            byte[] der = MAKER.root().getEncoded();
            String pem = "-----BEGIN CERTIFICATE-----\n"
                    + Base64.getMimeEncoder().encodeToString(der) + "\n-----END CERTIFICATE-----\n";

            assertThat(Views.of(ByteString.copyOf(der)).kind()).isEqualTo(Kind.CERTIFICATE);
            assertThat(Views.of(pem).encoding()).isEqualTo("PEM, CERTIFICATE");
            assertThat(Views.fields(Views.of(pem + pem)))
                    .filteredOn(field -> field.contains("subject = "))
                    .hasSize(2);
            assertThat(Views.problems(Views.of(pem))).isEmpty();
            assertThat(Views.of(ByteString.copyOf(MAKER.root().getPublicKey().getEncoded()))
                            .kind())
                    .isEqualTo(Kind.PUBLIC_KEY);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"", " ", "hello", "/tmp/some.file.txt", "{}", "{\"a\": 1}", "[1, 2]", "null", "\"\"", "ff"})
        void nothingInWhatIsNothing(String text) {
            assertThat(Inspector.inspect(ByteString.ofUtf8(text))).isEmpty();
        }

        @Test
        void theKindThatItIsTold() {
            assertThat(Inspector.inspect(ByteString.ofUtf8("01"), Kind.CBOR))
                    .hasValueSatisfying(found -> assertThat(Views.fields(found)).contains(" = 1"));
            assertThat(Inspector.inspect(ByteString.ofUtf8("01"), Kind.AAGUID)).isEmpty();
        }
    }

    @Nested
    class Tells {

        @Test
        void whereAnAttestationObjectBreaksAndShowsTheRest() throws Exception {
            ByteString whole = attestationObject(packed());
            Inspection cut = Views.of(whole.slice(0, whole.length() - 40));

            assertThat(cut.kind()).isEqualTo(Kind.ATTESTATION_OBJECT);
            assertThat(Views.problems(cut)).isNotEmpty();
            assertThat(Views.fields(cut)).contains("fmt = packed (L3 §8.2)");
            assertThat(Views.fields(cut)).anyMatch(field -> field.startsWith("attStmt.x5c.[0].subject = "));
        }

        @Test
        void authenticatorDataBehindABrokenStatement() throws Exception {
            ByteString whole = attestationObject(packed());
            byte[] bytes = whole.toByteArray();
            int signature = whole.toHex().indexOf(ByteString.ofUtf8("sig").toHex()) / 2 + 3;
            bytes[signature] = (byte) 0xFC;
            Inspection broken = Views.of(ByteString.copyOf(bytes));

            assertThat(Views.problems(broken)).anyMatch(problem -> problem.startsWith("@" + signature));
            assertThat(Views.fields(broken))
                    .contains("fmt = packed (L3 §8.2)", "authData.attestedCredentialData.aaguid = " + MODEL);
        }

        @Test
        void thatAKeyIsNotOnItsCurve() throws Exception {
            ByteString key = RegistrationResponse.parse(packed())
                    .attestationObject()
                    .attestedCredentialData()
                    .credentialPublicKey()
                    .encoded();
            byte[] bytes = key.toByteArray();
            bytes[bytes.length - 1] ^= 1;

            assertThat(Views.problems(Views.of(ByteString.copyOf(bytes))))
                    .singleElement()
                    .asString()
                    .contains("not on P-256");
        }

        @Test
        void whatTheLibraryRefusesInAResponse() throws Exception {
            String other = packed().replaceFirst("\"rawId\":\"....", "\"rawId\":\"AAAA");

            assertThat(Views.problems(Views.of(other)))
                    .singleElement()
                    .asString()
                    .contains("rawId");
        }

        @Test
        void whatCanBeFoundInMalformedJson() {
            String cut = packed().replace("\"type\":\"public-key\"", "\"type\":oops");
            Inspection inspection = Views.of(cut);

            assertThat(Views.problems(inspection)).singleElement().asString().contains("JSON");
            assertThat(Views.fields(inspection)).contains("attestationObject.fmt = packed (L3 §8.2)");
        }

        @Test
        void thatBase64IsNotTheOneOfTheSpecificationAndReadsIt() {
            String padded = packed().replaceFirst("(\"clientDataJSON\":\"[^\"]*)\"", "$1=\"");
            Inspection inspection = Views.of(padded);

            assertThat(Views.problems(inspection)).anyMatch(problem -> problem.startsWith("clientDataJSON"));
            assertThat(Views.fields(inspection))
                    .contains("response.clientDataJSON.type = webauthn.create (a registration)");
        }

        @Test
        void thatOptionsLackSomething() {
            assertThat(Views.problems(Views.of("{\"challenge\": \"AAAA\", \"rp\": {\"name\": \"x\"}}")))
                    .containsExactlyInAnyOrder(
                            "challenge: has fewer than the 16 bytes that L3 §13.4.3 wants",
                            "user: is missing",
                            "pubKeyCredParams: is missing");
        }
    }

    @Test
    void letsNothingReachAScreenThatMovesCursorsOrTurnsTextAround() {
        Inspection inspection = Views.of(
                "{\"challenge\": \"AAAAAAAAAAAAAAAAAAAAAA\", \"rpId\": \"\\u001b[31mred\\u202egnp\\u0007\\u2028\\ue000\"}");

        assertThat(Views.fields(inspection)).contains("rpId = \\u{1B}[31mred\\u{202E}gnp\\u{7}\\u{2028}\\u{E000}");
    }

    @Test
    void staysSmallWhateverTheInput() {
        String many = "{\"challenge\": \"AAAAAAAAAAAAAAAAAAAAAA\", \"x\": [" + "{\"a\": 1},".repeat(50_000) + "{}]}";
        Inspection inspection = Views.of(many);

        assertThat(Views.fields(inspection)).hasSizeLessThan(20_001);
        assertThat(Views.problems(inspection)).contains(": there is more than this view shows; it ends here");
    }

    /** "Aa" and "BB" have one hash, and so have all texts that are made of them; a table of hashes takes minutes for these. */
    @Test
    void takesNoLongerForKeysThatWereChosenForTheirHash() {
        int pairs = 13;
        StringBuilder hex = new StringBuilder("b92000");
        for (int i = 0; i < 1 << pairs; i++) {
            hex.append("581a");
            for (int bit = 0; bit < pairs; bit++) {
                hex.append(((i >> bit) & 1) == 0 ? "4161" : "4242");
            }
            hex.append("00");
        }
        ByteString encoded = ByteString.fromHex(hex.toString());

        Optional<Inspection> shown =
                assertTimeoutPreemptively(Duration.ofSeconds(30), () -> Inspector.inspect(encoded, Kind.COSE_KEY));

        assertThat(shown).isPresent();
    }
}
