package dev.keystile.fuzz;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/**
 * A long run over the targets, one after another, with a line about each: {@code Campaign <folder> <minutes> [target]}. Those that
 * reach most of the library come first and get three shares of the time, where the others get one. The folder keeps corpora,
 * findings and logs.
 */
public final class Campaign {
    private final Path folder;
    private final PrintStream out;

    private Campaign(Path folder, PrintStream out) {
        this.folder = folder;
        this.out = out;
    }

    public static void main(String... arguments) throws IOException, InterruptedException {
        Path folder = Path.of(arguments[0]).toAbsolutePath();
        Duration duration = Duration.ofMinutes(Long.parseLong(arguments[1]));
        List<FuzzTarget<?>> targets = arguments.length > 2 ? List.of(Targets.named(arguments[2])) : Targets.all();
        boolean clean = new Campaign(folder, System.out).run(targets, duration);
        System.exit(clean ? 0 : 1);
    }

    private static int shares(FuzzTarget<?> target) {
        return target.isWide() ? 3 : 1;
    }

    private boolean run(List<FuzzTarget<?>> targets, Duration duration) throws IOException, InterruptedException {
        out.println("| target | seconds | executions | edges | features | peak MB | findings |");
        out.println("|---|--:|--:|--:|--:|--:|--:|");
        int shares = targets.stream().mapToInt(Campaign::shares).sum();
        List<FuzzTarget<?>> ordered = targets.stream()
                .sorted(Comparator.comparingInt(Campaign::shares).reversed())
                .toList();
        long executions = 0;
        boolean clean = true;
        for (FuzzTarget<?> target : ordered) {
            Duration share = duration.multipliedBy(shares(target)).dividedBy(shares);
            Path corpus = folder.resolve("corpus").resolve(target.name());
            SeedCorpus.write(corpus, target);
            JazzerRun.Result result = new JazzerRun(
                            target.name(), corpus, folder.resolve("findings").resolve(target.name()))
                    .run(share);
            out.printf(
                    "| %s | %d | %,d | %,d | %,d | %d | %d |%n",
                    target.name(),
                    share.toSeconds(),
                    result.executions(),
                    result.edges(),
                    result.features(),
                    result.peakMegabytes(),
                    result.findings().size());
            result.findings().forEach(finding -> out.println("found: " + finding));
            if (!result.isClean() && result.findings().isEmpty()) {
                out.println("ended with exit code " + result.exitCode() + ", see the log in " + folder);
            }
            executions += result.executions();
            clean &= result.isClean();
        }
        out.printf(
                "%,d executions in %d minutes, %s%n",
                executions, duration.toMinutes(), clean ? "nothing found" : "with findings");
        return clean;
    }
}
