package dev.keystile.webauthn.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.upokecenter.cbor.CBORObject;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class ExtensionsTest {
    private final SoftwareAuthenticator authenticator =
            SoftwareAuthenticator.builder().seed(1).build();
    private final SoftwareAuthenticator plain =
            SoftwareAuthenticator.builder().extensions().build();
    private final WebAuthnClient client = WebAuthnClient.at(Ceremonies.ORIGIN);

    @Test
    void areSilentUnlessAskedFor() {
        Ceremonies.Registration registration =
                Ceremonies.Registration.of(client.create(Ceremonies.creation(), authenticator));

        assertThat(registration.json().get("clientExtensionResults").isEmpty()).isTrue();
        assertThat(registration.authenticatorData()[32] & 0x80).isZero();
    }

    @Test
    void thatNobodyKnowsAreIgnored() {
        Ceremonies.Registration registration = register("{\"example.extension\": true}", authenticator);

        assertThat(registration.json().get("clientExtensionResults").isEmpty()).isTrue();
    }

    @Test
    void reportCredentialProperties() {
        assertThat(register("{\"credProps\": true}", plain)
                        .json()
                        .at("/clientExtensionResults/credProps/rk")
                        .asBoolean())
                .isTrue();
    }

    @Nested
    class Prf {

        @Test
        void isEnabledAtRegistration() {
            Ceremonies.Registration registration =
                    register("{\"prf\": {\"eval\": {\"first\": \"AQIDBA\"}}}", authenticator);

            JsonNode prf = registration.json().at("/clientExtensionResults/prf");
            assertThat(prf.get("enabled").asBoolean()).isTrue();
            assertThat(Ceremonies.bytes(prf.get("results"), "first")).hasSize(32);
            assertThat(outputs(registration).get("hmac-secret").AsBoolean()).isTrue();
        }

        @Test
        void isNotEnabledByAnAuthenticatorWithout() {
            JsonNode prf = register("{\"prf\": {}}", plain).json().at("/clientExtensionResults/prf");

            assertThat(prf.get("enabled").asBoolean()).isFalse();
            assertThat(prf.has("results")).isFalse();
        }

        @Test
        void givesTheSameOutputsForTheSameInputs() {
            register("{\"prf\": {}}", authenticator);
            String id = Bytes.base64Url(authenticator.newestCredential().id());

            JsonNode both = get("{\"prf\": {\"eval\": {\"first\": \"AQIDBA\", \"second\": \"CQoLDA\"}}}", id);
            JsonNode own = get(
                    "{\"prf\": {\"eval\": {\"first\": \"AAAA\"}, \"evalByCredential\": {\"%s\": {\"first\": \"CQoLDA\"}}}}"
                            .formatted(id),
                    id);

            JsonNode results = both.at("/clientExtensionResults/prf/results");
            assertThat(results.get("first")).isNotEqualTo(results.get("second"));
            assertThat(own.at("/clientExtensionResults/prf/results/first")).isEqualTo(results.get("second"));
            byte[] data = Ceremonies.bytes(both.get("response"), "authenticatorData");
            assertThat(data[32] & 0x84).isEqualTo(0x84);
            assertThat(CBORObject.DecodeFromBytes(Arrays.copyOfRange(data, 37, data.length))
                            .get("hmac-secret")
                            .GetByteString())
                    .hasSize(80);
        }

        @Test
        void refusesCredentialsThatAreNotAllowed() {
            register("{\"prf\": {}}", authenticator);
            String id = Bytes.base64Url(authenticator.newestCredential().id());
            String byCredential = "{\"prf\": {\"evalByCredential\": {\"AAAA\": {\"first\": \"AAAA\"}}}}";

            assertThatExceptionOfType(DomException.SyntaxError.class).isThrownBy(() -> get(byCredential, id));
            assertThatExceptionOfType(DomException.NotSupportedError.class).isThrownBy(() -> get(byCredential, null));
            assertThatExceptionOfType(DomException.NotSupportedError.class)
                    .isThrownBy(() -> register(byCredential, authenticator));
        }
    }

    @Nested
    class LargeBlob {

        @Test
        void isWrittenAndRead() {
            assertThat(register("{\"largeBlob\": {\"support\": \"required\"}}", authenticator)
                            .json()
                            .at("/clientExtensionResults/largeBlob/supported")
                            .asBoolean())
                    .isTrue();
            String id = Bytes.base64Url(authenticator.newestCredential().id());

            assertThat(get("{\"largeBlob\": {\"write\": \"AQID\"}}", id)
                            .at("/clientExtensionResults/largeBlob/written")
                            .asBoolean())
                    .isTrue();
            assertThat(get("{\"largeBlob\": {\"read\": true}}", null)
                            .at("/clientExtensionResults/largeBlob/blob")
                            .asString())
                    .isEqualTo("AQID");
            assertThat(SoftwareCredential.parse(authenticator.newestCredential().export())
                            .largeBlob())
                    .hasValue(new byte[] {1, 2, 3});
        }

        @Test
        void isForSignInsOrRegistrationsAndOneThingAtATime() {
            register("{\"largeBlob\": {\"support\": \"preferred\"}}", authenticator);

            assertThatExceptionOfType(DomException.NotSupportedError.class)
                    .isThrownBy(() -> register("{\"largeBlob\": {\"read\": true}}", authenticator));
            assertThatExceptionOfType(DomException.NotSupportedError.class)
                    .isThrownBy(() -> get("{\"largeBlob\": {\"write\": \"AQID\"}}", null));
            assertThatExceptionOfType(DomException.NotSupportedError.class)
                    .isThrownBy(() -> get("{\"largeBlob\": {\"support\": \"preferred\"}}", null));
            assertThatExceptionOfType(DomException.NotAllowedError.class)
                    .isThrownBy(() -> register("{\"largeBlob\": {\"support\": \"required\"}}", plain));
        }
    }

    @Nested
    class CredProtect {

        @ParameterizedTest
        @CsvSource({
            "userVerificationOptional, 1",
            "userVerificationOptionalWithCredentialIDList, 2",
            "userVerificationRequired, 3"
        })
        void isReportedByTheAuthenticator(String policy, int level) {
            assertThat(outputs(register("{\"credentialProtectionPolicy\": \"%s\"}".formatted(policy), authenticator))
                            .get("credProtect")
                            .AsInt32())
                    .isEqualTo(level);
        }

        @Test
        void hidesCredentialsFromThoseWhoAreNotVerified() {
            register(
                    "{\"credentialProtectionPolicy\": \"userVerificationOptionalWithCredentialIDList\"}",
                    authenticator);
            String id = Bytes.base64Url(authenticator.newestCredential().id());
            SoftwareAuthenticator unverified = authenticator.withUserVerification(false);

            assertThat(client.get(request("{}", id), unverified)).isNotEmpty();
            assertThatExceptionOfType(DomException.NotAllowedError.class)
                    .isThrownBy(() -> client.get(request("{}", null), unverified));
        }

        @Test
        void isEnforcedWhenAsked() {
            assertThatExceptionOfType(DomException.NotAllowedError.class)
                    .isThrownBy(() -> register(
                            "{\"credentialProtectionPolicy\": \"userVerificationRequired\","
                                    + " \"enforceCredentialProtectionPolicy\": true}",
                            plain));
        }
    }

    @Test
    void storeAndGiveBackACredentialBlob() {
        Ceremonies.Registration registration = register("{\"credBlob\": \"AQID\"}", authenticator);

        assertThat(registration.json().at("/clientExtensionResults/credBlob").asBoolean())
                .isTrue();
        assertThat(outputs(registration).get("credBlob").AsBoolean()).isTrue();
        assertThat(get("{\"getCredBlob\": true}", null)
                        .at("/clientExtensionResults/getCredBlob")
                        .asString())
                .isEqualTo("AQID");
    }

    @Test
    void refuseABlobThatIsTooLong() {
        String blob = Bytes.base64Url(new byte[33]);

        assertThat(register("{\"credBlob\": \"%s\"}".formatted(blob), authenticator)
                        .json()
                        .at("/clientExtensionResults/credBlob")
                        .asBoolean(true))
                .isFalse();
    }

    @Test
    void reportPinLengthAndUserVerificationMethod() {
        CBORObject outputs = outputs(register("{\"minPinLength\": true, \"uvm\": true}", authenticator));

        assertThat(outputs.get("minPinLength").AsInt32()).isEqualTo(6);
        assertThat(outputs.get("uvm").get(0).size()).isEqualTo(3);
    }

    @Test
    void bringCredentialsOfTheLegacyApiAlong() {
        String appId = "https://example.org/app-id.json";
        String id = Bytes.base64Url(authenticator.registerU2f(appId).id());

        JsonNode json = get("{\"appid\": \"%s\"}".formatted(appId), id);

        assertThat(json.at("/clientExtensionResults/appid").asBoolean()).isTrue();
        byte[] data = Ceremonies.bytes(json.get("response"), "authenticatorData");
        assertThat(Arrays.copyOf(data, 32)).isEqualTo(Bytes.sha256(appId.getBytes()));
        assertThat(data[32]).isEqualTo((byte) 0x01);
        assertThat(json.get("response").has("userHandle")).isFalse();
        assertThatExceptionOfType(DomException.SecurityError.class)
                .isThrownBy(() -> get("{\"appid\": \"https://evil.example/app-id.json\"}", id));
    }

    @Test
    void excludeCredentialsOfTheLegacyApi() {
        String appId = "https://example.org/app-id.json";
        String id = Bytes.base64Url(authenticator.registerU2f(appId).id());
        String extensions = "{\"appidExclude\": \"%s\"}".formatted(appId);

        assertThatExceptionOfType(DomException.InvalidStateError.class)
                .isThrownBy(() -> client.create(creation(extensions, id), authenticator));
        assertThat(Ceremonies.json(client.create(creation(extensions, "AAAA"), authenticator))
                        .at("/clientExtensionResults/appidExclude")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void canBeSentUnsolicited() {
        Ceremonies.Registration registration = Ceremonies.Registration.of(client.create(
                Ceremonies.creation(),
                authenticator,
                Fault.extensionOutput("credProtect").is(2L)));

        assertThat(outputs(registration).get("credProtect").AsInt32()).isEqualTo(2);
        assertThat(registration.authenticatorData()[32] & 0x80).isEqualTo(0x80);
    }

    private Ceremonies.Registration register(String extensions, SoftwareAuthenticator with) {
        return Ceremonies.Registration.of(client.create(creation(extensions, null), with));
    }

    private JsonNode get(String extensions, @Nullable String allowed) {
        return Ceremonies.json(client.get(request(extensions, allowed), authenticator));
    }

    private static String creation(String extensions, @Nullable String excluded) {
        return options(Ceremonies.creation(), extensions, "excludeCredentials", excluded);
    }

    private static String request(String extensions, @Nullable String allowed) {
        return options(Ceremonies.request(), extensions, "allowCredentials", allowed);
    }

    private static String options(String options, String extensions, String listName, @Nullable String id) {
        ObjectNode json = (ObjectNode) Ceremonies.json(options);
        json.set("extensions", Ceremonies.json(extensions));
        if (id != null) {
            json.set(listName, Ceremonies.json("[{\"type\": \"public-key\", \"id\": \"" + id + "\"}]"));
        }
        return json.toString();
    }

    private static CBORObject outputs(Ceremonies.Registration registration) {
        byte[] data = registration.authenticatorData();
        int key = 55 + registration.credentialId().length;
        return CBORObject.DecodeSequenceFromBytes(Arrays.copyOfRange(data, key, data.length))[1];
    }
}
