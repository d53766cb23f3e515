package dev.keystile.server.startup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.mock.env.MockEnvironment;

class LocalDefaultsTest {

    @TempDir
    private Path directory;

    private final MockEnvironment environment = new MockEnvironment();

    @ParameterizedTest
    @CsvSource({
        "'',                                             http://localhost:8080",
        "server.port=9000,                               http://localhost:9000",
        "server.port=80,                                 http://localhost",
        "server.ssl.certificate=cert.pem,                https://localhost:8080",
        "server.ssl.certificate=cert.pem;server.port=443, https://localhost",
        "server.ssl.certificate=cert.pem;server.ssl.enabled=false, http://localhost:8080",
        "keystile.relying-party.id=example.com,          https://example.com",
        "keystile.relying-party.id=example.com;keystile.relying-party.origins=https://a.example.com, https://a.example.com",
        "keystile.relying-party.origins=http://localhost:1, http://localhost:1",
    })
    void originFollowsWhereTheServerIs(String settings, String origin) {
        for (String setting : settings.isEmpty() ? new String[0] : settings.split(";")) {
            environment.setProperty(setting.split("=", 2)[0], setting.split("=", 2)[1]);
        }
        applyDefaults();
        assertThat(environment.getProperty("keystile.relying-party.origins")).isEqualTo(origin);
    }

    @Test
    void dataAreKeptWhereOnlyTheirOwnerReadsThem() throws IOException {
        applyDefaults();
        Path data = directory.resolve("data");
        assertThat(environment.getProperty("spring.datasource.url")).startsWith("jdbc:h2:file:" + data + "/keystile");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data)))
                .isEqualTo("rwx------");
    }

    @Test
    void anotherDatabaseIsLeftAlone() {
        environment.setProperty("spring.datasource.url", "jdbc:postgresql://db/keystile");
        applyDefaults();
        assertThat(environment.getProperty("spring.datasource.username")).isNull();
        assertThat(environment.getProperty(LocalDefaults.EMBEDDED_DATA)).isNull();
        assertThat(directory.resolve("data")).doesNotExist();
    }

    @Test
    void aDirectoryThatCannotBeMadeIsExplained() throws IOException {
        Files.writeString(directory.resolve("data"), "a file is in the way");
        assertThatThrownBy(this::applyDefaults).isInstanceOfSatisfying(DataDirectoryException.class, problem -> {
            FailureAnalysis analysis = Objects.requireNonNull(new DataFailureAnalyzer().analyze(problem));
            assertThat(analysis.getAction()).contains("KEYSTILE_DATA_DIR");
        });
    }

    @Test
    void aDirectoryThatIsInUseIsExplained() {
        var inUse = new IllegalStateException(new SQLException("Database may be already in use", "90020", 90020));
        assertThat(new DataFailureAnalyzer().analyze(inUse))
                .extracting(FailureAnalysis::getDescription)
                .isEqualTo("Another server is using the data directory.");
        assertThat(new DataFailureAnalyzer().analyze(new IllegalStateException()))
                .isNull();
    }

    private void applyDefaults() {
        environment.setProperty("keystile.data-dir", directory.resolve("data").toString());
        new LocalDefaults().postProcessEnvironment(environment, new SpringApplication());
    }
}
