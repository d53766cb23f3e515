package dev.keystile.benchmarks.load;

import java.util.LinkedHashMap;
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
 * @param jvmOptions options for the server's JVM, beside those that it is always started with
 */
record Settings(int people, int warmUp, int signIns, int concurrency, Database database, String jvmOptions) {

    enum Database {
        H2,
        POSTGRESQL
    }

    private static final Set<String> NAMES =
            Set.of("people", "warm-up", "sign-ins", "concurrency", "database", "jvm-options");

    static final String USAGE = """
            --people N          accounts that sign up                         (1000)
            --warm-up N         sign-ins before measuring                     (10000)
            --sign-ins N        sign-ins that are measured                    (20000)
            --concurrency N     people at it at once                          (8)
            --database NAME     h2 or postgresql                              (h2)
            --jvm-options "…"   further options for the server's JVM""";

    static Settings parse(String[] arguments) {
        Map<String, String> given = new LinkedHashMap<>();
        for (int i = 0; i < arguments.length; i += 2) {
            String name = arguments[i].startsWith("--") ? arguments[i].substring(2) : "";
            if (!NAMES.contains(name) || i + 1 == arguments.length) {
                throw new IllegalArgumentException("Not understood: " + arguments[i] + "\n" + USAGE);
            }
            given.put(name, arguments[i + 1]);
        }
        return new Settings(
                Integer.parseInt(given.getOrDefault("people", "1000")),
                Integer.parseInt(given.getOrDefault("warm-up", "10000")),
                Integer.parseInt(given.getOrDefault("sign-ins", "20000")),
                Integer.parseInt(given.getOrDefault("concurrency", "8")),
                database(given.getOrDefault("database", "h2")),
                given.getOrDefault("jvm-options", ""));
    }

    private static Database database(String name) {
        return switch (name) {
            case "h2" -> Database.H2;
            case "postgresql" -> Database.POSTGRESQL;
            default -> throw new IllegalArgumentException("--database is h2 or postgresql, not " + name);
        };
    }
}
