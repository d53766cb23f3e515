package dev.keystile.benchmarks.load;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What one load run does.
 *
 * @param people how many accounts sign up
 * @param warmUp sign-ins that are not measured, so that the server's code is compiled
 * @param signIns sign-ins that are measured
 * @param concurrency how many people are at it at once
 * @param database where the server keeps its data
 * @param jar the packaged server
 * @param java the {@code java} program that runs the server
 * @param jvmOptions options for the server's JVM
 */
record Settings(
        int people,
        int warmUp,
        int signIns,
        int concurrency,
        Database database,
        Path jar,
        Path java,
        List<String> jvmOptions) {

    enum Database {
        H2,
        POSTGRESQL
    }

    private static final Set<String> NAMES =
            Set.of("people", "warm-up", "sign-ins", "concurrency", "database", "jar", "java", "jvm-options");

    static final String USAGE = """
            --people N          accounts that sign up                         (1000)
            --warm-up N         sign-ins before measuring                     (10000)
            --sign-ins N        sign-ins that are measured                    (20000)
            --concurrency N     people at it at once                          (8)
            --database NAME     h2 or postgresql                              (h2)
            --jar FILE          the packaged server
            --java FILE         the java program for the server               (the one this runs on)
            --jvm-options "…"   options for the server's JVM""";

    static Settings parse(String[] arguments) {
        Map<String, String> given = new LinkedHashMap<>();
        for (int i = 0; i < arguments.length; i += 2) {
            String name = arguments[i].startsWith("--") ? arguments[i].substring(2) : "";
            if (!NAMES.contains(name) || i + 1 == arguments.length) {
                throw new IllegalArgumentException("Not understood: " + arguments[i] + "\n" + USAGE);
            }
            given.put(name, arguments[i + 1]);
        }
        String options = given.getOrDefault("jvm-options", "").strip();
        return new Settings(
                Integer.parseInt(given.getOrDefault("people", "1000")),
                Integer.parseInt(given.getOrDefault("warm-up", "10000")),
                Integer.parseInt(given.getOrDefault("sign-ins", "20000")),
                Integer.parseInt(given.getOrDefault("concurrency", "8")),
                database(given.getOrDefault("database", "h2")),
                Path.of(given.getOrDefault("jar", "server/target/keystile-server-0.1.0-SNAPSHOT.jar")),
                Path.of(given.getOrDefault("java", System.getProperty("java.home") + "/bin/java")),
                options.isEmpty() ? List.of() : List.of(options.split("\\s+")));
    }

    private static Database database(String name) {
        return switch (name) {
            case "h2" -> Database.H2;
            case "postgresql" -> Database.POSTGRESQL;
            default -> throw new IllegalArgumentException("--database is h2 or postgresql, not " + name);
        };
    }
}
