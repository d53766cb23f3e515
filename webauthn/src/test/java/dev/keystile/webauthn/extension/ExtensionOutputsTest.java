package dev.keystile.webauthn.extension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.keystile.webauthn.bytes.ByteString;
import dev.keystile.webauthn.bytes.MalformedException;
import dev.keystile.webauthn.cbor.CborArray;
import dev.keystile.webauthn.cbor.CborInteger;
import dev.keystile.webauthn.cbor.CborMap;
import dev.keystile.webauthn.cbor.CborSimple;
import dev.keystile.webauthn.cbor.CborText;
import dev.keystile.webauthn.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExtensionOutputsTest {

    private static final ByteString BYTES = ByteString.of((byte) 1, (byte) 2);

    private static ClientExtensionOutputs client(String json) {
        try {
            return new ClientExtensionOutputs(JsonObject.parse(json));
        } catch (MalformedException e) {
            throw new AssertionError(e);
        }
    }

    private static AuthenticatorExtensionOutputs authenticator(CborMap.Builder outputs) {
        return new AuthenticatorExtensionOutputs(outputs.build());
    }

    @Test
    void ofClientsAreReadByType() {
        ClientExtensionOutputs outputs = client("""
                {"credProps":{"rk":true},"appid":true,"appidExclude":false,
                 "prf":{"enabled":true,"results":{"first":"AQI","second":"AQI"}},
                 "largeBlob":{"supported":true,"blob":"AQI","written":false},
                 "uvm":[[2,4,2],[4,2,1]],"org.example.new":{"a":1}}""");

        assertThat(outputs.credentialIsDiscoverable()).contains(true);
        assertThat(outputs.appid()).contains(true);
        assertThat(outputs.appidExclude()).contains(false);
        assertThat(outputs.prf()).contains(new PrfOutput(true, new PrfValues(BYTES, BYTES)));
        assertThat(outputs.largeBlob()).contains(new LargeBlobOutput(true, BYTES, false));
        assertThat(outputs.userVerificationMethods())
                .containsExactly(new UserVerificationMethod(2, 4, 2), new UserVerificationMethod(4, 2, 1));
        assertThat(outputs.json().has("org.example.new")).isTrue();
    }

    @Test
    void areAbsentWhenNotReported() {
        ClientExtensionOutputs outputs = ClientExtensionOutputs.none();

        assertThat(outputs.credentialIsDiscoverable()).isEmpty();
        assertThat(outputs.appid()).isEmpty();
        assertThat(outputs.appidExclude()).isEmpty();
        assertThat(outputs.prf()).isEmpty();
        assertThat(outputs.largeBlob()).isEmpty();
        assertThat(outputs.userVerificationMethods()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "1", "\"text\"", "[]", "[1]", "[[1,2]]", "[[1,2,3,4]]", "[[1,2,\"3\"]]", "[{}]"})
    void ofAnotherFormReadAsAbsent(String value) {
        ClientExtensionOutputs outputs = client("{\"credProps\":" + value + ",\"appid\":" + value
                + ",\"appidExclude\":" + value + ",\"prf\":" + value + ",\"largeBlob\":" + value + ",\"uvm\":" + value
                + "}");

        assertThat(outputs.credentialIsDiscoverable()).isEmpty();
        assertThat(outputs.appid()).isEmpty();
        assertThat(outputs.appidExclude()).isEmpty();
        assertThat(outputs.prf()).isEmpty();
        assertThat(outputs.largeBlob()).isEmpty();
        assertThat(outputs.userVerificationMethods()).isEmpty();
    }

    @Test
    void ofAnotherFormInsideReadAsAbsentThere() {
        ClientExtensionOutputs outputs = client("""
                {"credProps":{"rk":"true"},"prf":{"enabled":1,"results":{"first":"A"}},
                 "largeBlob":{"supported":[],"blob":"AQI=","written":null}}""");

        assertThat(outputs.credentialIsDiscoverable()).isEmpty();
        assertThat(outputs.prf()).contains(new PrfOutput(null, null));
        assertThat(outputs.largeBlob()).contains(new LargeBlobOutput(null, null, null));
        assertThat(client("{\"prf\":{\"results\":{}}}").prf()).contains(new PrfOutput(null, null));
    }

    @Test
    void keepTheirSecrets() {
        assertThat(client("{\"prf\":{\"results\":{\"first\":\"AQIDBAUG\"}}}").toString())
                .isEqualTo("ClientExtensionOutputs[prf]");
        assertThat(new PrfValues(BYTES).toString()).doesNotContain("AQI");
    }

    @ParameterizedTest
    @CsvSource({
        "1, userVerificationOptional",
        "2, userVerificationOptionalWithCredentialIDList",
        "3, userVerificationRequired"
    })
    void ofAuthenticatorsTellTheProtection(long level, String value) {
        assertThat(authenticator(CborMap.builder().put("credProtect", level))
                        .credentialProtection()
                        .orElseThrow())
                .hasToString(value);
    }

    @Test
    void ofAuthenticatorsAreReadByType() {
        AuthenticatorExtensionOutputs registration = authenticator(CborMap.builder()
                .put("minPinLength", 6)
                .put("credBlob", CborSimple.TRUE)
                .put("uvm", CborArray.of(CborArray.of(CborInteger.of(2), CborInteger.of(4), CborInteger.of(2)))));

        assertThat(registration.minPinLength()).hasValue(6);
        assertThat(registration.credBlobStored()).contains(true);
        assertThat(registration.credBlob()).isEmpty();
        assertThat(registration.userVerificationMethods()).containsExactly(new UserVerificationMethod(2, 4, 2));
        assertThat(authenticator(CborMap.builder().put("credBlob", BYTES)).credBlob())
                .contains(BYTES);
        assertThat(authenticator(CborMap.builder().put("credBlob", BYTES)).credBlobStored())
                .isEmpty();
        assertThat(authenticator(CborMap.builder().put("credBlob", CborSimple.FALSE))
                        .credBlobStored())
                .contains(false);
    }

    @Test
    void ofAuthenticatorsReadAsAbsentInAnotherForm() {
        CborArray two = CborArray.of(CborInteger.of(2), CborInteger.of(4));
        CborArray texts = CborArray.of(CborInteger.of(2), CborInteger.of(4), new CborText("2"));
        for (AuthenticatorExtensionOutputs outputs : new AuthenticatorExtensionOutputs[] {
            authenticator(CborMap.builder()),
            authenticator(CborMap.builder()
                    .put("credProtect", "3")
                    .put("minPinLength", -1)
                    .put("credBlob", 1)
                    .put("uvm", CborArray.of(two))),
            authenticator(CborMap.builder()
                    .put("credProtect", new CborInteger(false, -1))
                    .put("minPinLength", new CborInteger(false, -1))
                    .put("credBlob", CborSimple.NULL)
                    .put("uvm", CborArray.of(texts))),
            authenticator(CborMap.builder().put("credProtect", 0).put("uvm", 1)),
            authenticator(CborMap.builder().put("credProtect", 4).put("uvm", CborArray.of(CborInteger.of(1))))
        }) {
            assertThat(outputs.credentialProtection()).isEmpty();
            assertThat(outputs.minPinLength()).isEmpty();
            assertThat(outputs.credBlobStored()).isEmpty();
            assertThat(outputs.credBlob()).isEmpty();
            assertThat(outputs.userVerificationMethods()).isEmpty();
        }
    }

    @Test
    void areAskedForOnceEach() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RegistrationExtensions.builder().prf().prf(new PrfValues(BYTES)));
        assertThat(RegistrationExtensions.builder()
                        .prf()
                        .largeBlob(false)
                        .build()
                        .json()
                        .toJson())
                .isEqualTo("{\"prf\":{},\"largeBlob\":{\"support\":\"preferred\"}}");
        assertThat(AuthenticationExtensions.builder()
                        .prf(new PrfValues(BYTES))
                        .writeLargeBlob(BYTES)
                        .build()
                        .json()
                        .toJson())
                .isEqualTo("{\"prf\":{\"eval\":{\"first\":\"AQI\"}},\"largeBlob\":{\"write\":\"AQI\"}}");
    }

    @Test
    void enforceAProtectionOnlyWhereThatWasSaid() {
        RegistrationExtensions enforced = RegistrationExtensions.builder()
                .credProtect(CredentialProtection.USER_VERIFICATION_REQUIRED, true)
                .build();
        RegistrationExtensions wished = RegistrationExtensions.builder()
                .credProtect(CredentialProtection.USER_VERIFICATION_REQUIRED, false)
                .build();

        assertThat(enforced.enforcedCredentialProtection()).contains(CredentialProtection.USER_VERIFICATION_REQUIRED);
        assertThat(wished.enforcedCredentialProtection()).isEmpty();
        assertThat(RegistrationExtensions.none().enforcedCredentialProtection()).isEmpty();
    }
}
