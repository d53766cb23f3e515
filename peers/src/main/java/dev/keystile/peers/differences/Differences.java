package dev.keystile.peers.differences;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** The long run, as a command. */
public final class Differences {

    private static final int BATCH = 1_000;
    private static final Path RECORDS = Path.of("target", "differences");

    private Differences() {}

    /**
     * Judges mutants, prints what was seen, and ends with an error if a disagreement is of no class or Keystile throws what it
     * does not declare. Those responses are written to {@code target/differences}.
     *
     * @param arguments the number of mutants (100,000 unless told), the seed (1), and a page to write the result to
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        int mutants = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 100_000;
        long seed = arguments.length > 1 ? Long.parseLong(arguments[1]) : 1;
        List<Ceremony> ceremonies = new ArrayList<>(Ceremonies.made());
        List<Ceremony> recorded =
                RecordedCeremonies.in(Path.of(System.getProperty("keystile.vectors", "../shared/vectors")));
        ceremonies.addAll(recorded);
        DifferentialRun run = new DifferentialRun(NativeProvider.install(), ceremonies);
        System.out.printf(
                Locale.ROOT,
                "%,d valid ceremonies, %,d of them recorded; %,d are changed%n",
                ceremonies.size(),
                recorded.size(),
                run.ceremonies());
        int valid = run.report().count(Judge.KEYSTILE);
        runInThreads(run, seed, mutants, () -> {
            int done = run.report().count(Judge.KEYSTILE) - valid;
            System.out.printf(Locale.ROOT, "%,d mutants%n", done);
            if (arguments.length > 2) {
                DifferencesPage.write(Path.of(arguments[2]), headline(done, seed, ceremonies, run), run.report());
            }
        });
        Report report = run.report();
        print(report);
        record(report);
        if (!report.unexplained().isEmpty() || !report.crashes().isEmpty()) {
            System.exit(1);
        }
    }

    /** Says how far a run is; the page then has what was seen until then. */
    private interface Progress {
        void tell() throws IOException;
    }

    private static void runInThreads(DifferentialRun run, long seed, int mutants, Progress progress)
            throws InterruptedException {
        AtomicInteger next = new AtomicInteger();
        List<DifferentialRun> runs = new ArrayList<>(List.of(run));
        while (runs.size() < Runtime.getRuntime().availableProcessors()) {
            runs.add(run.inAnotherThread());
        }
        ExecutorService threads = Executors.newFixedThreadPool(runs.size());
        List<Callable<Void>> work = runs.stream()
                .map(each -> (Callable<Void>) () -> {
                    for (int first = next.getAndAdd(BATCH); first < mutants; first = next.getAndAdd(BATCH)) {
                        each.run(seed, first, Math.min(mutants, first + BATCH));
                        synchronized (progress) {
                            progress.tell();
                        }
                    }
                    return null;
                })
                .toList();
        try {
            for (Future<Void> done : threads.invokeAll(work)) {
                done.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("The run was broken off", e);
        } finally {
            threads.shutdown();
        }
    }

    private static String headline(int mutants, long seed, List<Ceremony> ceremonies, DifferentialRun run) {
        return String.format(
                Locale.ROOT,
                "%,d mutants of %,d ceremonies with seed %d on JDK %d, after %,d valid ceremonies.",
                mutants,
                run.ceremonies(),
                seed,
                Runtime.version().feature(),
                ceremonies.size());
    }

    private static void print(Report report) {
        for (DifferenceClass each : DifferenceClass.values()) {
            System.out.printf(
                    Locale.ROOT,
                    "%-34s %,7d Yubico %,7d webauthn4j%n",
                    each.id(),
                    report.count(each, Judge.YUBICO),
                    report.count(each, Judge.WEBAUTHN4J));
        }
        report.unexplained().forEach(disagreement -> System.out.println("OF NO CLASS: " + disagreement));
        report.crashes().forEach(crash -> System.out.println("NOT DECLARED: " + crash));
    }

    /** The response of each disagreement without a class, as a file. */
    static void record(Report report) throws IOException {
        for (Disagreement disagreement : report.unexplained()) {
            Files.createDirectories(RECORDS);
            Files.writeString(
                    RECORDS.resolve(disagreement.run().replace(':', '-') + "-" + disagreement.peer() + ".txt"),
                    disagreement + "\n" + disagreement.mutant().response() + "\n");
        }
    }
}
