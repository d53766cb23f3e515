package dev.keystile.webauthn.cose;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A signature gets the same verdict whoever verifies it. */
class ProviderAgreementTest {

    static Stream<SignatureCase> cases() {
        return Stream.of(
                        CommonSignatureCases.all(),
                        EcdsaSignatureCases.all(),
                        RsaSignatureCases.all(),
                        EdDsaSignatureCases.all(),
                        MlDsaSignatureCases.all())
                .flatMap(cases -> cases);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void givesOneVerdictUnderEveryProvider(SignatureCase signatureCase) {
        Map<String, String> verdicts = new TreeMap<>();
        Suites.byName().forEach((name, suite) -> {
            if (suite.supported().contains(signatureCase.key().algorithm())) {
                verdicts.put(name, signatureCase.verdict(suite));
            }
        });

        assertThat(verdicts).isNotEmpty().values().containsOnly(signatureCase.isValid() ? "valid" : "invalid");
    }
}
