package dev.keystile.storage.jdbc;

import java.sql.Connection;
import java.sql.SQLException;

/** What it takes, after a commit, for the committed to be kept for good. */
interface CommitFlush {

    /** Returns once everything that was committed before the call outlives the process. */
    void afterCommit(Connection connection) throws SQLException;

    static CommitFlush of(Engine engine, TransactionGate gate) {
        return switch (engine) {
            case H2 -> new H2CommitFlush(gate);
            case POSTGRESQL -> connection -> {}; // its commit waits for the write-ahead log, unless told otherwise
        };
    }
}
