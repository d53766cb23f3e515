package dev.keystile.storage.jdbc;

import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the flushes of an embedded H2 out of the middle of transactions, of which any number go on at once.
 *
 * <p>H2 writes its tables, indexes and undo logs one after the other without stopping the transactions that change them. Killed
 * right after such a flush, it comes up with halves of those transactions: with index entries, for one, that belong to nobody,
 * are not seen by any query, and make whoever inserts the same key wait in vain. So whatever writes often to the same H2 as the
 * stores does it through the same gate. For a PostgreSQL the gate is as good as none.
 *
 * <p>First the gate, then a connection: whoever waited here with a connection in hand could have the last one of a pool that
 * those inside are waiting for.
 */
public final class TransactionGate {

    private final ReadWriteLock lock = new ReentrantReadWriteLock();

    /** Runs a transaction, from before its first statement until after its commit. */
    public <T extends @Nullable Object> T transaction(Supplier<T> transaction) {
        transactions().lock();
        try {
            return transaction.get();
        } finally {
            transactions().unlock();
        }
    }

    /** Held, by any number of threads, while one of them is in a transaction. */
    Lock transactions() {
        return lock.readLock();
    }

    /** Held by one thread, while nobody is in a transaction. */
    Lock flush() {
        return lock.writeLock();
    }
}
