package dev.keystile.benchmarks.load;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Signs people up and in at a server of its own over HTTP, and prints what a sign-in costs that server. */
public final class LoadRun {

    private final Settings settings;
    private final PrintStream out;

    private LoadRun(Settings settings, PrintStream out) {
        this.settings = settings;
        this.out = out;
    }

    public static void main(String[] arguments) throws Exception {
        new LoadRun(Settings.parse(arguments), System.out).run();
    }

    private void run() throws Exception {
        Path data = Files.createTempDirectory("keystile-load");
        Map<String, String> environment = new HashMap<>();
        environment.put("KEYSTILE_DATA_DIR", data.toString());
        if (settings.database() == Settings.Database.POSTGRESQL) {
            try (EmbeddedPostgres postgres = EmbeddedPostgres.start()) {
                environment.put("SPRING_DATASOURCE_URL", postgres.getJdbcUrl("postgres", "postgres"));
                environment.put("SPRING_DATASOURCE_USERNAME", "postgres");
                measure(environment, data.resolve("server.log"));
            }
        } else {
            measure(environment, data.resolve("server.log"));
        }
    }

    private void measure(Map<String, String> environment, Path log) throws Exception {
        ExecutorService people = Executors.newFixedThreadPool(settings.concurrency());
        try (ServerProcess server = ServerProcess.start(settings.jvmOptions(), freePort(), environment, log)) {
            print("Start to first page", "%.2f s", seconds(server.timeToFirstPage()));
            print("Resident memory then", "%d MiB", server.residentBytes() >> 20);

            List<Person> everybody = arrivals(server);
            each(people, everybody.size(), i -> everybody.get(i).signUp());
            each(
                    people,
                    settings.warmUp(),
                    i -> everybody.get(i % everybody.size()).signIn());

            Duration cpuBefore = server.cpuTime();
            long begin = System.nanoTime();
            long[] latencies = new long[settings.signIns()];
            each(
                    people,
                    latencies.length,
                    i -> latencies[i] = everybody.get(i % everybody.size()).signIn());
            Duration elapsed = Duration.ofNanos(System.nanoTime() - begin);
            Duration cpu = server.cpuTime().minus(cpuBefore);

            Latencies measured = new Latencies(latencies);
            print("Sign-ins per second", "%.0f", latencies.length / seconds(elapsed));
            print("Server CPU per sign-in", "%.3f ms", seconds(cpu) * 1000 / latencies.length);
            print("p50", "%.2f ms", seconds(measured.percentile(0.50)) * 1000);
            print("p99", "%.2f ms", seconds(measured.percentile(0.99)) * 1000);
            print(
                    "Resident memory after " + (everybody.size() + settings.warmUp() + settings.signIns()),
                    "%d MiB",
                    server.residentBytes() >> 20);
        } finally {
            people.shutdownNow();
        }
    }

    private List<Person> arrivals(ServerProcess server) {
        HttpClient http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        List<Person> everybody = new ArrayList<>();
        for (int i = 0; i < settings.people(); i++) {
            everybody.add(new Person(http, server.address(), "person-" + i));
        }
        return everybody;
    }

    private interface Task {
        void perform(int index) throws Exception;
    }

    /** Performs the tasks 0 to {@code count - 1} with the set concurrency; the first failure ends the run. */
    private void each(ExecutorService people, int count, Task task) throws Exception {
        AtomicInteger next = new AtomicInteger();
        Callable<Void> share = () -> {
            for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
                task.perform(i);
            }
            return null;
        };
        List<Future<Void>> shares = new ArrayList<>();
        for (int i = 0; i < settings.concurrency(); i++) {
            shares.add(people.submit(share));
        }
        for (Future<Void> one : shares) {
            try {
                one.get();
            } catch (ExecutionException e) {
                throw new IllegalStateException("A person could not go on", e.getCause());
            }
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }

    private void print(String what, String format, Object value) {
        out.printf(Locale.ROOT, "%-32s " + format + "%n", what, value);
    }
}
