package dev.keystile.benchmarks.webauthn;

import dev.keystile.benchmarks.webauthn.VerificationBenchmark.Contestant;
import java.util.Collection;
import java.util.Objects;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs {@link VerificationBenchmark} in several rounds, each of which gives every contestant a fresh JVM in turn: on a noisy
 * machine a slow minute then falls on all of them alike. {@link LibraryTable} says what came of it.
 */
public final class LibraryRun {

    private LibraryRun() {}

    /**
     * Measures in rounds and prints the tables.
     *
     * @param arguments see {@link LibrarySettings#of}
     */
    public static void main(String[] arguments) throws RunnerException {
        LibrarySettings settings = LibrarySettings.of(arguments);
        LibraryTable table = new LibraryTable();
        for (int round = 1; round <= settings.rounds(); round++) {
            System.out.printf("round %d of %d%n", round, settings.rounds());
            for (RunResult result : round(settings)) {
                table.add(row(result), measurement(result));
            }
        }
        System.out.print(table.toText());
    }

    private static Collection<RunResult> round(LibrarySettings settings) throws RunnerException {
        return new Runner(new OptionsBuilder()
                        .include(VerificationBenchmark.class.getName())
                        .param("ceremony", names(settings.ceremonies()))
                        .param("provider", names(settings.providers()))
                        .param("contestant", names(settings.contestants()))
                        .forks(1)
                        // The peers need ten seconds on two cores until their JSON and CBOR readers are compiled.
                        .warmupIterations(12)
                        .warmupTime(TimeValue.seconds(1))
                        .measurementIterations(4)
                        .measurementTime(TimeValue.seconds(1))
                        .addProfiler(GCProfiler.class)
                        .jvmArgsAppend(settings.jvmOptions().toArray(String[]::new))
                        .verbosity(VerboseMode.SILENT)
                        .shouldFailOnError(true)
                        .build())
                .run();
    }

    private static String[] names(Collection<? extends Enum<?>> values) {
        return values.stream().map(Enum::name).toArray(String[]::new);
    }

    private static LibraryTable.Row row(RunResult result) {
        return new LibraryTable.Row(
                VerificationBenchmark.Ceremony.valueOf(result.getParams().getParam("ceremony")),
                CryptoProvider.valueOf(result.getParams().getParam("provider")),
                Contestant.valueOf(result.getParams().getParam("contestant")));
    }

    private static LibraryTable.Measurement measurement(RunResult result) {
        return new LibraryTable.Measurement(
                result.getPrimaryResult().getStatistics().getPercentile(50),
                Objects.requireNonNull(result.getSecondaryResults().get("gc.alloc.rate.norm"))
                        .getScore());
    }
}
