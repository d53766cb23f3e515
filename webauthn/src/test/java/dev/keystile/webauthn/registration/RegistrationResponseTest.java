package dev.keystile.webauthn.registration;

import static dev.keystile.webauthn.internal.response.MalformedParts.at;
import static dev.keystile.webauthn.internal.response.MalformedParts.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.keystile.webauthn.RelyingParty;
import dev.keystile.webauthn.attestation.AttestationObject;
import dev.keystile.webauthn.bytes.ByteString;
import dev.keystile.webauthn.bytes.Format;
import dev.keystile.webauthn.bytes.MalformedException;
import dev.keystile.webauthn.cbor.CborOptions;
import dev.keystile.webauthn.cose.CoseAlgorithm;
import dev.keystile.webauthn.cose.SignatureSuite;
import dev.keystile.webauthn.credential.AuthenticatorTransport;
import dev.keystile.webauthn.credential.UserEntity;
import dev.keystile.webauthn.credential.UserHandle;
import dev.keystile.webauthn.internal.response.MalformedParts;
import dev.keystile.webauthn.json.JsonObject;
import dev.keystile.webauthn.testing.Algorithm;
import dev.keystile.webauthn.testing.AuthenticatorFlag;
import dev.keystile.webauthn.testing.CborForm;
import dev.keystile.webauthn.testing.CredentialKeyFault;
import dev.keystile.webauthn.testing.Fault;
import dev.keystile.webauthn.testing.Member;
import dev.keystile.webauthn.testing.SoftwareAuthenticator;
import dev.keystile.webauthn.testing.WebAuthnClient;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Responses that are not what a client sends: each is refused by name, and nothing else than that leaves the parser. */
class RegistrationResponseTest {

    private static final String OBJECT = "response.attestationObject";
    private static final String AUTH_DATA = "response.attestationObject.authData";
    private static final String KEY = "response.attestationObject.authData.credentialPublicKey";

    private static final PendingRegistration PENDING = RelyingParty.builder("example.org", "Example")
            .origin("https://example.org")
            .signatures(SignatureSuite.platform())
            .build()
            .beginRegistration(RegistrationRequest.builder(
                            new UserEntity(new UserHandle(ByteString.ofUtf8("alex")), "alex", "Alex"))
                    .algorithms(List.of(CoseAlgorithm.ES256))
                    .build());

    private static String response(Fault... faults) {
        SoftwareAuthenticator authenticator =
                SoftwareAuthenticator.builder().seed(1).build();
        return WebAuthnClient.at("https://example.org").create(PENDING.optionsJson(), authenticator, faults);
    }

    private static MalformedException malformed(String response) {
        MalformedException malformed =
                catchThrowableOfType(MalformedException.class, () -> RegistrationResponse.parse(response));
        assertThat(malformed).as("the response was accepted").isNotNull();
        return malformed;
    }

    private static Stream<Arguments> json() {
        return Stream.of(
                        MalformedParts.json(),
                        at("id", Fault.credentialIdOfLength(1024)),
                        bytes(OBJECT),
                        at(OBJECT, Fault.response(OBJECT).empty()),
                        at(
                                "response.transports",
                                Fault.response("response.transports").notArray()),
                        at(
                                "response.transports",
                                Fault.response("response.transports").is(List.of("")),
                                Fault.response("response.transports").is(List.of(1L)),
                                Fault.response("response.transports").is(List.of("x".repeat(33))),
                                Fault.response("response.transports")
                                        .is(Stream.iterate("a", text -> text + "a")
                                                .limit(17)
                                                .toList())))
                .flatMap(each -> each);
    }

    private static Stream<Arguments> attestationObject() {
        return Stream.of(
                        at(
                                OBJECT,
                                Fault.changingAttestationObject("text", object -> "not CBOR at all".getBytes()),
                                Fault.attestationObjectIs(List.of()),
                                Fault.attestationObjectIs("text"),
                                Fault.attestationObjectIs(Map.of(1L, "fmt")),
                                Fault.leftoverAttestationObject((byte) 0),
                                Fault.attestationObject(CborForm.LONG_COUNT),
                                Fault.attestationObject(CborForm.LONG_KEY),
                                Fault.attestationObject(CborForm.INDEFINITE),
                                Fault.attestationObject(CborForm.TAGGED),
                                Fault.attestationObjectNested(8),
                                Fault.attestationObjectNested(5000),
                                Fault.attestationObjectClaiming(1_000_000),
                                Fault.attestationObjectClaiming(0x7fff_ffff),
                                Fault.attestationObjectClaiming(0xffff_ffffL),
                                Fault.attestationObject("authData").twice(),
                                Fault.attestationObject("authData").twice(new byte[0]),
                                Fault.attestationObject("authData").precededBy(new byte[0]),
                                Fault.attestationObject("authData").withLongName(),
                                Fault.attestationObject("authData").againWithLongName(new byte[0]),
                                Fault.attestationObject("fmt").twice("packed")),
                        at(OBJECT + ".fmt", Fault.attestationObject("fmt").missing()),
                        at(OBJECT + ".fmt", Fault.attestationObject("fmt").notText()),
                        at(
                                OBJECT + ".fmt",
                                Fault.attestationObject("fmt").is(""),
                                Fault.attestationObject("fmt").is("x".repeat(33)),
                                Fault.attestationObject("fmt").is("no\nne"),
                                Fault.attestationObject("fmt").is("n\"one")),
                        at(
                                OBJECT + ".attStmt",
                                Fault.attestationObject("attStmt").missing()),
                        at(
                                OBJECT + ".attStmt",
                                Fault.attestationObject("attStmt").is("text"),
                                Fault.attestationObject("attStmt").is(null),
                                Fault.attestationObject("attStmt").is(1L)),
                        at(AUTH_DATA, Fault.attestationObject("authData").missing()),
                        at(AUTH_DATA, Fault.attestationObject("authData").notBytes()),
                        at(AUTH_DATA, Fault.attestationObject("authData").empty()))
                .flatMap(each -> each);
    }

    private static Stream<Arguments> authenticatorData() {
        return Stream.of(
                        at(
                                AUTH_DATA,
                                Fault.truncatedAuthenticatorData(0),
                                Fault.truncatedAuthenticatorData(36),
                                Fault.noAttestedCredential(),
                                Fault.leftoverAuthenticatorData((byte) 0),
                                Fault.leftoverAuthenticatorData((byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff),
                                Fault.flag(AuthenticatorFlag.ATTESTED_CREDENTIAL_DATA, false),
                                Fault.extensionsWithoutFlag(Map.of("a", 1L))),
                        at(
                                AUTH_DATA + ".aaguid",
                                Fault.attestedCredentialMissing(),
                                Fault.truncatedAuthenticatorData(37),
                                Fault.truncatedAuthenticatorData(52)),
                        at(
                                AUTH_DATA + ".credentialIdLength",
                                Fault.truncatedAuthenticatorData(54),
                                Fault.credentialIdLengthField(0),
                                Fault.credentialIdLengthField(1024),
                                Fault.attestedCredentialId(new byte[0]),
                                Fault.attestedCredentialId(new byte[1024]),
                                Fault.attestedCredentialId(new byte[2048]),
                                Fault.credentialIdLengthField(0xffff)),
                        at(
                                AUTH_DATA + ".credentialId",
                                Fault.truncatedAuthenticatorData(55),
                                Fault.credentialIdLengthField(1023)),
                        at(KEY, Fault.truncatedAuthenticatorData(100)),
                        at(
                                AUTH_DATA + ".extensions",
                                Fault.flag(AuthenticatorFlag.EXTENSION_DATA, true),
                                Fault.extensionsNoMap(),
                                Fault.extensionsTruncated(),
                                Fault.extensions(Map.of("a", 1L), CborForm.INDEFINITE),
                                Fault.extensions(Map.of("a", 1L), CborForm.LONG_COUNT),
                                Fault.extensions(Map.of("a", 1L, "b", 2L), CborForm.KEYS_REVERSED),
                                Fault.extensionBytes("a map from numbers", new byte[] {(byte) 0xa1, 1, 1})))
                .flatMap(each -> each);
    }

    private static Stream<Arguments> credentialPublicKey() {
        return at(
                KEY,
                CredentialKeyFault.offCurve(),
                CredentialKeyFault.compressed(),
                CredentialKeyFault.parameterTooShort(-2),
                CredentialKeyFault.parameterTooLong(-2),
                CredentialKeyFault.parameterTooShort(-3),
                CredentialKeyFault.parameter(1).missing(),
                CredentialKeyFault.parameter(3).missing(),
                CredentialKeyFault.parameter(-1).missing(),
                CredentialKeyFault.parameter(-3).missing(),
                CredentialKeyFault.parameter(1).is(3L),
                CredentialKeyFault.parameter(1).is(1L),
                CredentialKeyFault.parameter(1).is("OKP"),
                CredentialKeyFault.parameter(3).is(-35L),
                CredentialKeyFault.parameter(3).is(-257L),
                CredentialKeyFault.parameter(3).is(-8L),
                CredentialKeyFault.parameter(-1).is(2L),
                CredentialKeyFault.parameter(-1).is(8L),
                CredentialKeyFault.parameter(-4).is(new byte[32]),
                CredentialKeyFault.parameter(2).is(new byte[4]),
                CredentialKeyFault.form(CborForm.KEYS_REVERSED),
                CredentialKeyFault.form(CborForm.INDEFINITE),
                CredentialKeyFault.form(CborForm.LONG_COUNT),
                CredentialKeyFault.parameter(-3).twice());
    }

    static Stream<Arguments> malformed() {
        return Stream.of(
                        json(),
                        MalformedParts.clientData(),
                        attestationObject(),
                        authenticatorData(),
                        credentialPublicKey())
                .flatMap(each -> each);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("malformed")
    void isRefusedByTheNameOfWhatIsMalformed(Fault fault, String place) {
        String received = malformed(response(fault)).place();

        // What lies at an offset of a text or of bytes is named by the text or the bytes.
        assertThat(received.replaceAll("@\\d+$", ""))
                .matches(text -> text.equals(place) || text.startsWith(place + "["));
    }

    @Test
    void isRefusedWithAnRsaKeyThatIsTooSmall() {
        PendingRegistration rsa = RelyingParty.builder("example.org", "Example")
                .origin("https://example.org")
                .build()
                .beginRegistration(PENDING.request().toBuilder()
                        .algorithms(List.of(CoseAlgorithm.RS256))
                        .build());
        SoftwareAuthenticator authenticator =
                SoftwareAuthenticator.builder().algorithms(Algorithm.RS256).build();
        WebAuthnClient client = WebAuthnClient.at("https://example.org");

        assertThat(malformed(client.create(rsa.optionsJson(), authenticator, CredentialKeyFault.rsa(1024, 65537)))
                        .place())
                .startsWith(KEY);
        assertThat(malformed(client.create(rsa.optionsJson(), authenticator, CredentialKeyFault.parameterTooShort(-2)))
                        .place())
                .startsWith(KEY);
    }

    static Stream<Fault> tolerated() {
        return Stream.of(
                Fault.response("rawId").missing(),
                Fault.response("clientExtensionResults").missing(),
                Fault.response("authenticatorAttachment").missing(),
                Fault.response("response.transports").missing(),
                Fault.response("response.publicKey").is("AAAA"),
                Fault.response("response.publicKeyAlgorithm").is(-257L),
                Fault.response("response.authenticatorData").missing(),
                Fault.response("unknown").is(Map.of("a", 1L)),
                Fault.clientData("crossOrigin").missing(),
                Fault.clientData("other_keys_can_be_added_here").is("do not compare against a template"),
                Fault.clientData("androidPackageName").is("com.android.chrome"),
                Fault.clientData("clientExtensions").is(Map.of()),
                Fault.tokenBinding(Map.of("status", "supported")),
                Fault.tokenBinding(Map.of("status", "not-supported")),
                Fault.tokenBinding(Map.of("status", "present", "id", "AAAA")),
                Fault.clientDataWithByteOrderMark(),
                Fault.clientDataWithTrailingText(" \n"),
                Fault.changingClientData("members in another order", members -> {
                    List<Map.Entry<String, Object>> entries = new ArrayList<>(members.entrySet());
                    Collections.reverse(entries);
                    members.clear();
                    entries.forEach(entry -> members.put(entry.getKey(), entry.getValue()));
                }),
                Fault.attestationObject(CborForm.KEYS_REVERSED),
                Fault.attestationObject("epAtt").is(false),
                Fault.extensions(Map.of()),
                Fault.extensions(Map.of("credProtect", 3L, "org.example", List.of(Map.of("a", List.of(1L))))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tolerated")
    void isReadWhereClientsDiffer(Fault fault) throws Exception {
        assertThat(RegistrationResponse.parse(response(fault)).clientData().origin())
                .isEqualTo("https://example.org");
    }

    @Test
    void isReadWithIndefiniteLengthsWhereThatIsAskedFor() throws Exception {
        JsonObject json = JsonObject.parse(response(Fault.attestationObject(CborForm.INDEFINITE)));

        assertThat(RegistrationResponse.parse(json, AttestationObject.FORM.allowingIndefiniteContainers()))
                .isNotNull();
    }

    @Test
    void isReadWithLongFormsWhereThatIsAskedForButWithNothingTwice() throws Exception {
        CborOptions lenient = AttestationObject.FORM.allowingLongForms();
        Member authData = Fault.attestationObject("authData");
        JsonObject once = JsonObject.parse(response(authData.withLongName()));
        JsonObject twice = JsonObject.parse(response(authData.againWithLongName(new byte[0])));

        assertThat(RegistrationResponse.parse(once, lenient)).isNotNull();
        assertThatExceptionOfType(MalformedException.class)
                .isThrownBy(() -> RegistrationResponse.parse(twice, lenient))
                .withMessageContaining("duplicate");
    }

    @Test
    void keepsTransportsOnceAndInTheirOrder() throws Exception {
        RegistrationResponse response = RegistrationResponse.parse(
                response(Fault.response("response.transports").is(List.of("usb", "hybrid", "usb", "new"))));

        assertThat(response.transports())
                .containsExactly(
                        AuthenticatorTransport.USB, AuthenticatorTransport.HYBRID, new AuthenticatorTransport("new"));
    }

    @Test
    void keepsSixteenTransportsOfUpTo32Characters() throws Exception {
        List<String> transports = Stream.iterate("x".repeat(32), text -> text.substring(1))
                .limit(16)
                .toList();

        assertThat(RegistrationResponse.parse(
                                response(Fault.response("response.transports").is(transports)))
                        .transports())
                .extracting(AuthenticatorTransport::value)
                .containsExactlyElementsOf(transports);
    }

    @Test
    void namesItsCredentialInItsToString() throws Exception {
        RegistrationResponse response = RegistrationResponse.parse(response());

        assertThat(response).hasToString("RegistrationResponse[" + response.unverifiedCredentialId() + "]");
    }

    @Test
    void isReadFromWithinALargerText() throws Exception {
        JsonObject envelope = JsonObject.parse("{\"ceremony\":\"…\",\"credential\":" + response() + "}");

        assertThat(RegistrationResponse.parse(envelope.requiredObject("credential")))
                .isNotNull();
        assertThat(malformed("{}").place()).isEqualTo("id");
    }

    @Test
    void saysWhatKindOfThingIsMalformed() {
        assertThat(malformed("{").format()).isEqualTo(Format.JSON);
        assertThat(malformed(response(Fault.response("id").padded())).format()).isEqualTo(Format.BASE64URL);
        assertThat(malformed(response(Fault.tokenBinding(Map.of("status", "other"))))
                        .format())
                .isEqualTo(Format.CLIENT_DATA);
        assertThat(malformed(response(Fault.attestationObjectIs(1L))).format()).isEqualTo(Format.CBOR);
        assertThat(malformed(response(Fault.truncatedAuthenticatorData(36))).format())
                .isEqualTo(Format.AUTHENTICATOR_DATA);
        assertThat(malformed(response(CredentialKeyFault.offCurve())).format()).isEqualTo(Format.COSE);
    }

    @Test
    void isBoundedInLength() {
        String huge = Arrays.toString(new int[100_000]);

        assertThat(malformed("{\"id\":" + huge + "}").format()).isEqualTo(Format.JSON);
    }
}
