package dev.keystile.storage.jdbc;

/** The database did not do its part: it could not be reached, or answered with something that cannot be. */
public final class JdbcStorageException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    JdbcStorageException(String message) {
        super(message);
    }

    JdbcStorageException(String message, Throwable cause) {
        super(message, cause);
    }
}
