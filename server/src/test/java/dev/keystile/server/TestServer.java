package dev.keystile.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** The server in this JVM, on a port of its own, with a database in memory. */
public final class TestServer implements AutoCloseable {

    private final ConfigurableApplicationContext context;
    private final String origin;
    private final HttpClient client =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();

    private TestServer(ConfigurableApplicationContext context, String origin) {
        this.context = context;
        this.origin = origin;
    }

    /** The one that tests share when they need nothing special. It ends with the JVM. */
    public static TestServer shared() {
        return Shared.SERVER;
    }

    private static final class Shared {
        static final TestServer SERVER = start();
    }

    /** @param settings as on the command line, without the dashes */
    public static TestServer start(String... settings) {
        return start(List.of(), settings);
    }

    /** @param beans configuration to add to the server's own */
    public static TestServer start(List<Class<?>> beans, String... settings) {
        int port = freePort();
        List<String> arguments = new ArrayList<>(List.of(
                "--server.port=" + port,
                "--spring.datasource.url=jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1",
                "--spring.datasource.username=keystile",
                "--spring.datasource.password="));
        List.of(settings).forEach(setting -> arguments.add("--" + setting));
        ConfigurableApplicationContext context = new SpringApplicationBuilder(KeystileServer.class)
                .sources(beans.toArray(Class[]::new))
                .run(arguments.toArray(String[]::new));
        return new TestServer(context, "http://localhost:" + port);
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }

    public String origin() {
        return origin;
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    public URI at(String path) {
        return URI.create(origin + path);
    }

    /** @param headers names and values in turn */
    public HttpResponse<String> get(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(at(path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request);
    }

    /** A form's post, or a script's. @param headers names and values in turn */
    public HttpResponse<String> post(String path, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(at(path)).POST(HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request);
    }

    public HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    @Override
    public void close() {
        context.close();
    }
}
