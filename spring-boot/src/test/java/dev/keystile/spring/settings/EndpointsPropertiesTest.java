package dev.keystile.spring.settings;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointsPropertiesTest {

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1", "/passkeys", "/a.b/~c/d-e_f"})
    void acceptsPaths(String basePath) {
        assertThatCode(() -> new EndpointsProperties(true, basePath)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "api",
                "/api/",
                "//api",
                "/api//v1",
                "/api/*",
                "/api/{id}",
                "/a b",
                "/..",
                "/api/../v1",
                "/api?x",
                "https://example.com/api",
                "/api;v=1",
                "/%61pi"
            })
    void refusesWhatIsNoPlainPath(String basePath) {
        assertThatExceptionOfType(InvalidSettingsException.class)
                .isThrownBy(() -> new EndpointsProperties(true, basePath))
                .withMessageContaining("keystile.endpoints.base-path");
    }
}
