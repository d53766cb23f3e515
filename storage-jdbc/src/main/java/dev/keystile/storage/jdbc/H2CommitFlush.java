package dev.keystile.storage.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;

/**
 * Has H2 write what it would keep in memory for up to half a second after a commit, so that what was acknowledged survives a
 * killed process. Of threads that commit at the same time, one does so for all.
 *
 * <p>H2's own setting for this, {@code WRITE_DELAY=0}, writes once for each commit and stops the thread that gives the file's
 * unused space back.
 */
final class H2CommitFlush implements CommitFlush {

    private final DataSource dataSource;
    private final TransactionGate gate;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition flushed = lock.newCondition();
    private long lastTicket;
    private long flushedUpTo;
    private boolean flushing;

    H2CommitFlush(DataSource dataSource, TransactionGate gate) {
        this.dataSource = dataSource;
        this.gate = gate;
    }

    @Override
    public void afterCommit() throws SQLException {
        long upTo = takeTicket();
        if (upTo == 0) {
            return;
        }
        boolean done = false;
        try {
            flush();
            done = true;
        } finally {
            finish(done ? upTo : 0);
        }
    }

    private void flush() throws SQLException {
        gate.flush().lock();
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CHECKPOINT");
        } finally {
            gate.flush().unlock();
        }
    }

    /** Waits until another thread has flushed this one's commit, and returns 0; or the ticket up to which to flush now. */
    private long takeTicket() {
        lock.lock();
        try {
            long own = ++lastTicket;
            while (flushing && flushedUpTo < own) {
                flushed.awaitUninterruptibly();
            }
            if (flushedUpTo >= own) {
                return 0;
            }
            flushing = true;
            return lastTicket;
        } finally {
            lock.unlock();
        }
    }

    private void finish(long upTo) {
        lock.lock();
        try {
            flushing = false;
            flushedUpTo = Math.max(flushedUpTo, upTo);
            flushed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
