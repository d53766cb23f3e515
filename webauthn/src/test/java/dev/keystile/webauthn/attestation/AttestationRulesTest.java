package dev.keystile.webauthn.attestation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.keystile.webauthn.bytes.MalformedException;
import dev.keystile.webauthn.json.JsonObject;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AttestationRulesTest {

    static Stream<AttestationRules> differing() {
        AttestationRules standard = AttestationRules.standard();
        return Stream.of(
                standard,
                standard.withAndroidKey(AndroidKeyEnforcement.SOFTWARE),
                standard.withAndroidKey(AndroidKeyEnforcement.UNSTATED),
                standard.withU2fAaguidZero(),
                standard.withTpmManufacturers(TpmManufacturer.REGISTERED),
                standard.withTpmResidentKeys(),
                standard.withSha1Formats(Set.of()),
                standard.withUnknownFormatsInCompound(),
                standard.withU2fAaguidZero()
                        .withTpmResidentKeys()
                        .withUnknownFormatsInCompound()
                        .withTpmManufacturers(Set.of(new TpmManufacturer("id:FFFFF1D0")))
                        .withSha1Formats(Set.of(AttestationFormat.PACKED))
                        .withAndroidKey(AndroidKeyEnforcement.SOFTWARE));
    }

    @Test
    void differWhenOneOfThemDoes() {
        assertThat(differing()).doesNotHaveDuplicates().hasSize(9);
    }

    @ParameterizedTest
    @MethodSource("differing")
    void comeBackFromWhatWasWrittenDown(AttestationRules rules) throws Exception {
        AttestationPolicy policy =
                AttestationPolicy.verifiedIfKnown().withRules(rules).withoutRootInPath();

        assertThat(AttestationPolicy.of(JsonObject.parse(policy.toJson().toJson())))
                .isEqualTo(policy);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"androidKey\":\"any\",\"u2fAaguidZero\":false,\"tpmManufacturers\":[],\"tpmResidentKeys\":false,"
                        + "\"sha1Formats\":[],\"unknownFormatsInCompound\":false}",
                "{\"androidKey\":\"hardware\",\"u2fAaguidZero\":false,\"tpmManufacturers\":[\"AMD\"],"
                        + "\"tpmResidentKeys\":false,\"sha1Formats\":[],\"unknownFormatsInCompound\":false}",
                "{\"androidKey\":\"hardware\",\"u2fAaguidZero\":false,\"tpmManufacturers\":[],\"tpmResidentKeys\":false,"
                        + "\"sha1Formats\":[],\"unknownFormatsInCompound\":false,\"later\":true}"
            })
    void areNotReadFromAnythingElse(String json) {
        assertThatExceptionOfType(MalformedException.class)
                .isThrownBy(() -> AttestationRules.of(JsonObject.parse(json)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "id:", "id:1234567", "id:123456789", "ID:12345678", "id:1234567g", "12345678"})
    void knowTpmManufacturersInOneFormOnly(String id) {
        assertThatIllegalArgumentException().isThrownBy(() -> new TpmManufacturer(id));
    }
}
