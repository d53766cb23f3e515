package dev.keystile.webauthn.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.upokecenter.cbor.CBORObject;
import java.security.Signature;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class WebAuthnClientTest {
    private static final String CREATION = """
            {"rp": {"id": "example.org", "name": "Example"},
             "user": {"id": "dXNlcg", "name": "kim", "displayName": "Kim"},
             "challenge": "AAECAwQFBgcICQoLDA0ODw",
             "pubKeyCredParams": [{"type": "public-key", "alg": -7}],
             "authenticatorSelection": {"residentKey": "required", "userVerification": "required"}}
            """;
    private static final String REQUEST = """
            {"publicKey": {"rpId": "example.org", "challenge": "Dw4NDAsKCQgHBgUEAwIBAA"}}
            """;

    private final SoftwareAuthenticator authenticator =
            SoftwareAuthenticator.builder().seed(1).build();
    private final WebAuthnClient client = WebAuthnClient.at("https://example.org");

    @Test
    void registersACredentialAsTheBrowserWouldSayIt() {
        JsonNode json = read(client.create(CREATION, authenticator));

        assertThat(json.propertyNames())
                .containsExactly(
                        "id", "rawId", "response", "authenticatorAttachment", "clientExtensionResults", "type");
        assertThat(json.get("id").asString())
                .isEqualTo(json.get("rawId").asString())
                .isEqualTo(Bytes.base64Url(authenticator.newestCredential().id()));
        JsonNode response = json.get("response");
        assertThat(new String(bytes(response, "clientDataJSON")))
                .isEqualTo("{\"type\":\"webauthn.create\",\"challenge\":\"AAECAwQFBgcICQoLDA0ODw\","
                        + "\"origin\":\"https://example.org\",\"crossOrigin\":false}");
        CBORObject object = CBORObject.DecodeFromBytes(bytes(response, "attestationObject"));
        assertThat(object.get("fmt").AsString()).isEqualTo("none");
        assertThat(object.get("attStmt").size()).isZero();
        assertThat(object.get("authData").GetByteString()).isEqualTo(bytes(response, "authenticatorData"));
        assertThat(bytes(response, "authenticatorData")[32]).isEqualTo((byte) 0x45);
    }

    @Test
    void signsAuthenticatorDataAndTheHashOfTheClientData() throws Exception {
        client.create(CREATION, authenticator);

        JsonNode response = read(client.get(REQUEST, authenticator)).get("response");

        byte[] authenticatorData = bytes(response, "authenticatorData");
        assertThat(authenticatorData).hasSize(37);
        assertThat(authenticatorData[32]).isEqualTo((byte) 0x05);
        assertThat(authenticatorData[36]).isEqualTo((byte) 1);
        assertThat(bytes(response, "userHandle")).asString().isEqualTo("user");
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initVerify(authenticator.newestCredential().publicKey());
        signature.update(authenticatorData);
        signature.update(Bytes.sha256(bytes(response, "clientDataJSON")));
        assertThat(signature.verify(bytes(response, "signature"))).isTrue();
    }

    @Test
    void signsAFaultyOriginProperly() throws Exception {
        client.create(CREATION, authenticator);

        JsonNode response = read(client.get(REQUEST, authenticator, Fault.origin("https://evil.example")))
                .get("response");

        assertThat(read(new String(bytes(response, "clientDataJSON")))
                        .get("origin")
                        .asString())
                .isEqualTo("https://evil.example");
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initVerify(authenticator.newestCredential().publicKey());
        signature.update(bytes(response, "authenticatorData"));
        signature.update(Bytes.sha256(bytes(response, "clientDataJSON")));
        assertThat(signature.verify(bytes(response, "signature"))).isTrue();
    }

    @Test
    void refusesAFaultThatChangesNothing() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> client.create(CREATION, authenticator, Fault.origin("https://example.org")))
                .withMessageContaining("as they would be without it");
    }

    @Test
    void refusesAFaultThatHasNothingToActOn() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> client.create(CREATION, authenticator, Fault.emptySignature()))
                .withMessageContaining("an empty signature");
    }

    @Test
    void refusesAnExcludedCredential() {
        client.create(CREATION, authenticator);
        String excluded = CREATION.replace(
                "\"challenge\"",
                "\"excludeCredentials\": [{\"type\": \"public-key\", \"id\": \"%s\"}], \"challenge\""
                        .formatted(
                                Bytes.base64Url(authenticator.newestCredential().id())));

        assertThatExceptionOfType(DomException.InvalidStateError.class)
                .isThrownBy(() -> client.create(excluded, authenticator));
    }

    @Test
    void refusesARequestThatNoCredentialFits() {
        assertThatExceptionOfType(DomException.NotAllowedError.class)
                .isThrownBy(() -> client.get(REQUEST, authenticator));
    }

    @Test
    void refusesAForeignRpId() {
        assertThatExceptionOfType(DomException.SecurityError.class)
                .isThrownBy(() -> WebAuthnClient.at("https://example.com").create(CREATION, authenticator));
    }

    @Test
    void repeatsItselfWithTheSameSeed() {
        SoftwareAuthenticator again = SoftwareAuthenticator.builder().seed(1).build();

        assertThat(client.create(CREATION, authenticator)).isEqualTo(client.create(CREATION, again));
        assertThat(client.get(REQUEST, authenticator)).isEqualTo(client.get(REQUEST, again));
    }

    private static JsonNode read(String json) {
        return JsonMapper.builder().build().readTree(json);
    }

    private static byte[] bytes(JsonNode response, String member) {
        return Base64.getUrlDecoder().decode(response.get(member).asString());
    }
}
