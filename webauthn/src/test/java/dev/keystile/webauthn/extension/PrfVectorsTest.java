package dev.keystile.webauthn.extension;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.webauthn.authenticator.CredentialId;
import dev.keystile.webauthn.bytes.ByteString;
import dev.keystile.webauthn.bytes.MalformedException;
import dev.keystile.webauthn.json.JsonObject;
import dev.keystile.webauthn.json.JsonValue;
import dev.keystile.webauthn.vectors.Ceremonies;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The specification's vectors of the {@code prf} extension as a relying party sees it: JSON in and out. */
class PrfVectorsTest {

    private static final String ANY = "\"*\"";
    private static final ByteString SOME_RESULT = ByteString.fromHex("2a".repeat(32));

    private static List<JsonObject> cases() throws MalformedException {
        return Ceremonies.w3cPrf().requiredArray("cases").toObjects();
    }

    private static PrfValues values(String... hex) {
        return hex.length == 1
                ? new PrfValues(ByteString.fromHex(hex[0]))
                : new PrfValues(ByteString.fromHex(hex[0]), ByteString.fromHex(hex[1]));
    }

    @Test
    void areWhatTheBuildersAskFor() throws Exception {
        CredentialId credential = new CredentialId(Ceremonies.w3cPrf().requiredBytes("credentialId"));
        List<JsonObject> inputs = List.of(
                RegistrationExtensions.builder().prf().build().json(),
                AuthenticationExtensions.builder()
                        .prf(values("01020304"))
                        .build()
                        .json(),
                AuthenticationExtensions.builder()
                        .prf(Map.of(credential, values("090a0b0c")), values("01020304", "05060708"))
                        .build()
                        .json(),
                AuthenticationExtensions.builder()
                        .prf(Map.of(credential, values("090a0b0c", "090a0b0c")))
                        .build()
                        .json());

        assertThat(cases()).hasSize(4);
        for (int i = 0; i < inputs.size(); i++) {
            assertThat(inputs.get(i)).isEqualTo(cases().get(i).requiredObject("input"));
        }
        assertThat(RegistrationExtensions.builder()
                        .prf(values("01020304"))
                        .build()
                        .json())
                .isEqualTo(cases().get(1).requiredObject("input"));
    }

    @Test
    void areReadWithAllTheirResults() throws Exception {
        int read = 0;
        for (JsonObject each : cases()) {
            for (Map.Entry<String, JsonValue> outputs : each.members()) {
                if (outputs.getKey().equals("input")) {
                    continue;
                }
                for (JsonObject output : each.requiredArray(outputs.getKey()).toObjects()) {
                    assertRead(output);
                    read++;
                }
            }
        }
        assertThat(read).isEqualTo(12);
    }

    private static void assertRead(JsonObject output) throws MalformedException {
        JsonObject concrete = JsonObject.parse(output.toJson().replace(ANY, '"' + SOME_RESULT.toBase64Url() + '"'));
        JsonObject expected = concrete.requiredObject("prf");

        PrfOutput read = new ClientExtensionOutputs(concrete).prf().orElseThrow();

        assertThat(read.enabled()).isEqualTo(expected.optionalBoolean("enabled").orElse(null));
        if (expected.has("results")) {
            JsonObject results = expected.requiredObject("results");
            assertThat(read.results())
                    .isEqualTo(new PrfValues(
                            results.requiredBytes("first"),
                            results.optionalBytes("second").orElse(null)));
        } else {
            assertThat(read.results()).isNull();
        }
    }
}
