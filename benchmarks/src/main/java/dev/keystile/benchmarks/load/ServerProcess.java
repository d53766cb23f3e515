package dev.keystile.benchmarks.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A server in a process of its own, started for a run and measured from outside by the operating system's accounting. The script
 * that starts it becomes the server, so that the process is the server's.
 */
final class ServerProcess implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofMinutes(2);

    private final Process process;
    private final URI address;
    private final Duration timeToFirstPage;

    private ServerProcess(Process process, URI address, Duration timeToFirstPage) {
        this.process = process;
        this.address = address;
        this.timeToFirstPage = timeToFirstPage;
    }

    /** Starts the server as people do and waits until it has answered its first page. */
    static ServerProcess start(String jvmOptions, int port, Map<String, String> environment, Path log)
            throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder("./keystile").redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        builder.environment().put("SERVER_PORT", Integer.toString(port));
        builder.environment().put("JAVA_OPTS", jvmOptions);
        long begin = System.nanoTime();
        Process process = builder.start();
        URI address = URI.create("http://localhost:" + port);
        awaitFirstPage(process, address, log);
        return new ServerProcess(process, address, Duration.ofNanos(System.nanoTime() - begin));
    }

    private static void awaitFirstPage(Process process, URI address, Path log)
            throws IOException, InterruptedException {
        HttpClient http = HttpClient.newHttpClient();
        HttpRequest home = HttpRequest.newBuilder(address.resolve("/sign-in")).build();
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (System.nanoTime() < deadline && process.isAlive()) {
            try {
                if (http.send(home, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
                    return;
                }
            } catch (IOException notYetListening) {
                // Asked again below.
            }
            TimeUnit.MILLISECONDS.sleep(10);
        }
        process.destroyForcibly();
        throw new IllegalStateException("The server did not answer; it wrote:\n" + Files.readString(log));
    }

    URI address() {
        return address;
    }

    Duration timeToFirstPage() {
        return timeToFirstPage;
    }

    /** Processor time the server has used since it started, over all its threads. */
    Duration cpuTime() {
        return process.info()
                .totalCpuDuration()
                .orElseThrow(
                        () -> new IllegalStateException("This operating system does not tell a process's CPU time"));
    }

    /** Resident memory in bytes, as Linux counts it. */
    long residentBytes() {
        try {
            for (String line : Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
                if (line.startsWith("VmRSS:")) {
                    return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new IllegalStateException("No VmRSS line for process " + process.pid());
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
