package dev.keystile.storage.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import javax.sql.DataSource;

/**
 * Reads and transactions on connections of a data source, of which none is kept.
 *
 * <p>They are transactions of their own, also when the calling thread has one open elsewhere. The statements are right under
 * READ COMMITTED, the default of both engines, and stricter isolation: rows are compared and set by single statements, and what
 * an engine calls a serialization failure, a deadlock or a lock timeout is tried again from the start.
 */
final class Database {

    /** Serialization failure, deadlock; H2's lock timeout; PostgreSQL's lock timeout. */
    private static final Set<String> WORTH_ANOTHER_TRY = Set.of("40001", "40P01", "HYT00", "55P03");

    private static final int MAXIMUM_TRIES = 10;

    /** After this nobody waits for an answer any more; an engine's own lock timeout may be seconds. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final DataSource dataSource;
    private final TransactionGate gate;
    private final CommitFlush commitFlush;

    Database(DataSource dataSource, TransactionGate gate) {
        this.dataSource = dataSource;
        this.gate = gate;
        this.commitFlush = CommitFlush.of(dataSource, gate);
        requireThatCommitsCanBeFlushed();
    }

    private void requireThatCommitsCanBeFlushed() {
        try {
            commitFlush.await(commitFlush.note());
        } catch (SQLException e) {
            throw new JdbcStorageException(
                    "Commits cannot be made to outlive the process. With H2, the user that connects has to be an"
                            + " administrator, as sa is: " + e.getMessage(),
                    e);
        }
    }

    /** Asks something. */
    @FunctionalInterface
    interface Reading<T> {
        T from(Statements statements) throws SQLException;
    }

    /** Changes something, or throws; then nothing is changed. */
    @FunctionalInterface
    interface Change<X extends Exception> {
        void in(Statements statements) throws SQLException, X;
    }

    <T> T read(Reading<T> reading) {
        try (Connection connection = dataSource.getConnection()) {
            T result = reading.from(new Statements(connection));
            if (!connection.getAutoCommit()) {
                connection.rollback(); // so that a pool gets it back without a transaction
            }
            return result;
        } catch (SQLException e) {
            throw failure("read", e);
        }
    }

    /** One transaction, in which everything happens or nothing. When this returns, it has been kept for good. */
    <X extends Exception> void change(Change<X> change) throws X {
        long begun = System.nanoTime();
        for (int tries = 1; ; tries++) {
            boolean committed = false;
            try {
                long commit = transact(change);
                committed = true;
                commitFlush.await(commit);
                return;
            } catch (SQLException e) {
                boolean patient = System.nanoTime() - begun < PATIENCE.toNanos();
                if (committed || tries == MAXIMUM_TRIES || !isWorthAnotherTry(e) || !patient) {
                    throw failure("change", e);
                }
                pause(tries);
            }
        }
    }

    private static boolean isWorthAnotherTry(SQLException e) {
        return e.getSQLState() != null && WORTH_ANOTHER_TRY.contains(e.getSQLState());
    }

    private <X extends Exception> long transact(Change<X> change) throws SQLException, X {
        gate.transactions().lock();
        try (Connection connection = dataSource.getConnection()) {
            transact(connection, change);
            return commitFlush.note();
        } finally {
            gate.transactions().unlock();
        }
    }

    private static <X extends Exception> void transact(Connection connection, Change<X> change) throws SQLException, X {
        boolean autoCommit = connection.getAutoCommit();
        if (autoCommit) {
            connection.setAutoCommit(false);
        }
        try {
            change.in(new Statements(connection));
            connection.commit();
        } catch (Exception | Error e) {
            rollback(connection, e);
            throw e;
        } finally {
            if (autoCommit) {
                connection.setAutoCommit(true);
            }
        }
    }

    private static void rollback(Connection connection, Throwable because) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            because.addSuppressed(e);
        }
    }

    /** A few milliseconds, more after each try, and never the same for two that collided. */
    private static void pause(int tries) {
        try {
            Thread.sleep(ThreadLocalRandom.current().nextLong(1, 1L << Math.min(tries + 1, 7)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new JdbcStorageException("Interrupted while waiting to try a transaction again", e);
        }
    }

    private static RuntimeException failure(String what, SQLException cause) {
        return JdbcStorageException.of("The database could not " + what, cause);
    }
}
