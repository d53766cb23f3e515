package dev.keystile.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.keystile.webauthn.attestation.AttestationObject;
import dev.keystile.webauthn.bytes.ByteString;
import dev.keystile.webauthn.bytes.MalformedException;
import dev.keystile.webauthn.json.JsonArray;
import dev.keystile.webauthn.json.JsonLimits;
import dev.keystile.webauthn.json.JsonObject;
import dev.keystile.webauthn.json.JsonValue;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What real authenticators and the specification's examples made is shown whole. */
class RecordedCeremoniesTest {

    @ParameterizedTest
    @ValueSource(strings = {"real-authenticators.json", "w3c-webauthn-l3.json"})
    void areShownWithoutAProblemWhereTheLibraryReadsThem(String name) throws Exception {
        Path file = Path.of(System.getProperty("keystile.vectors", "../../shared/vectors"), name);
        assumeThat(file)
                .as("the vectors are not here; the system property keystile.vectors says where they are")
                .exists();
        JsonArray ceremonies = (JsonArray) JsonValue.parse(
                ByteString.copyOf(Files.readAllBytes(file)), new JsonLimits(16 * 1024 * 1024, 16, 200_000));
        int shown = 0;
        for (JsonObject ceremony : ceremonies.toObjects()) {
            if (ceremony.get("registration").orElse(null) instanceof JsonObject registration
                    && registration.has("attestationObject")) {
                Inspection object = Views.of(registration.requiredBytes("attestationObject"));
                Inspection clientData = Views.of(registration.requiredBytes("clientDataJSON"));

                assertThat(object.kind()).isEqualTo(Kind.ATTESTATION_OBJECT);
                assertThat(Views.problems(object).isEmpty())
                        .as(name + ", "
                                + ceremony.get("id")
                                        .or(() -> ceremony.get("name"))
                                        .map(JsonValue::toJson))
                        .isEqualTo(isWellFormed(registration.requiredBytes("attestationObject")));
                assertThat(Views.problems(clientData)).isEmpty();
                shown++;
            }
        }
        assertThat(shown).isGreaterThan(10);
    }

    private static boolean isWellFormed(ByteString attestationObject) {
        try {
            AttestationObject.parse(attestationObject);
            return true;
        } catch (MalformedException e) {
            return false;
        }
    }
}
