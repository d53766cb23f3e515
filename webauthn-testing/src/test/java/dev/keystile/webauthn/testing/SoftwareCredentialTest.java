package dev.keystile.webauthn.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

class SoftwareCredentialTest {
    private final WebAuthnClient client = WebAuthnClient.at(Ceremonies.ORIGIN);

    /** One algorithm of each key type. */
    static Stream<Algorithm> supported() {
        return Stream.of(Algorithm.ES256, Algorithm.ES512, Algorithm.ED448, Algorithm.PS256, Algorithm.ML_DSA_65)
                .filter(Algorithm::isSupported);
    }

    @ParameterizedTest
    @MethodSource("supported")
    void signsInAnotherAuthenticatorAfterItWasWrittenDown(Algorithm algorithm) {
        SoftwareAuthenticator first =
                SoftwareAuthenticator.builder().algorithms(algorithm).build();
        client.create(Ceremonies.creation(algorithm), first);
        client.get(Ceremonies.request(), first);
        SoftwareAuthenticator second = SoftwareAuthenticator.builder().build();

        second.add(SoftwareCredential.parse(first.newestCredential().export()));
        JsonNode json = Ceremonies.json(client.get(Ceremonies.request(), second));

        assertThat(json.get("id").asString())
                .isEqualTo(Bytes.base64Url(first.newestCredential().id()));
        assertThat(second.newestCredential().publicKey())
                .isEqualTo(first.newestCredential().publicKey());
        assertThat(second.newestCredential().signCount()).isEqualTo(2);
        assertThat(second.newestCredential().userName()).isEqualTo("kim");
    }

    @Test
    void hasTheKeyPairThatItWasGiven() throws GeneralSecurityException {
        KeyPair keys = KeyPairGenerator.getInstance("RSA").generateKeyPair();
        SoftwareAuthenticator authenticator = SoftwareAuthenticator.builder()
                .algorithms(Algorithm.RS256)
                .keyPairs(algorithm -> keys)
                .build();

        client.create(Ceremonies.creation(Algorithm.RS256), authenticator);

        assertThat(authenticator.newestCredential().publicKey()).isEqualTo(keys.getPublic());
    }

    @Test
    void isWrittenDownInOneLine() {
        SoftwareAuthenticator authenticator = SoftwareAuthenticator.builder().build();
        client.create(Ceremonies.creation(), authenticator);

        String exported = authenticator.newestCredential().export();

        assertThat(exported).doesNotContain("\n");
        assertThat(SoftwareCredential.parse(exported).export()).isEqualTo(exported);
    }

    @Test
    void isReadBackWholeOrNotAtAll() {
        assertThatIllegalArgumentException().isThrownBy(() -> SoftwareCredential.parse(""));
        assertThatIllegalArgumentException().isThrownBy(() -> SoftwareCredential.parse("[]"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SoftwareCredential.parse("{}"))
                .withMessageContaining("\"id\"");
    }

    @Test
    void keepsItsKeyToItself() {
        SoftwareAuthenticator authenticator =
                SoftwareAuthenticator.builder().seed(1).build();
        client.create(Ceremonies.creation(), authenticator);

        assertThat(authenticator.newestCredential())
                .asString()
                .hasSizeLessThan(60)
                .contains("at example.org");
    }
}
