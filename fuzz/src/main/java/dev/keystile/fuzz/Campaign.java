package dev.keystile.fuzz;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/**
 * A long run: {@code Campaign <folder> <minutes> [target]}, with a line about each target. Without a target they come one after another;
 * those that reach most of the library come first and get three shares of the time, where the others get one. As {@code together}
 * they share one process, which spares a busy machine many starts. The folder keeps corpora, findings and logs.
 */
public final class Campaign {
    private static final String TOGETHER = "together";
    private static final int SEEDS_EACH = 40;

    private final Path folder;
    private final PrintStream out;
    private boolean clean = true;

    private Campaign(Path folder, PrintStream out) {
        this.folder = folder;
        this.out = out;
    }

    public static void main(String... arguments) throws IOException, InterruptedException {
        Path folder = Path.of(arguments[0]).toAbsolutePath();
        Duration duration = Duration.ofMinutes(Long.parseLong(arguments[1]));
        String target = arguments.length > 2 ? arguments[2] : "";
        Campaign campaign = new Campaign(folder, System.out);
        campaign.out.println("| target | seconds | executions | edges | features | peak MB | findings |");
        campaign.out.println("|---|--:|--:|--:|--:|--:|--:|");
        if (target.equals(TOGETHER)) {
            campaign.runTogether(duration);
        } else {
            campaign.run(target.isEmpty() ? Targets.all() : List.of(Targets.named(target)), duration);
        }
        System.exit(campaign.clean ? 0 : 1);
    }

    private void runTogether(Duration duration) throws IOException, InterruptedException {
        Path corpus = folder.resolve("corpus").resolve(TOGETHER);
        SeedCorpus.writeTogether(corpus, Targets.all(), SEEDS_EACH);
        report(TOGETHER, duration, new JazzerRun("", corpus, findings(TOGETHER)).run(duration));
    }

    private void run(List<FuzzTarget<?>> targets, Duration duration) throws IOException, InterruptedException {
        int shares = targets.stream().mapToInt(Campaign::shares).sum();
        List<FuzzTarget<?>> ordered = targets.stream()
                .sorted(Comparator.comparingInt(Campaign::shares).reversed())
                .toList();
        for (FuzzTarget<?> target : ordered) {
            Duration share = duration.multipliedBy(shares(target)).dividedBy(shares);
            Path corpus = folder.resolve("corpus").resolve(target.name());
            SeedCorpus.write(corpus, target);
            report(target.name(), share, new JazzerRun(target.name(), corpus, findings(target.name())).run(share));
        }
    }

    private Path findings(String name) {
        return folder.resolve("findings").resolve(name);
    }

    private void report(String name, Duration duration, JazzerRun.Result result) {
        out.printf(
                "| %s | %d | %,d | %,d | %,d | %d | %d |%n",
                name,
                duration.toSeconds(),
                result.executions(),
                result.edges(),
                result.features(),
                result.peakMegabytes(),
                result.findings().size());
        result.findings().forEach(finding -> out.println("found: " + finding));
        if (!result.isClean() && result.findings().isEmpty()) {
            out.println("ended with exit code " + result.exitCode() + ", see the log in "
                    + findings(name).getParent());
        }
        clean &= result.isClean();
    }

    private static int shares(FuzzTarget<?> target) {
        return target.isWide() ? 3 : 1;
    }
}
