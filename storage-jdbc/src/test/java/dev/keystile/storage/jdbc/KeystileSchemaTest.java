package dev.keystile.storage.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import com.zaxxer.hikari.HikariDataSource;
import dev.keystile.passkeys.ceremony.CeremonyKey;
import dev.keystile.passkeys.store.Parallel;
import dev.keystile.passkeys.tenant.RelyingPartyId;
import dev.keystile.webauthn.bytes.ByteString;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("once")
class KeystileSchemaTest {

    abstract static class OnAnEngine {

        private HikariDataSource dataSource;

        @BeforeEach
        void emptyDatabase() throws Exception {
            dataSource = newDatabase();
        }

        @AfterEach
        void close() {
            dataSource.close();
        }

        abstract HikariDataSource newDatabase() throws Exception;

        @Test
        void isMadeOnceAndThenLeftAlone() {
            KeystileSchema.migrate(dataSource);
            CeremonyKey key = new CeremonyKey(
                    1, Instant.parse("2026-11-22T12:00:00Z"), ByteString.copyOf(new byte[CeremonyKey.SECRET_LENGTH]));
            JdbcStorage.on(dataSource).ceremonyKeys().addUnlessPresent(RelyingPartyId.DEFAULT, key);
            KeystileSchema.migrate(dataSource);
            assertThat(JdbcStorage.on(dataSource).ceremonyKeys().load(RelyingPartyId.DEFAULT))
                    .containsExactly(key);
        }

        @Test
        void isMadeByOneOfSeveralNodesThatStartAtOnce() throws Exception {
            var outcomes = Parallel.run(4, JdbcStorageException.class, i -> KeystileSchema.migrate(dataSource));
            assertThat(outcomes.declined()).isEmpty();
        }

        @Test
        void livesBesideAnApplicationsOwnTables(@TempDir Path migrations) throws Exception {
            applicationsMigrations(migrations);
            applicationsFlyway(migrations).migrate();
            KeystileSchema.migrate(dataSource);
            assertThat(tables())
                    .contains("orders", "flyway_schema_history", "keystile_passkey", "keystile_schema_history");
            assertThatNoException()
                    .isThrownBy(() -> applicationsFlyway(migrations).migrate());
            assertThatNoException()
                    .isThrownBy(() -> applicationsFlyway(migrations).validate());
            assertThatNoException().isThrownBy(() -> KeystileSchema.migrate(dataSource));
        }

        @Test
        void hasOnlyNamesThatSayWhoseTheyAre() throws Exception {
            KeystileSchema.migrate(dataSource);
            assertThat(tables()).allMatch(table -> table.startsWith("keystile_"));
        }

        @Test
        void beginsEveryKeyAndIndexWithTheRelyingParty() throws Exception {
            KeystileSchema.migrate(dataSource);
            List<String> firstColumns = new ArrayList<>();
            try (Connection connection = dataSource.getConnection()) {
                for (String table : tables()) {
                    if (!table.equals("keystile_schema_history")) {
                        firstColumns.addAll(firstColumnsOfIndexes(connection, table));
                    }
                }
            }
            assertThat(firstColumns).hasSize(8).containsOnly("relying_party");
        }

        @Test
        void refusesAnUnfinishedOrStrangeHistoryWithASentence() throws Exception {
            KeystileSchema.migrate(dataSource);
            try (Connection connection = dataSource.getConnection();
                    Statement statement = connection.createStatement()) {
                statement.executeUpdate("UPDATE \"keystile_schema_history\" SET \"checksum\" = 1");
            }
            assertThatExceptionOfType(JdbcStorageException.class)
                    .isThrownBy(() -> KeystileSchema.migrate(dataSource))
                    .withMessageStartingWith("Keystile's tables cannot be brought up to date: ");
        }

        private Flyway applicationsFlyway(Path migrations) {
            return Flyway.configure()
                    .dataSource(dataSource)
                    .locations("filesystem:" + migrations)
                    .load();
        }

        private static void applicationsMigrations(Path migrations) throws IOException {
            Files.writeString(migrations.resolve("V1__orders.sql"), "CREATE TABLE orders (id INTEGER PRIMARY KEY);");
        }

        private List<String> tables() throws SQLException {
            List<String> tables = new ArrayList<>();
            try (Connection connection = dataSource.getConnection();
                    ResultSet rows = connection
                            .getMetaData()
                            .getTables(connection.getCatalog(), connection.getSchema(), "%", new String[] {
                                "TABLE", "BASE TABLE"
                            })) {
                while (rows.next()) {
                    tables.add(rows.getString("TABLE_NAME").toLowerCase(Locale.ROOT));
                }
            }
            return tables;
        }

        private static List<String> firstColumnsOfIndexes(Connection connection, String table) throws SQLException {
            List<String> columns = new ArrayList<>();
            String name =
                    connection.getMetaData().storesUpperCaseIdentifiers() ? table.toUpperCase(Locale.ROOT) : table;
            try (ResultSet rows = connection
                    .getMetaData()
                    .getIndexInfo(connection.getCatalog(), connection.getSchema(), name, false, false)) {
                while (rows.next()) {
                    if (rows.getInt("ORDINAL_POSITION") == 1) {
                        columns.add(rows.getString("COLUMN_NAME").toLowerCase(Locale.ROOT));
                    }
                }
            }
            return columns;
        }
    }

    @Nested
    class OnH2 extends OnAnEngine {

        @TempDir
        Path folder;

        @Override
        HikariDataSource newDatabase() {
            return TestDatabase.pool(TestDatabase.h2Url(folder.resolve("keystile")), "sa");
        }
    }

    @Nested
    class OnPostgreSql extends OnAnEngine {

        @Override
        HikariDataSource newDatabase() throws SQLException {
            return TestDatabase.newPostgresDatabase(
                    "schema_" + UUID.randomUUID().toString().replace('-', '_'));
        }
    }

    @Test
    void isNotMadeInADatabaseWeDoNotKnow() {
        assertThatExceptionOfType(JdbcStorageException.class)
                .isThrownBy(() -> Engine.ofProduct("Oracle"))
                .withMessage("Keystile keeps its data in PostgreSQL or H2, and this database is Oracle");
    }
}
