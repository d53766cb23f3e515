package dev.keystile.storage.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.keystile.passkeys.audit.AuditAction;
import dev.keystile.passkeys.audit.AuditEvent;
import dev.keystile.passkeys.audit.Occasion;
import dev.keystile.passkeys.store.Storage;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** A real database with our tables in it, for a whole run of tests; emptied between them. */
final class TestDatabase {

    private static final List<String> TABLES = List.of(
            "keystile_audit",
            "keystile_ceremony_key",
            "keystile_redeemed_ceremony",
            "keystile_passkey",
            "keystile_account");

    static final Supplier<TestDatabase> H2 = once(() -> migrated(pool(h2Url(temporaryFile()), "sa")));
    static final Supplier<TestDatabase> POSTGRESQL = once(() -> migrated(newPostgresDatabase("keystile")));

    private static final Supplier<EmbeddedPostgres> POSTGRES = once(TestDatabase::startPostgres);

    private static final int POOL_SIZE = 50;

    private final LeakCheckingDataSource dataSource;

    private TestDatabase(DataSource dataSource) {
        this.dataSource = new LeakCheckingDataSource(dataSource);
    }

    private static TestDatabase migrated(DataSource dataSource) {
        KeystileSchema.migrate(dataSource);
        return new TestDatabase(dataSource);
    }

    private static <T> Supplier<T> once(Supplier<T> start) {
        return new Supplier<>() {
            private @Nullable T started;

            @Override
            public synchronized T get() {
                if (started == null) {
                    started = start.get();
                }
                return started;
            }
        };
    }

    static String h2Url(Path file) {
        return "jdbc:h2:file:" + file;
    }

    /** A new database in a PostgreSQL that ends with this process. */
    static HikariDataSource newPostgresDatabase(String name) {
        try (Connection connection = POSTGRES.get().getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("CREATE DATABASE " + name);
            return pool(POSTGRES.get().getJdbcUrl("postgres", name), "postgres");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static EmbeddedPostgres startPostgres() {
        try {
            return EmbeddedPostgres.builder()
                    .setServerConfig("max_connections", "200")
                    .setServerConfig("fsync", "off") // nobody pulls the plug here, and it saves most of the time
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static HikariDataSource pool(String url, String user) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setUsername(user);
        config.setPassword("");
        config.setMaximumPoolSize(POOL_SIZE);
        config.setMinimumIdle(2);
        return new HikariDataSource(config);
    }

    private static Path temporaryFile() {
        try {
            Path folder = Files.createTempDirectory("keystile-h2");
            folder.toFile().deleteOnExit();
            return folder.resolve("keystile");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Storage emptyStorage() throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            for (String table : TABLES) {
                statement.executeUpdate("DELETE FROM " + table);
            }
        }
        return JdbcStorage.on(dataSource);
    }

    /** Its code is longer than the column. */
    static AuditEvent unwritableEvent() {
        return new AuditEvent.Refused(
                new Occasion(Instant.EPOCH, null), AuditAction.SIGN_IN, null, null, "x".repeat(65), "");
    }

    DataSource dataSource() {
        return dataSource;
    }

    /** What was taken from the data source and not given back. */
    List<Object> leaks() {
        return List.copyOf(dataSource.open());
    }

    /** Every row of every table. */
    List<String> everything() throws SQLException {
        return rows(TABLES);
    }

    /** Every row of every table but the audit log. */
    List<String> everythingButAudit() throws SQLException {
        return rows(TABLES.subList(1, TABLES.size()));
    }

    private List<String> rows(List<String> tables) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            for (String table : tables) {
                try (ResultSet result = statement.executeQuery("SELECT * FROM " + table)) {
                    while (result.next()) {
                        rows.add(table + row(result));
                    }
                }
            }
        }
        rows.sort(null);
        return rows;
    }

    private static List<String> row(ResultSet result) throws SQLException {
        List<String> values = new ArrayList<>();
        for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
            Object value = result.getObject(i);
            values.add(value instanceof byte[] bytes ? Arrays.toString(bytes) : String.valueOf(value));
        }
        return values;
    }
}
