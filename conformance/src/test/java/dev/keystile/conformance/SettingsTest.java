package dev.keystile.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {

    @TempDir
    private Path folder;

    @Test
    void hasDefaults() {
        Settings settings = Settings.parse();

        assertThat(settings.port()).isEqualTo(8090);
        assertThat(settings.origin()).isEmpty();
        assertThat(settings.metadataFolders()).isEmpty();
        assertThat(settings.metadataEndpoints()).isEmpty();
    }

    @Test
    void readsEveryOption() throws IOException {
        FakeMetadataService service = new FakeMetadataService();
        Path root = folder.resolve("root.pem");
        Files.writeString(
                root,
                "-----BEGIN CERTIFICATE-----\n" + Statements.base64(service.root()) + "\n-----END CERTIFICATE-----\n");

        Settings settings = Settings.parse(
                "--port", "0",
                "--origin", "https://conformance.example",
                "--metadata-dir", folder.toString(),
                "--mds-root", root.toString(),
                "--mds-endpoint", "https://metadata.example/one",
                "--mds-endpoint", "https://metadata.example/two");

        assertThat(settings.port()).isZero();
        assertThat(settings.origin()).isEqualTo("https://conformance.example");
        assertThat(settings.metadataFolders()).containsExactly(folder);
        assertThat(settings.metadataRoots()).containsExactly(service.root());
        assertThat(settings.metadataEndpoints())
                .containsExactly(
                        URI.create("https://metadata.example/one"), URI.create("https://metadata.example/two"));
    }

    @ParameterizedTest
    @CsvSource({
        "--verbose, There is no option --verbose",
        "--port, --port needs a value",
        "--port many, '--port is a number, not many'",
        "--port 65536, '--port is a number from 0 to 65535, not 65536'",
        "--metadata-dir /nowhere/at/all, '--metadata-dir is a folder, and there is none at /nowhere/at/all'",
        "--mds-endpoint one, '--mds-endpoint is a whole URL, not one'",
        "--mds-endpoint https://metadata.example/one, --mds-endpoint needs --mds-root: whom else to trust?",
        "--mds-root /nowhere, '--mds-root is a certificate, and /nowhere holds none'"
    })
    void saysWhatIsWrong(String commandLine, String message) {
        assertThatThrownBy(() -> Settings.parse(commandLine.split(" ")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(message);
    }
}
