package dev.keystile.benchmarks.webauthn;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs {@link VerificationBenchmark} in several rounds, each of which gives every contestant a fresh JVM in turn, and prints
 * the median of the rounds' medians: on a noisy machine a slow minute then falls on all of them alike.
 */
public final class LibraryRun {

    private LibraryRun() {}

    /** One line of the table. */
    private record Row(String ceremony, String provider, String contestant) {

        static Row of(RunResult result) {
            return new Row(
                    result.getParams().getParam("ceremony"),
                    result.getParams().getParam("provider"),
                    result.getParams().getParam("contestant"));
        }
    }

    private record Measurement(double medianMicroseconds, double bytes) {}

    /**
     * Measures in rounds and prints one table of medians.
     *
     * @param arguments the number of rounds (5 unless told), then JVM options for the measured JVMs
     */
    public static void main(String[] arguments) throws RunnerException {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 5;
        String[] jvmOptions = List.of(arguments).stream().skip(1).toArray(String[]::new);
        Map<Row, List<Measurement>> measured = new TreeMap<>(
                Comparator.comparing(Row::ceremony).thenComparing(Row::provider).thenComparing(Row::contestant));
        for (int round = 1; round <= rounds; round++) {
            System.out.printf(Locale.ROOT, "round %d of %d%n", round, rounds);
            measured.putAll(merged(measured, round(jvmOptions)));
        }
        System.out.printf("%nJDK %s%n", Runtime.version());
        System.out.println("| ceremony | provider | who | median µs | bytes |");
        System.out.println("|---|---|---|---:|---:|");
        measured.forEach((row, measurements) -> System.out.printf(
                Locale.ROOT,
                "| %s | %s | %s | %.1f | %.0f |%n",
                row.ceremony(),
                row.provider().toLowerCase(Locale.ROOT),
                row.contestant().toLowerCase(Locale.ROOT),
                median(measurements.stream()
                        .map(Measurement::medianMicroseconds)
                        .toList()),
                median(measurements.stream().map(Measurement::bytes).toList())));
    }

    private static Map<Row, Measurement> round(String[] jvmOptions) throws RunnerException {
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .include(VerificationBenchmark.class.getName())
                        .forks(1)
                        .warmupIterations(3)
                        .warmupTime(TimeValue.seconds(1))
                        .measurementIterations(3)
                        .measurementTime(TimeValue.seconds(1))
                        .addProfiler(GCProfiler.class)
                        .jvmArgsAppend(jvmOptions)
                        .verbosity(VerboseMode.SILENT)
                        .shouldFailOnError(true)
                        .build())
                .run();
        return results.stream()
                .collect(Collectors.toMap(
                        Row::of,
                        result -> new Measurement(
                                result.getPrimaryResult().getStatistics().getPercentile(50),
                                Objects.requireNonNull(
                                                result.getSecondaryResults().get("gc.alloc.rate.norm"))
                                        .getScore())));
    }

    private static Map<Row, List<Measurement>> merged(Map<Row, List<Measurement>> before, Map<Row, Measurement> round) {
        return round.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        entry -> Stream.concat(
                                        before.getOrDefault(entry.getKey(), List.of()).stream(),
                                        Stream.of(entry.getValue()))
                                .toList()));
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        return sorted.get(sorted.size() / 2);
    }
}
