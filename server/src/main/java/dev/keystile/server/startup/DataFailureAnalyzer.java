package dev.keystile.server.startup;

import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;

/** Says in a sentence why the database cannot be used, and what to do about it. */
final class DataFailureAnalyzer implements FailureAnalyzer {

    /** H2's DATABASE_ALREADY_OPEN_1. */
    private static final int ALREADY_OPEN = 90020;

    /** Connections that could not be had; who was not let in; a database that does not exist. */
    private static final Set<String> CLASSES_OF_UNREACHABLE = Set.of("08", "28", "3D");

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
            if (cause instanceof SQLException problem && isUnreachable(problem)) {
                return new FailureAnalysis(
                        "The database cannot be reached: " + problem.getMessage(),
                        "Make sure that it is running and that SPRING_DATASOURCE_URL, SPRING_DATASOURCE_USERNAME and"
                                + " SPRING_DATASOURCE_PASSWORD are right.",
                        failure);
            }
        }
        return null;
    }

    private static boolean isUnreachable(SQLException problem) {
        String state = problem.getSQLState();
        return state != null && state.length() == 5 && CLASSES_OF_UNREACHABLE.contains(state.substring(0, 2));
    }
}
