package dev.keystile.spring.storage;

import dev.keystile.storage.jdbc.JdbcStorageException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says at a failed start what keeps the passkeys from being kept: a database that is away, of another make, or not ours to change. */
final class StorageFailureAnalyzer extends AbstractFailureAnalyzer<JdbcStorageException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, JdbcStorageException cause) {
        return new FailureAnalysis(
                "Keystile cannot keep its data: " + cause.getMessage(),
                "Check that the database is running, and that spring.datasource.url, spring.datasource.username and"
                        + " spring.datasource.password are those of a PostgreSQL or H2 in which this user may make tables.",
                cause);
    }
}
