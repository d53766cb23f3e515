package dev.keystile.passkeys.store;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Does the same thing many times at once. */
public final class Parallel {

    private Parallel() {}

    /** Something that is done, or declined, by the i-th of many. */
    @FunctionalInterface
    public interface Attempt {
        /** Returns if it was done. */
        void make(int i) throws Exception;
    }

    /**
     * Lets so many threads go at the same moment, and waits for all of them.
     *
     * @param declined the one kind of exception that is an answer; any other fails the test
     * @return what came of each: null if it was done
     */
    public static <E extends Exception> Outcomes<E> run(int times, Class<E> declined, Attempt attempt)
            throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(times);
        CountDownLatch ready = new CountDownLatch(times);
        try {
            List<Future<?>> futures = new ArrayList<>();
            for (int i = 0; i < times; i++) {
                int number = i;
                futures.add(threads.submit((Callable<Void>) () -> {
                    ready.countDown();
                    ready.await();
                    attempt.make(number);
                    return null;
                }));
            }
            return collect(futures, declined);
        } finally {
            threads.shutdownNow();
        }
    }

    private static <E extends Exception> Outcomes<E> collect(List<Future<?>> futures, Class<E> declined)
            throws Exception {
        List<Integer> done = new ArrayList<>();
        List<E> refusals = new ArrayList<>();
        for (int i = 0; i < futures.size(); i++) {
            try {
                futures.get(i).get();
                done.add(i);
            } catch (ExecutionException e) {
                if (!declined.isInstance(e.getCause())) {
                    throw e;
                }
                refusals.add(declined.cast(e.getCause()));
            }
        }
        return new Outcomes<>(done, refusals);
    }

    /**
     * What came of them.
     *
     * @param done the numbers of those that were done
     * @param declined the answers to the others
     */
    public record Outcomes<E extends Exception>(List<Integer> done, List<E> declined) {}
}
