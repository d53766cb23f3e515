package dev.keystile.peers.differences;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;

/** The tables of {@code docs/differences.md}, which a long run writes and a test compares with the classes. */
final class DifferencesPage {

    private static final String BEGIN = "<!-- run -->\n";
    private static final String END = "<!-- end of run -->\n";

    private DifferencesPage() {}

    /** Puts a run's result where the page has the last one's. */
    static void write(Path page, String headline, Report report) throws IOException {
        String text = Files.readString(page);
        int begin = text.indexOf(BEGIN) + BEGIN.length();
        int end = text.indexOf(END);
        Files.writeString(page, text.substring(0, begin) + tables(headline, report) + text.substring(end));
    }

    private static String tables(String headline, Report report) {
        StringBuilder text = new StringBuilder(headline).append("\n\n");
        text.append("| library | accepts | refuses | throws what it does not declare |\n|---|---:|---:|---:|\n");
        for (Judge judge : Judge.values()) {
            text.append(String.format(
                    Locale.ROOT,
                    "| %s | %,d | %,d | %,d |%n",
                    title(judge),
                    report.count(judge, Verdict.Kind.ACCEPTED),
                    report.count(judge, Verdict.Kind.REFUSED),
                    report.count(judge, Verdict.Kind.CRASHED)));
        }
        text.append(
                "\n| class | situation | what decides | Yubico | webauthn4j | for example |\n|---|---|---|---:|---:|---|\n");
        for (DifferenceClass each : DifferenceClass.values()) {
            text.append(row(each))
                    .append(String.format(
                            Locale.ROOT,
                            " %,d | %,d | %s |%n",
                            report.count(each, Judge.YUBICO),
                            report.count(each, Judge.WEBAUTHN4J),
                            report.example(each).map(DifferencesPage::example).orElse("")));
        }
        return text.toString();
    }

    /** The part of a class's row that does not come from a run. */
    static String row(DifferenceClass each) {
        return "| `" + each.id() + "` | " + each.situation() + " | " + each.decision() + " |";
    }

    /** The names of the classes that a page has rows of. */
    static Stream<String> classes(String page) {
        return page.lines().filter(line -> line.startsWith("| `")).map(line -> line.substring(3, line.indexOf('`', 3)));
    }

    private static String title(Judge judge) {
        return switch (judge) {
            case KEYSTILE -> "Keystile";
            case YUBICO -> "Yubico java-webauthn-server";
            case WEBAUTHN4J -> "webauthn4j";
        };
    }

    private static String example(Disagreement disagreement) {
        String change = disagreement.mutant().description();
        String text = disagreement.mutant().ceremony().name() + ": " + (change.isEmpty() ? "unchanged" : change);
        return text.replaceAll("[^ -~…]", " ").replace('|', '/').replace("<", "&lt;");
    }
}
