package dev.keystile.webauthn.authentication;

import static dev.keystile.webauthn.internal.response.MalformedParts.at;
import static dev.keystile.webauthn.internal.response.MalformedParts.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.keystile.webauthn.RelyingParty;
import dev.keystile.webauthn.bytes.ByteString;
import dev.keystile.webauthn.bytes.MalformedException;
import dev.keystile.webauthn.cose.CoseAlgorithm;
import dev.keystile.webauthn.cose.SignatureSuite;
import dev.keystile.webauthn.credential.UserEntity;
import dev.keystile.webauthn.credential.UserHandle;
import dev.keystile.webauthn.internal.response.MalformedParts;
import dev.keystile.webauthn.json.JsonObject;
import dev.keystile.webauthn.registration.RegistrationRequest;
import dev.keystile.webauthn.testing.AuthenticatorFlag;
import dev.keystile.webauthn.testing.CborForm;
import dev.keystile.webauthn.testing.Fault;
import dev.keystile.webauthn.testing.SignatureFault;
import dev.keystile.webauthn.testing.SoftwareAuthenticator;
import dev.keystile.webauthn.testing.WebAuthnClient;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Responses that are not what a client sends: each is refused by name, and nothing else than that leaves the parser. */
class AuthenticationResponseTest {

    private static final String AUTH_DATA = "response.authenticatorData";
    private static final String SIGNATURE = "response.signature";
    private static final String USER_HANDLE = "response.userHandle";

    private static final ByteString ALEX = ByteString.ofUtf8("alex");
    private static final WebAuthnClient BROWSER = WebAuthnClient.at("https://example.org");
    private static final RelyingParty RELYING_PARTY = RelyingParty.builder("example.org", "Example")
            .origin("https://example.org")
            .signatures(SignatureSuite.platform())
            .build();

    private static String response(Fault... faults) {
        SoftwareAuthenticator authenticator =
                SoftwareAuthenticator.builder().seed(1).build();
        UserEntity user = new UserEntity(new UserHandle(ALEX), "alex", "Alex");
        BROWSER.create(
                RELYING_PARTY
                        .beginRegistration(RegistrationRequest.builder(user)
                                .algorithms(List.of(CoseAlgorithm.ES256))
                                .build())
                        .optionsJson(),
                authenticator);
        return BROWSER.get(RELYING_PARTY.beginAuthentication().optionsJson(), authenticator, faults);
    }

    private static MalformedException malformed(String response) {
        MalformedException malformed =
                catchThrowableOfType(MalformedException.class, () -> AuthenticationResponse.parse(response));
        assertThat(malformed).as("the response was accepted").isNotNull();
        return malformed;
    }

    private static Stream<Arguments> authenticatorData() {
        return Stream.of(
                        bytes(AUTH_DATA),
                        at(
                                AUTH_DATA,
                                Fault.response(AUTH_DATA).empty(),
                                Fault.truncatedAuthenticatorData(0),
                                Fault.truncatedAuthenticatorData(36),
                                Fault.leftoverAuthenticatorData((byte) 0),
                                Fault.leftoverAuthenticatorData((byte) -1, (byte) -1, (byte) -1, (byte) -1),
                                Fault.extensionsWithoutFlag(Map.of("a", 1L))),
                        at(AUTH_DATA + ".aaguid", Fault.flag(AuthenticatorFlag.ATTESTED_CREDENTIAL_DATA, true)),
                        at(
                                AUTH_DATA + ".extensions",
                                Fault.flag(AuthenticatorFlag.EXTENSION_DATA, true),
                                Fault.extensionsNoMap(),
                                Fault.extensionsTruncated(),
                                Fault.extensions(Map.of("a", 1L), CborForm.INDEFINITE)))
                .flatMap(each -> each);
    }

    private static Stream<Arguments> userHandle() {
        return Stream.of(
                        at(
                                USER_HANDLE,
                                Fault.response(USER_HANDLE).is(1L),
                                Fault.response(USER_HANDLE).is(Map.of()),
                                Fault.response(USER_HANDLE).is(List.of(1L)),
                                Fault.response(USER_HANDLE).is(false)),
                        at(USER_HANDLE, Fault.response(USER_HANDLE).notBase64Url()),
                        at(USER_HANDLE, Fault.userHandle(new byte[65])))
                .flatMap(each -> each);
    }

    static Stream<Arguments> malformed() {
        return Stream.of(
                        MalformedParts.json(),
                        MalformedParts.clientData(),
                        at("id", Fault.credentialId(new byte[1024])),
                        authenticatorData(),
                        bytes(SIGNATURE),
                        userHandle())
                .flatMap(each -> each);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("malformed")
    void isRefusedByTheNameOfWhatIsMalformed(Fault fault, String place) {
        String received = malformed(response(fault)).place();

        // What lies at an offset of a text or of bytes is named by the text or the bytes.
        assertThat(received.replaceAll("@\\d+$", "")).isEqualTo(place);
    }

    static Stream<Fault> tolerated() {
        return Stream.of(
                Fault.response("rawId").missing(),
                Fault.response("clientExtensionResults").missing(),
                Fault.response("authenticatorAttachment").is(null),
                Fault.response("authenticatorAttachment").is("implanted"),
                Fault.response("unknown").is(Map.of("a", 1L)),
                Fault.clientData("hashAlgorithm").is("SHA-256"),
                Fault.clientDataWithByteOrderMark(),
                SignatureFault.empty(),
                Fault.extensions(Map.of()),
                Fault.userHandle(new byte[64]));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tolerated")
    void isReadWhereClientsDiffer(Fault fault) throws Exception {
        assertThat(AuthenticationResponse.parse(response(fault)).clientData().origin())
                .isEqualTo("https://example.org");
    }

    @Test
    void tellsTheUnverifiedUserAndCredential() throws Exception {
        String json = response();
        AuthenticationResponse response = AuthenticationResponse.parse(json);

        assertThat(response.unverifiedUserHandle()).contains(new UserHandle(ALEX));
        assertThat(response.unverifiedCredentialId().value())
                .isEqualTo(JsonObject.parse(json).requiredBytes("id"));
    }

    @Test
    void takesNoUserForAnEmptyOne() throws Exception {
        Fault[] none = {
            Fault.noUserHandle(),
            Fault.response(USER_HANDLE).is(null),
            Fault.response(USER_HANDLE).is("")
        };
        for (Fault fault : none) {
            assertThat(AuthenticationResponse.parse(response(fault)).unverifiedUserHandle())
                    .as(fault.toString())
                    .isEmpty();
        }
    }

    @Test
    void keepsItsContentToItself() throws Exception {
        String json = response();
        AuthenticationResponse response = AuthenticationResponse.parse(json);

        assertThat(response.toString() + response.clientData() + response.authenticatorData() + response.signature())
                .doesNotContain(response.clientData().challenge().toBase64Url())
                .doesNotContain(response.signature().toBase64Url());
    }
}
