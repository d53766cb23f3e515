package dev.keystile.server.startup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.bind.BindException;
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
        "keystile.relying-party.id=example.com;keystile.relying-party.origins=https://a.example.com,"
                + " https://a.example.com",
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
        assertThat(permissions(data)).isEqualTo("rwx------");
        assertThat(permissions(data.resolve("keystile.mv.db"))).isEqualTo("rw-------");
    }

    @Test
    void dataInADirectoryThatOthersReadAreTheirOwnersAlone() throws Exception {
        Path data = Files.createDirectory(
                directory.resolve("data"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        applyDefaults();
        assertThat(permissions(data)).isEqualTo("rwxr-xr-x");
        Path file = data.resolve("keystile.mv.db");
        assertThat(permissions(file)).isEqualTo("rw-------");

        String url = Objects.requireNonNull(environment.getProperty("spring.datasource.url"));
        try (Connection connection = DriverManager.getConnection(url, "keystile", "")) {
            connection.createStatement().execute("CREATE TABLE kept (id INT)");
        }
        assertThat(permissions(file)).isEqualTo("rw-------");
        assertThat(file).isNotEmptyFile();
        try (Connection connection = DriverManager.getConnection(url, "keystile", "")) {
            connection.createStatement().execute("SELECT id FROM kept");
        }
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
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
    void aDatabaseOfAnotherUsersIsExplained() throws IOException {
        Path data = Files.createDirectories(directory.resolve("data"));
        Path file = Files.createFile(data.resolve("keystile.mv.db"));
        assumeThat(mayNotWriteTo(file))
                .as("there is a file that this user may not write to")
                .isTrue();
        assertThatThrownBy(this::applyDefaults)
                .isInstanceOf(DataDirectoryException.class)
                .hasMessageContaining(file + ". Another one, such as root,");
        Files.delete(file);
        assumeThat(mayNotWriteTo(data)).isTrue();
        assertThatThrownBy(this::applyDefaults)
                .isInstanceOf(DataDirectoryException.class)
                .hasMessage("No database can be made in the data directory " + data + ": this user may not write to "
                        + file);
    }

    private static boolean mayNotWriteTo(Path path) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("r-xr-xr-x"));
        return !Files.isWritable(path);
    }

    @Test
    void aDirectoryThatH2WouldMisreadIsExplained() {
        environment.setProperty("keystile.data-dir", directory.resolve("a;b").toString());
        assertThatThrownBy(this::applyDefaults)
                .isInstanceOf(DataDirectoryException.class)
                .hasMessageContaining("has a semicolon in it");
    }

    @Test
    void aPortThatIsNoNumberIsLeftForSpringBootToExplain() {
        environment.setProperty("server.port", "eighty");
        assertThatThrownBy(this::applyDefaults).isInstanceOf(BindException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"08001", "08004", "28P01", "28000", "3D000"})
    void aDatabaseThatCannotBeReachedIsExplained(String state) {
        var failure = new IllegalStateException("Flyway", new SQLException("Connection to db:5432 refused.", state));
        assertThat(new DataFailureAnalyzer().analyze(failure)).satisfies(analysis -> {
            assertThat(analysis.getDescription())
                    .isEqualTo("The database cannot be reached: Connection to db:5432 refused.");
            assertThat(analysis.getAction()).contains("SPRING_DATASOURCE_URL");
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
        if (!environment.containsProperty("keystile.data-dir")) {
            environment.setProperty(
                    "keystile.data-dir", directory.resolve("data").toString());
        }
        new LocalDefaults().postProcessEnvironment(environment, new SpringApplication());
    }
}
