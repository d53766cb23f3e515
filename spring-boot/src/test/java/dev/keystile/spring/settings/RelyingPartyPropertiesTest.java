package dev.keystile.spring.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.keystile.spring.settings.InvalidSettingsException.Fault;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RelyingPartyPropertiesTest {

    private static RelyingPartyProperties properties(String id, String... origins) {
        return new RelyingPartyProperties(id, "Example", List.of(origins));
    }

    private static List<Fault> faults(String id, String... origins) {
        try {
            properties(id, origins);
            return List.of();
        } catch (InvalidSettingsException e) {
            return e.faults();
        }
    }

    private static Fault onlyFault(String id, String... origins) {
        List<Fault> faults = faults(id, origins);
        assertThat(faults).hasSize(1);
        return faults.get(0);
    }

    @ParameterizedTest
    @CsvSource({
        "example.com, https://example.com",
        "example.com, https://login.example.com:8443",
        "login.example.co.uk, https://login.example.co.uk",
        "xn--bcher-kva.example, https://xn--bcher-kva.example",
        "localhost, http://localhost:8080",
        "localhost, http://app.localhost",
        "intranet, https://intranet",
        "shop.github.io, https://shop.github.io",
    })
    void acceptsWhatBrowsersAccept(String id, String origin) {
        assertThatCode(() -> properties(id, origin)).doesNotThrowAnyException();
    }

    @Test
    void acceptsAppOriginsBesideWebOrigins() {
        assertThatCode(() -> properties(
                        "example.com",
                        "https://example.com",
                        "android:apk-key-hash:pNiP5iKyQ8JwgGOaKA1zGPUPJIS-0H1xKCQcfIoGLck",
                        "ios:bundle-id:com.example.app"))
                .doesNotThrowAnyException();
    }

    @Test
    void takesTheIdForTheNameWhenThereIsNone() {
        RelyingPartyProperties unnamed = new RelyingPartyProperties("example.com", "", List.of("https://example.com"));

        assertThat(unnamed.name()).isEqualTo("example.com");
    }

    @Test
    void namesEverythingThatIsMissing() {
        assertThat(faults(""))
                .extracting(Fault::property)
                .containsExactly("keystile.relying-party.id", "keystile.relying-party.origins");
    }

    @ParameterizedTest
    @MethodSource
    void refusesNamesThatAuthenticatorsWouldNotShow(String name) {
        assertThatExceptionOfType(InvalidSettingsException.class)
                .isThrownBy(() -> new RelyingPartyProperties("example.com", name, List.of("https://example.com")))
                .withMessageContaining("keystile.relying-party.name");
    }

    static List<String> refusesNamesThatAuthenticatorsWouldNotShow() {
        return List.of("x".repeat(65), " ", "a\u0007b", "a\ud800");
    }

    @Nested
    class Id {

        @ParameterizedTest
        @CsvSource({
            "https://example.com, example.com",
            "https://example.com/login, example.com",
            "example.com:8080, example.com",
            "example.com/, example.com",
            "Example.COM, example.com",
            "example.com., example.com",
            "bücher.example, xn--bcher-kva.example",
        })
        void saysHowToWriteIt(String id, String written) {
            assertThat(onlyFault(id, "https://" + written).remedy())
                    .isEqualTo("Set keystile.relying-party.id to " + written);
        }

        @ParameterizedTest
        @ValueSource(strings = {"192.168.1.10", "127.0.0.1", "[::1]", "::1", "example.1", "2130706433", "example.0x7f"})
        void refusesIpAddresses(String id) {
            assertThat(onlyFault(id, "https://example.com").problem()).contains("IP address");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"exa mple.com", "-example.com", "example..com", "exa_mple.com", "*.example.com", "https://"})
        void refusesWhatIsNoDomain(String id) {
            assertThat(onlyFault(id, "https://example.com").problem()).isEqualTo("is not a domain name");
        }

        @ParameterizedTest
        @CsvSource({"com, https://example.com", "co.uk, https://example.co.uk", "github.io, https://shop.github.io"})
        void refusesPublicSuffixes(String id, String origin) {
            assertThat(onlyFault(id, origin).problem()).contains("public suffix");
        }

        @Test
        void refusesOneThatFitsNoOrigin() {
            Fault fault = onlyFault("example.com", "https://example.org", "https://notexample.com");

            assertThat(fault.property()).isEqualTo("keystile.relying-party.id");
            assertThat(fault.problem()).contains("fits none of the origins");
        }
    }

    @Nested
    class Origins {

        @ParameterizedTest
        @CsvSource({
            "https://example.com/, https://example.com",
            "https://example.com/login?a=b#c, https://example.com",
            "https://EXAMPLE.com, https://example.com",
            "HTTPS://example.com, https://example.com",
            "https://example.com:443, https://example.com",
            "https://example.com:08443, https://example.com:8443",
            "https://user:secret@example.com, https://example.com",
            "https://example.com., https://example.com",
            "https://bücher.example.com, https://xn--bcher-kva.example.com",
            "example.com, https://example.com",
            "example.com:8443, https://example.com:8443",
        })
        void saysHowToWriteThem(String origin, String written) {
            assertThat(onlyFault("example.com", origin).remedy()).isEqualTo("Write " + written);
        }

        @Test
        void refusesHttpExceptOnLocalhost() {
            Fault fault = onlyFault("example.com", "http://example.com");

            assertThat(fault.sentence())
                    .isEqualTo(
                            "keystile.relying-party.origins[0]=http://example.com is http, where browsers make passkeys"
                                    + " on localhost only");
            assertThat(fault.remedy()).contains("https://example.com");
        }

        @ParameterizedTest
        @ValueSource(strings = {"http://127.0.0.1:8080", "https://[::1]", "https://10.0.0.1"})
        void refusesIpAddresses(String origin) {
            assertThat(onlyFault("localhost", origin).problem()).contains("IP address");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "https://*.example.com", "*", "https://", "https://exa mple.com", "https://example.com:99999",
                    "https://example.com:port", "ftp://example.com", "android:apk-key-hash:short", "android:other",
                            "null"
                })
        void refusesWhatIsNoOrigin(String origin) {
            assertThat(faults("example.com", origin)).hasSize(1);
        }

        @Test
        void refusesEmptyOnes() {
            assertThat(onlyFault("example.com", "https://example.com", " ").property())
                    .isEqualTo("keystile.relying-party.origins[1]");
        }

        @Test
        void refusesTheSameTwice() {
            assertThat(onlyFault("example.com", "https://example.com", "https://example.com")
                            .problem())
                    .isEqualTo("is there twice");
        }

        @Test
        void refusesOneThatDoesNotFitTheId() {
            Fault fault = onlyFault("example.com", "https://example.com", "https://example.org");

            assertThat(fault.value()).isEqualTo("https://example.org");
            assertThat(fault.problem()).contains("neither at example.com nor below it");
        }

        @Test
        void namesEveryFaultAtOnce() {
            assertThat(faults("Example.com", "http://example.com", "https://example.com/"))
                    .extracting(Fault::property)
                    .containsExactly(
                            "keystile.relying-party.id",
                            "keystile.relying-party.origins[0]",
                            "keystile.relying-party.origins[1]");
        }
    }
}
