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
        return on(dataSource, new TransactionGate());
    }

    /**
     * The same for an application that writes to the same embedded H2 through the same gate, so that no kill leaves halves of its
     * transactions behind either.
     */
    public static Storage on(DataSource dataSource, TransactionGate gate) {
        Database database = new Database(dataSource, gate);
        return new Storage(
                new JdbcPasskeyStore(database), new JdbcAuditLog(database), new JdbcCeremonyKeyStore(database));
    }
}
