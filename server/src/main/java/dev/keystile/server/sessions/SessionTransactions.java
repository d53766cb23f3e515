package dev.keystile.server.sessions;

import dev.keystile.storage.jdbc.JdbcStorageException;
import dev.keystile.storage.jdbc.TransactionGate;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionOperations;

/** The transactions in which sessions are read and written: through the stores' gate, and with outages told as the stores tell them. */
record SessionTransactions(TransactionOperations transactions, TransactionGate gate) implements TransactionOperations {

    @Override
    public <T extends @Nullable Object> T execute(TransactionCallback<T> action) {
        return gate.transaction(() -> executeAsStoresDo(action));
    }

    private <T extends @Nullable Object> T executeAsStoresDo(TransactionCallback<T> action) {
        try {
            return transactions.execute(action);
        } catch (TransactionException | DataAccessException failure) {
            throw asStoresTell(failure);
        }
    }

    private static RuntimeException asStoresTell(RuntimeException failure) {
        for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException problem) {
                return JdbcStorageException.of("The database could not read or write a session", problem);
            }
        }
        return failure;
    }
}
