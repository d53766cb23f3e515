package dev.keystile.storage.jdbc;

import dev.keystile.passkeys.store.StorageUnavailableException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The database did not do its part: it could not be reached, or answered with something that cannot be. */
public final class JdbcStorageException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Connection exceptions; insufficient resources; shutting down or starting; conflicts that did not end. */
    private static final Set<String> CLASSES_OF_OUTAGES = Set.of("08", "53", "57", "40");

    /** Lock timeouts of H2 and PostgreSQL. */
    private static final Set<String> STATES_OF_OUTAGES = Set.of("HYT00", "HYT01", "55P03");

    JdbcStorageException(String message) {
        super(message);
    }

    JdbcStorageException(String message, Throwable cause) {
        super(message, cause);
    }

    /** What to throw when the database failed: that it is unavailable, if waiting may help, else that something is wrong. */
    public static RuntimeException of(String message, SQLException cause) {
        String whole = message + ": " + cause.getMessage();
        return isOutage(cause) ? new StorageUnavailableException(whole, cause) : new JdbcStorageException(whole, cause);
    }

    private static boolean isOutage(SQLException problem) {
        return problem instanceof SQLTransientException
                || problem instanceof SQLNonTransientConnectionException
                || problem instanceof SQLRecoverableException
                || isOutage(problem.getSQLState());
    }

    private static boolean isOutage(@Nullable String state) {
        return state != null
                && state.length() == 5
                && (STATES_OF_OUTAGES.contains(state) || CLASSES_OF_OUTAGES.contains(state.substring(0, 2)));
    }
}
