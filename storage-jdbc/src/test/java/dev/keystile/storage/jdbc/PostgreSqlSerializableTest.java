package dev.keystile.storage.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.keystile.passkeys.store.Storage;
import dev.keystile.passkeys.store.StorageContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;

/** The contract under the strictest isolation, and on a pool that does not commit by itself. */
@Tag("once")
class PostgreSqlSerializableTest extends StorageContract {

    private static final TestDatabase DATABASE = TestDatabase.POSTGRESQL.get();
    private static final HikariDataSource SERIALIZABLE = serializable();

    private static HikariDataSource serializable() {
        HikariConfig config = new HikariConfig();
        config.setDataSource(DATABASE.dataSource());
        config.setAutoCommit(false);
        config.setTransactionIsolation("TRANSACTION_SERIALIZABLE");
        config.setMaximumPoolSize(20);
        config.setMinimumIdle(1);
        return new HikariDataSource(config);
    }

    @AfterAll
    static void close() {
        SERIALIZABLE.close();
    }

    @Override
    protected Storage emptyStorage() throws Exception {
        DATABASE.emptyStorage();
        return JdbcStorage.on(SERIALIZABLE);
    }

    @Override
    protected Object everything() throws Exception {
        return DATABASE.everything();
    }
}
