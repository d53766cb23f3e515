package dev.keystile.storage.jdbc;

import java.util.Locale;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/**
 * The tables, whose names all begin with {@code keystile_}, in the schema that the data source's connections use.
 *
 * <p>They may live beside an application's own: their migrations have a location and a history table of their own, so that an
 * application's Flyway and this one know nothing of each other. Only, an application's Flyway refuses to start in a schema that
 * is not empty and has no history of its own yet: let it go first.
 */
public final class KeystileSchema {

    private static final String HISTORY_TABLE = "keystile_schema_history";

    private static final int MAXIMUM_TRIES = 5;
    private static final int PAUSE_MILLIS = 200;

    private KeystileSchema() {}

    /**
     * Makes the tables, or brings them up to this version. Any number of nodes may do so at once.
     *
     * @throws JdbcStorageException if the database cannot be reached or does not allow it, or has been migrated by a newer
     *     version
     */
    public static void migrate(DataSource dataSource) {
        Flyway flyway = Flyway.configure(KeystileSchema.class.getClassLoader())
                .dataSource(dataSource)
                .locations("classpath:dev/keystile/storage/jdbc/"
                        + Engine.of(dataSource).name().toLowerCase(Locale.ROOT))
                .table(HISTORY_TABLE)
                .baselineOnMigrate(true) // an application's tables may be here already
                .baselineVersion("0")
                .failOnMissingLocations(true)
                .load();
        migrate(flyway, MAXIMUM_TRIES);
    }

    /** Flyway's lock does not cover the making of its history table: of nodes that start at once for the first time, some fail. */
    private static void migrate(Flyway flyway, int triesLeft) {
        try {
            flyway.migrate();
        } catch (FlywayException e) {
            if (triesLeft == 1) {
                throw new JdbcStorageException("Keystile's tables cannot be brought up to date: " + e.getMessage(), e);
            }
            pause();
            migrate(flyway, triesLeft - 1);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new JdbcStorageException("Interrupted while waiting for another node to make the tables", e);
        }
    }
}
