package dev.keystile.storage.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;

/**
 * Has H2 write what it would keep in memory for up to half a second after a commit, so that what was acknowledged survives a
 * killed process. Of threads that commit at the same time, one does so for all.
 *
 * <p>A flush writes a page or two of every table and index that was changed, however little. So in a crowd there is a pause
 * between two of them: whoever commits in it waits for it to end, and shares the flush with all others who did.
 *
 * <p>H2's own setting for this, {@code WRITE_DELAY=0}, writes once for each commit and stops the thread that gives the file's
 * unused space back.
 */
final class H2CommitFlush implements CommitFlush {

    /** So many commits in one flush are a crowd: whoever is alone, or one of two, never waits. */
    private static final int CROWD = 3;

    /** Hardly to be felt by whoever waits; at 300 sign-ins a second, six of them share a flush. */
    static final Duration PAUSE = Duration.ofMillis(20);

    private final DataSource dataSource;
    private final TransactionGate gate;
    private final AtomicLong lastCommit = new AtomicLong();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition flushed = lock.newCondition();
    private long flushedUpTo;
    private boolean flushing;
    private long notBefore = System.nanoTime();

    H2CommitFlush(DataSource dataSource, TransactionGate gate) {
        this.dataSource = dataSource;
        this.gate = gate;
    }

    @Override
    public long note() {
        return lastCommit.incrementAndGet();
    }

    @Override
    public void await(long commit) throws SQLException {
        if (!isToFlush(commit)) {
            return;
        }
        long upTo = 0;
        boolean interrupted = sleepUntil(notBefore);
        try {
            upTo = flush();
        } finally {
            finish(upTo);
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Waits until another thread has flushed the commit; or says that this thread is to do it now. */
    private boolean isToFlush(long commit) {
        lock.lock();
        try {
            while (flushing && flushedUpTo < commit) {
                flushed.awaitUninterruptibly();
            }
            if (flushedUpTo >= commit) {
                return false;
            }
            flushing = true;
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Says whether the thread has been interrupted, and takes that from it: in H2 such a thread does not wait for the writing. */
    private static boolean sleepUntil(long nanoTime) {
        try {
            TimeUnit.NANOSECONDS.sleep(nanoTime - System.nanoTime());
            return Thread.interrupted();
        } catch (InterruptedException e) {
            return true;
        }
    }

    /** Flushes; returns the last commit that was in it. Whoever is out of the gate has noted what they committed. */
    private long flush() throws SQLException {
        gate.flush().lock();
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            long upTo = lastCommit.get();
            statement.execute("CHECKPOINT");
            return upTo;
        } finally {
            gate.flush().unlock();
        }
    }

    private void finish(long upTo) {
        lock.lock();
        try {
            flushing = false;
            boolean inCrowd = upTo - flushedUpTo >= CROWD;
            notBefore = System.nanoTime() + (inCrowd ? PAUSE.toNanos() : 0);
            flushedUpTo = Math.max(flushedUpTo, upTo);
            flushed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
