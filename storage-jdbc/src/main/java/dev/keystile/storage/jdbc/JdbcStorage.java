package dev.keystile.storage.jdbc;

import dev.keystile.passkeys.store.Storage;
import javax.sql.DataSource;

/** A storage in H2 or PostgreSQL. Any number of nodes may share one PostgreSQL. */
public final class JdbcStorage {

    private JdbcStorage() {}

    /**
     * The storage behind a data source, whose tables {@link KeystileSchema#migrate} has made.
     *
     * <p>Each operation takes one connection and gives it back before it returns. With H2, the connections' user has to be an
     * administrator, as {@code sa} is: only then can a commit be made to outlive the process.
     *
     * @param dataSource should be a pool
     * @throws JdbcStorageException if the database cannot be reached, or is neither H2 nor PostgreSQL
     */
    public static Storage on(DataSource dataSource) {
        Database database = new Database(dataSource);
        return new Storage(
                new JdbcPasskeyStore(database), new JdbcAuditLog(database), new JdbcCeremonyKeyStore(database));
    }
}
