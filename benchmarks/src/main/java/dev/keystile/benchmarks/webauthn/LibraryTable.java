package dev.keystile.benchmarks.webauthn;

import dev.keystile.benchmarks.webauthn.VerificationBenchmark.Ceremony;
import dev.keystile.benchmarks.webauthn.VerificationBenchmark.Contestant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.DoubleBinaryOperator;

/**
 * The measurements of all rounds as tables in Markdown. What compares two rows is the median of what compared them in each
 * round.
 */
final class LibraryTable {

    /** One contestant's line. */
    record Row(Ceremony ceremony, CryptoProvider provider, Contestant contestant) {

        Row of(Contestant other) {
            return new Row(ceremony, provider, other);
        }

        Row with(CryptoProvider other) {
            return new Row(ceremony, other, contestant);
        }
    }

    /**
     * What one round found of a row.
     *
     * @param median microseconds
     * @param bytes allocated by one verification
     */
    record Measurement(double median, double bytes) {}

    private final Map<Row, List<Measurement>> measurements = new TreeMap<>(
            Comparator.comparing(Row::ceremony).thenComparing(Row::provider).thenComparing(Row::contestant));

    /** Adds what the next round found; every round has the same rows. */
    void add(Row row, Measurement measurement) {
        measurements.computeIfAbsent(row, any -> new ArrayList<>()).add(measurement);
    }

    String toText() {
        StringBuilder text = new StringBuilder();
        append(text, "%nJDK %s, medians of %d rounds%n%n", Runtime.version(), rounds());
        append(text, "| ceremony | provider | who | µs | µs over bare | times bare | times Keystile | bytes |%n");
        append(text, "|---|---|---|---:|---:|---:|---:|---:|%n");
        measurements.forEach((row, found) -> append(
                text,
                "| %s | %s | %s | %.1f | %s | %s | %s | %.0f |%n",
                LibrarySettings.name(row.ceremony()),
                LibrarySettings.name(row.provider()),
                LibrarySettings.name(row.contestant()),
                median(found.stream().map(Measurement::median).toList()),
                compared(row, row.of(Contestant.BARE), "%.1f", (one, other) -> one - other),
                compared(row, row.of(Contestant.BARE), "%.2f", (one, other) -> one / other),
                compared(row, row.of(Contestant.KEYSTILE), "%.2f", (one, other) -> one / other),
                median(found.stream().map(Measurement::bytes).toList())));
        appendOutOfTheBox(text);
        return text.toString();
    }

    /** The others use what the platform has unless somebody changes the JVM; Keystile's server brings a native provider. */
    private void appendOutOfTheBox(StringBuilder text) {
        append(text, "%nOut of the box: the others with the platform's provider, Keystile with a native one%n%n");
        append(text, "| ceremony | who | Keystile's provider | times Keystile |%n|---|---|---|---:|%n");
        for (Row row : measurements.keySet()) {
            boolean other = row.contestant() != Contestant.BARE && row.contestant() != Contestant.KEYSTILE;
            if (!other || row.provider() != CryptoProvider.PLATFORM) {
                continue;
            }
            for (CryptoProvider provider : List.of(CryptoProvider.CORRETTO, CryptoProvider.CONSCRYPT)) {
                append(
                        text,
                        "| %s | %s | %s | %s |%n",
                        LibrarySettings.name(row.ceremony()),
                        LibrarySettings.name(row.contestant()),
                        LibrarySettings.name(provider),
                        compared(row, row.of(Contestant.KEYSTILE).with(provider), "%.1f", (one, its) -> one / its));
            }
        }
    }

    private int rounds() {
        return measurements.values().stream().mapToInt(List::size).max().orElse(0);
    }

    /** Empty for a row itself, and when the other was not measured. */
    private String compared(Row row, Row other, String form, DoubleBinaryOperator comparison) {
        List<Measurement> mine = measurements.getOrDefault(row, List.of());
        List<Measurement> others = measurements.getOrDefault(other, List.of());
        if (row.equals(other) || mine.size() != others.size()) {
            return "";
        }
        List<Double> compared = new ArrayList<>();
        for (int round = 0; round < mine.size(); round++) {
            compared.add(comparison.applyAsDouble(
                    mine.get(round).median(), others.get(round).median()));
        }
        return String.format(Locale.ROOT, form, median(compared));
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    private static void append(StringBuilder text, String form, Object... values) {
        text.append(String.format(Locale.ROOT, form, values));
    }
}
