package dev.keystile.spring.passkeys;

import dev.keystile.passkeys.Housekeeping;
import dev.keystile.passkeys.store.StorageUnavailableException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/** Runs the housekeeping at an interval, on a thread of its own, while the application runs. */
final class HousekeepingSchedule implements SmartLifecycle {

    private static final Log LOG = LogFactory.getLog(HousekeepingSchedule.class);

    private final Housekeeping housekeeping;
    private final Duration interval;
    private @Nullable ScheduledExecutorService executor;

    /** @param interval from the end of one run to the beginning of the next; zero for none at all */
    HousekeepingSchedule(Housekeeping housekeeping, Duration interval) {
        this.housekeeping = housekeeping;
        this.interval = interval;
    }

    @Override
    public boolean isAutoStartup() {
        return !interval.isZero();
    }

    @Override
    public synchronized void start() {
        ScheduledExecutorService started = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "keystile-housekeeping");
            thread.setDaemon(true);
            return thread;
        });
        started.scheduleWithFixedDelay(this::run, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
        executor = started;
    }

    private void run() {
        try {
            housekeeping.run();
        } catch (StorageUnavailableException e) {
            LOG.warn("Housekeeping will be tried again in " + interval + ": " + e.getMessage());
        } catch (RuntimeException e) {
            LOG.warn("Housekeeping failed and will be tried again in " + interval, e);
        }
    }

    @Override
    public synchronized void stop() {
        if (executor != null) {
            executor.shutdownNow();
            executor = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return executor != null;
    }
}
