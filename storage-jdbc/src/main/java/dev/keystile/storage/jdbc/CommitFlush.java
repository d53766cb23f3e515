package dev.keystile.storage.jdbc;

import java.sql.SQLException;
import javax.sql.DataSource;

/** What it takes, after a commit, for the committed to be kept for good. */
interface CommitFlush {

    /** Takes note of a commit, before its transaction leaves the gate; returns its number. */
    long note();

    /** Returns once this commit, and all that were noted before it, outlive the process. */
    void await(long commit) throws SQLException;

    static CommitFlush of(DataSource dataSource, TransactionGate gate) {
        return switch (Engine.of(dataSource)) {
            case H2 -> new H2CommitFlush(dataSource, gate);
            case POSTGRESQL -> new CommitThatIsFlushed();
        };
    }
}
