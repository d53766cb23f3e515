package dev.keystile.server.durability;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The server as people run it, {@code java -jar}, on a port and a data directory that it keeps from start to start. */
final class PackagedServer implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path jar = jar();
    private final Path data;
    private final Path log;
    private final URI address;
    private Process process;

    PackagedServer(Path directory) throws IOException, InterruptedException {
        this.data = directory.resolve("data");
        this.log = directory.resolve("server.log");
        try (ServerSocket socket = new ServerSocket(0)) {
            this.address = URI.create("http://localhost:" + socket.getLocalPort());
        }
        this.process = launch();
        awaitReadiness();
    }

    private static Path jar() {
        try (Stream<Path> built = Files.list(Path.of("target"))) {
            return built.filter(path -> path.getFileName().toString().matches("keystile-server-.*\\.jar"))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError(
                            "There is no packaged server in target. Run ./mvnw verify, which packages it first."));
        } catch (IOException problem) {
            throw new AssertionError("There is no packaged server in target. Run ./mvnw verify.", problem);
        }
    }

    URI address() {
        return address;
    }

    /** As {@code kill -9}: the process gets to do nothing more. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Starts it again on what it left behind, without any help. */
    void startAgain() throws IOException, InterruptedException {
        process = launch();
        awaitReadiness();
    }

    private Process launch() throws IOException {
        var builder = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-XX:TieredStopAtLevel=1",
                        "-jar",
                        jar.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().put("SERVER_PORT", Integer.toString(address.getPort()));
        builder.environment().put("KEYSTILE_DATA_DIR", data.toString());
        return builder.start();
    }

    private void awaitReadiness() throws IOException, InterruptedException {
        var client = HttpClient.newHttpClient();
        var health = HttpRequest.newBuilder(address.resolve("/actuator/health/readiness"))
                .timeout(Duration.ofSeconds(5))
                .build();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (process.isAlive() && System.nanoTime() < deadline) {
            try {
                if (client.send(health, BodyHandlers.discarding()).statusCode() == 200) {
                    return;
                }
            } catch (IOException notYet) {
                // It is asked again.
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
        process.destroyForcibly();
        throw new AssertionError("The server did not start; it wrote:\n" + Files.readString(log));
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
