package dev.keystile.server.startup;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;

/** Says in a sentence why the embedded database cannot be used, and what to do about it. */
final class DataFailureAnalyzer implements FailureAnalyzer {

    /** H2's DATABASE_ALREADY_OPEN_1. */
    private static final int ALREADY_OPEN = 90020;

    @Override
    public @Nullable FailureAnalysis analyze(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof DataDirectoryException) {
                return new FailureAnalysis(
                        cause.getMessage(),
                        "Set KEYSTILE_DATA_DIR to a directory that this user may write to.",
                        failure);
            }
            if (cause instanceof SQLException problem && problem.getErrorCode() == ALREADY_OPEN) {
                return new FailureAnalysis(
                        "Another server is using the data directory.",
                        "Stop the other one, or set KEYSTILE_DATA_DIR to a directory of this one's own."
                                + " Several servers share data in PostgreSQL: set SPRING_DATASOURCE_URL.",
                        failure);
            }
        }
        return null;
    }
}
