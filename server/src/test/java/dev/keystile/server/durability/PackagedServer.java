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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The server as {@code ./keystile} runs it, from its jar taken apart and with an archive of its classes, on a port and a data
 * directory that it keeps from start to start.
 */
final class PackagedServer implements AutoCloseable {

    private static final String JAR = "keystile-server.jar";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path directory;
    private final Path parts;
    private final Path jar;
    private final Path classes;
    private final Path log;
    private final URI address;
    private Process process;

    PackagedServer(Path directory) throws IOException, InterruptedException {
        this.directory = directory;
        this.log = directory.resolve("server.log");
        this.parts = directory.resolve("parts");
        this.jar = parts.resolve(JAR);
        this.classes = directory.resolve("classes.jsa");
        try (ServerSocket socket = new ServerSocket(0)) {
            this.address = URI.create("http://localhost:" + socket.getLocalPort());
        }
        takeApart();
        archiveClasses();
        this.process = launch();
        awaitReadiness();
    }

    private void takeApart() throws IOException, InterruptedException {
        ProcessBuilder taking = java("-Djarmode=tools", "-jar", packaged().toString(), "extract");
        taking.command().addAll(List.of("--destination", parts.toString()));
        taking.command().addAll(List.of("--application-filename", JAR));
        end(taking.start(), jar);
    }

    private void archiveClasses() throws IOException, InterruptedException {
        ProcessBuilder archiving =
                java("-XX:ArchiveClassesAtExit=" + classes, "-Dspring.context.exit=onRefresh", "-jar", jar.toString());
        archiving
                .environment()
                .put("KEYSTILE_DATA_DIR", directory.resolve("archiving").toString());
        end(archiving.start(), classes);
    }

    private void end(Process process, Path made) throws IOException, InterruptedException {
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) || !Files.exists(made)) {
            process.destroyForcibly();
            throw new AssertionError("There is no " + made.getFileName() + ":\n" + Files.readString(log));
        }
    }

    private static Path packaged() {
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
        ProcessBuilder launching = java("-XX:SharedArchiveFile=" + classes, "-jar", jar.toString());
        launching.environment().put("SERVER_PORT", Integer.toString(address.getPort()));
        launching
                .environment()
                .put("KEYSTILE_DATA_DIR", directory.resolve("data").toString());
        return launching.start();
    }

    private ProcessBuilder java(String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElse("java"));
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
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
