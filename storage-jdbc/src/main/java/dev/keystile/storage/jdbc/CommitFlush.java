package dev.keystile.storage.jdbc;

import java.sql.SQLException;
import javax.sql.DataSource;

/** What it takes, after a commit, for the committed to be kept for good. */
interface CommitFlush {

    /** Returns once everything that was committed before the call outlives the process. */
    void afterCommit() throws SQLException;

    static CommitFlush of(DataSource dataSource, TransactionGate gate) {
        return switch (Engine.of(dataSource)) {
            case H2 -> new H2CommitFlush(dataSource, gate);
            case POSTGRESQL -> () -> {}; // its commit waits for the write-ahead log, unless told otherwise
        };
    }
}
