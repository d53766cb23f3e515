package dev.keystile.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Jazzer in a process of its own, on the class path of this one, with its memory and the time of each input bounded.
 *
 * @param target the target's name, or nothing for all of them together
 * @param corpus the folder of inputs to begin from, where new ones are kept
 * @param findings the folder for inputs that broke something
 */
record JazzerRun(String target, Path corpus, Path findings) {
    private static final int HEAP_MEGABYTES = 768;
    private static final int RESIDENT_MEGABYTES = 2048;
    private static final Duration LONGEST_INPUT = Duration.ofSeconds(30);
    /** For starting and ending; minutes pass where many others want the processor. */
    private static final Duration GRACE = Duration.ofMinutes(20);

    private static final Pattern EXECUTIONS = Pattern.compile("stat::number_of_executed_units:\\s*(\\d+)");
    private static final Pattern PEAK = Pattern.compile("stat::peak_rss_mb:\\s*(\\d+)");
    private static final Pattern COVERAGE = Pattern.compile("cov: (\\d+) ft: (\\d+)");

    /** How it went; coverage is in edges of this library's classes. */
    record Result(
            int exitCode,
            long executions,
            long edges,
            long features,
            long peakMegabytes,
            List<Path> findings,
            String log) {
        boolean isClean() {
            return exitCode == 0 && findings.isEmpty();
        }
    }

    Result run(Duration duration) throws IOException, InterruptedException {
        Files.createDirectories(corpus);
        Files.createDirectories(findings);
        Path log = findings.resolveSibling(findings.getFileName() + ".log");
        Process process = new ProcessBuilder(command(duration))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            if (!process.waitFor(duration.plus(GRACE).toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("Jazzer did not end, see " + log);
            }
        } finally {
            process.destroyForcibly();
        }
        return result(process.exitValue(), Files.readString(log, UTF_8));
    }

    private List<String> command(Duration duration) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + HEAP_MEGABYTES + "m",
                "-XX:+UseSerialGC",
                "-XX:+EnableDynamicAgentLoading",
                "-cp",
                System.getProperty("java.class.path")));
        for (String property : List.of("keystile.vectors")) {
            command.add("-D" + property + "=" + System.getProperty(property, ""));
        }
        command.addAll(List.of(
                "-Dkeystile.fuzz.target=" + target,
                "com.code_intelligence.jazzer.Jazzer",
                "--target_class=" + Fuzzer.class.getName(),
                "--instrumentation_includes=dev.keystile.webauthn.**",
                "--instrumentation_excludes=dev.keystile.webauthn.testing.**",
                "--custom_hook_includes=dev.keystile.webauthn.**",
                "--reproducer_path=" + findings,
                "-artifact_prefix=" + findings + "/",
                "-max_total_time=" + duration.toSeconds(),
                "-timeout=" + LONGEST_INPUT.toSeconds(),
                "-rss_limit_mb=" + RESIDENT_MEGABYTES,
                "-print_final_stats=1",
                corpus.toString()));
        return command;
    }

    private Result result(int exitCode, String log) throws IOException {
        try (Stream<Path> files = Files.list(findings)) {
            return new Result(
                    exitCode,
                    last(EXECUTIONS, 1, log),
                    last(COVERAGE, 1, log),
                    last(COVERAGE, 2, log),
                    last(PEAK, 1, log),
                    files.filter(JazzerRun::isFinding).sorted().toList(),
                    log);
        }
    }

    /** Not an input that was merely slow, as any is on a busy machine. */
    private static boolean isFinding(Path file) {
        return !file.getFileName().toString().startsWith("slow-unit-");
    }

    private static long last(Pattern pattern, int group, String log) {
        Matcher matcher = pattern.matcher(log);
        long last = 0;
        while (matcher.find()) {
            last = Long.parseLong(matcher.group(group));
        }
        return last;
    }
}
