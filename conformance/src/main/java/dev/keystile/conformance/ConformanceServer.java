package dev.keystile.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.keystile.conformance.Sessions.Session;
import dev.keystile.webauthn.RelyingParty;
import dev.keystile.webauthn.bytes.ByteString;
import dev.keystile.webauthn.bytes.MalformedException;
import dev.keystile.webauthn.client.Origin;
import dev.keystile.webauthn.cose.SignatureSuite;
import dev.keystile.webauthn.metadata.HttpMetadataFetch;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Serves the {@link ConformanceApi} over HTTP, to this machine only. Whoever asks is registered, whoever was is signed in, and
 * nothing comes of either: it is there to be tested.
 */
public final class ConformanceServer implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(ConformanceServer.class.getName());
    private static final String COOKIE = "keystile-conformance";
    private static final int MAXIMUM_BODY = 64 * 1024;
    private static final int MAXIMUM_DISCARDED = 4 * 1024 * 1024;
    private static final int THREADS = 8;

    static {
        // The JDK's server sends head and body apart, and the second would wait 40 ms for the first one's
        // acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpServer server;
    private final ExecutorService threads;
    private final Sessions sessions;
    private final Map<String, ConformanceApi.Endpoint> endpoints;

    private ConformanceServer(HttpServer server, ExecutorService threads, Sessions sessions, ConformanceApi api) {
        this.server = server;
        this.threads = threads;
        this.sessions = sessions;
        this.endpoints = api.endpoints();
    }

    /** Runs until it is stopped; {@code --help} tells how. */
    public static void main(String... arguments) {
        if (List.of(arguments).contains("--help")) {
            System.out.println(Settings.USAGE);
            return;
        }
        try {
            Settings settings = Settings.parse(arguments);
            Clock clock = Clock.systemUTC();
            ToolMetadata metadata = ToolMetadata.load(settings, HttpMetadataFetch.withDefaults(), clock);
            metadata.report().forEach(System.out::println);
            ConformanceServer server = start(settings, metadata, SignatureSuite.platform(), clock);
            System.out.println("The conformance test API is at http://localhost:" + server.port());
        } catch (IllegalArgumentException | IOException e) {
            System.err.println(e.getMessage());
            System.err.println(Settings.USAGE);
            System.exit(2);
        }
    }

    /**
     * Starts to listen.
     *
     * @throws IllegalArgumentException if the origin is none, or one where browsers refuse WebAuthn
     * @throws IOException if the port cannot be had
     */
    static ConformanceServer start(Settings settings, ToolMetadata metadata, SignatureSuite signatures, Clock clock)
            throws IOException {
        HttpServer http =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), settings.port()), 0);
        try {
            Origin origin = Origin.of(
                    settings.origin().isEmpty()
                            ? "http://localhost:" + http.getAddress().getPort()
                            : settings.origin());
            SecureRandom random = new SecureRandom();
            RelyingParty relyingParty = RelyingParty.builder(rpId(origin), "Keystile Conformance")
                    .origin(origin)
                    .clock(clock)
                    .random(random)
                    .signatures(signatures)
                    .trustAnchors(metadata.trustAnchors())
                    .build();
            ExecutorService threads = Executors.newFixedThreadPool(THREADS);
            ConformanceServer server = new ConformanceServer(
                    http, threads, new Sessions(random), new ConformanceApi(relyingParty, signatures, random));
            http.createContext("/", server::handle);
            http.setExecutor(threads);
            http.start();
            return server;
        } catch (IllegalArgumentException e) {
            http.stop(0);
            throw e;
        }
    }

    private static String rpId(Origin origin) {
        return origin.host().orElseThrow(() -> new IllegalArgumentException(origin + " has no host"));
    }

    /** The port it listens at. */
    int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Answer answer;
            try {
                answer = answer(exchange);
            } catch (RefusedException e) {
                answer = Answer.failed(e);
            } catch (MalformedException e) {
                answer = Answer.failed(400, "malformed", String.valueOf(e.getMessage()));
            } catch (RuntimeException e) {
                LOG.log(System.Logger.Level.ERROR, "A request ended in an error of the server's own", e);
                answer = Answer.failed(500, "internal-error", "the server failed; its log says how");
            }
            send(answer, exchange);
        }
    }

    private Answer answer(HttpExchange exchange) throws IOException, MalformedException, RefusedException {
        String path = exchange.getRequestURI().getPath();
        ConformanceApi.Endpoint endpoint = endpoints.get(path);
        if (endpoint == null) {
            throw RefusedException.of(
                    404,
                    "not-found",
                    "there are " + endpoints.keySet().stream().sorted().toList());
        }
        if (!exchange.getRequestMethod().equals("POST")) {
            exchange.getResponseHeaders().set("Allow", "POST");
            throw RefusedException.of(405, "method-not-allowed", "send it by POST");
        }
        ByteString body = body(exchange.getRequestBody());
        Session session = sessions.open(cookie(exchange).orElse(null));
        // Without SameSite, which the tool does not send cookies of.
        exchange.getResponseHeaders().set("Set-Cookie", COOKIE + "=" + session.id() + "; Path=/; HttpOnly");
        return endpoint.answer(body, session);
    }

    /** Reads all of it, and keeps it if it is not too long: a client that is still sending would not see the answer. */
    private static ByteString body(InputStream request) throws IOException, RefusedException {
        byte[] body = request.readNBytes(MAXIMUM_BODY + 1);
        if (body.length > MAXIMUM_BODY) {
            discard(request);
            throw RefusedException.of(413, "too-long", "a body has at most " + MAXIMUM_BODY + " bytes");
        }
        return ByteString.copyOf(body);
    }

    private static void discard(InputStream rest) throws IOException {
        byte[] buffer = new byte[MAXIMUM_BODY];
        int discarded = 0;
        int length = rest.read(buffer);
        while (length >= 0 && discarded < MAXIMUM_DISCARDED) {
            discarded += length;
            length = rest.read(buffer);
        }
    }

    private static Optional<String> cookie(HttpExchange exchange) {
        return exchange.getRequestHeaders().getOrDefault("Cookie", List.of()).stream()
                .flatMap(header -> List.of(header.split(";")).stream())
                .map(String::trim)
                .filter(cookie -> cookie.startsWith(COOKIE + "="))
                .map(cookie -> cookie.substring(COOKIE.length() + 1))
                .findFirst();
    }

    private static void send(Answer answer, HttpExchange exchange) throws IOException {
        byte[] body = answer.toJson().getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json; charset=utf-8");
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        boolean bodiless = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(answer.httpStatus(), bodiless ? -1 : body.length);
        if (!bodiless) {
            exchange.getResponseBody().write(body);
        }
    }
}
