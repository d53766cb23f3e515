package dev.keystile.server.protection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.server.Account;
import dev.keystile.server.TestServer;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sends what no browser would to everything that is not the API's, and to some that is, byte by byte over a socket; nothing of it may break the server. */
@Tag("once")
class MutatedRequestsTest {

    private static final int REQUESTS = 2_000;

    /** Refused as it is: there is no credential in it. */
    private static final String FINISH = "POST /api/v1/authentication";

    private static final List<String> METHODS =
            List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND", "get", "G(T");
    private static final List<String> PIECES = List.of(
            "%00",
            "%ff",
            "/",
            "//",
            ".",
            "..",
            "/../",
            "%2f",
            "%2e%2e",
            "%5c",
            "\\",
            ";",
            ";a=b",
            "a",
            "%F0%9F%94%91",
            "%",
            "%zz",
            "?x=%",
            "?welcome",
            "?next=//x",
            "?next=%0d%0a",
            "?x[]=1",
            "#",
            "|",
            "{",
            "\u00e9",
            "%c0%af");
    private static final List<String> HEADERS = List.of(
            "Accept",
            "Accept-Language",
            "Accept-Encoding",
            "Content-Type",
            "Content-Encoding",
            "Origin",
            "Referer",
            "Sec-Fetch-Site",
            "Cookie",
            "If-None-Match",
            "If-Modified-Since",
            "Range",
            "Forwarded",
            "X-Forwarded-For",
            "X-Forwarded-Proto",
            "X-Forwarded-Prefix",
            "X-HTTP-Method-Override",
            "Upgrade",
            "Authorization",
            "Access-Control-Request-Method");
    private static final List<String> VALUES = List.of(
            "",
            " ",
            "*",
            "*/*;q=x",
            "null",
            "gzip;q=2",
            "text/html",
            "application/json",
            "multipart/form-data",
            "multipart/form-data; boundary=",
            "application/x-www-form-urlencoded; charset=nonsense",
            "same-origin",
            "cross-site",
            "https://example.com",
            "\u00ff\u00fe",
            "de;q=nonsense",
            "x-",
            "-".repeat(300),
            "x".repeat(5_000),
            "bytes=0-0,-1",
            "bytes=9-1",
            "W/\"",
            "\"",
            "Thu, 99 Xxx 2026",
            "DELETE",
            "websocket",
            "Basic !",
            "keystile-session=\"",
            "keystile-session=YQ==; keystile-session=..",
            "keystile-session=AAAA",
            "$Version=1; keystile-browser=a",
            "for=\"[::1",
            "javascript",
            "../../etc");
    private static final List<String> BODIES = List.of(
            "",
            "a=b&c=%zz",
            "_method=DELETE",
            "--\r\n\r\n--",
            "{",
            "\u0000\u0001",
            "x".repeat(70_000),
            "a=&".repeat(2_000));

    private static String cookies = "";

    private final TestServer server = TestServer.shared();

    @BeforeAll
    static void signUp() {
        cookies = new Account(TestServer.shared(), "/api/v1").signUp("mutant");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /",
                "GET /sign-up",
                "GET /sign-in",
                "GET /account",
                "GET /inspect",
                "POST /inspect",
                "POST /sign-out",
                "GET /assets/keystile.css",
                "GET /assets/keystile/keystile.js",
                "GET /api/v1/openapi.json",
                "GET /api/v1/passkeys",
                FINISH,
                "GET /actuator/health",
                "GET /error",
                "GET /nowhere"
            })
    void breakNothing(String original) throws IOException {
        Random random = new Random(20261122);
        int[] classes = new int[6];
        try (Connection connection = new Connection(server.at("/").getPort())) {
            for (int i = 0; i < REQUESTS; i++) {
                Mutation mutation = new Mutation(original, random);
                int status = connection.send(mutation.bytes(server.origin()));
                assertThat(status).as("request %d: %s", i, mutation).isBetween(200, 499);
                classes[status / 100]++;
            }
        }
        assertThat(classes[4]).as("refused").isPositive();
        if (!original.equals(FINISH)) {
            assertThat(classes[2] + classes[3]).as("answered").isPositive();
        }
        assertThat(server.get("/sign-in").statusCode()).isEqualTo(200);
    }

    /** One to three changes to a request that may be somebody's who is signed in. */
    private static final class Mutation {

        private final Random random;
        private final List<String> headers = new ArrayList<>();
        private String method;
        private String path;
        private String body = "";

        Mutation(String original, Random random) {
            this.random = random;
            this.method = original.substring(0, original.indexOf(' '));
            this.path = original.substring(original.indexOf(' ') + 1);
            if (random.nextBoolean()) {
                headers.add("Cookie: " + cookies);
            }
            for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
                change();
            }
        }

        private void change() {
            switch (random.nextInt(6)) {
                case 0 -> method = pick(METHODS);
                case 1, 2 -> {
                    int at = 1 + random.nextInt(path.length());
                    path = path.substring(0, at) + pick(PIECES) + path.substring(at);
                }
                case 3 -> body = pick(BODIES);
                default -> headers.add(pick(HEADERS) + ": " + pick(VALUES));
            }
        }

        private String pick(List<String> some) {
            return some.get(random.nextInt(some.size()));
        }

        byte[] bytes(String origin) {
            StringBuilder request = new StringBuilder(method + " " + path + " HTTP/1.1\r\nHost: localhost\r\n");
            if (headers.stream().noneMatch(header -> header.startsWith("Origin:"))) {
                request.append("Origin: ").append(origin).append("\r\n");
            }
            headers.forEach(header -> request.append(header).append("\r\n"));
            request.append("Content-Length: ")
                    .append(body.length())
                    .append("\r\n\r\n")
                    .append(body);
            return request.toString().getBytes(StandardCharsets.ISO_8859_1);
        }

        @Override
        public String toString() {
            return method + " " + path + " " + headers + " and " + body.length() + " bytes";
        }
    }

    /** Kept alive for as long as the server likes it. */
    private static final class Connection implements AutoCloseable {

        private final int port;
        private Socket socket;
        private InputStream in;

        Connection(int port) throws IOException {
            this.port = port;
            this.socket = connect();
            this.in = new BufferedInputStream(socket.getInputStream());
        }

        private Socket connect() throws IOException {
            Socket connected = new Socket("localhost", port);
            connected.setTcpNoDelay(true);
            connected.setSoTimeout(20_000);
            return connected;
        }

        int send(byte[] request) throws IOException {
            try {
                OutputStream out = socket.getOutputStream();
                out.write(request);
                out.flush();
            } catch (IOException refusedBeforeAllWasSent) {
                // The answer is there all the same.
            }
            boolean head = new String(request, 0, 5, StandardCharsets.ISO_8859_1).equals("HEAD ");
            int status = statusOf(line());
            int length = 0;
            boolean chunked = false;
            boolean last = false;
            for (String header = line(); !header.isEmpty(); header = line()) {
                String text = header.toLowerCase(java.util.Locale.ROOT);
                if (text.startsWith("content-length:")) {
                    length = Integer.parseInt(text.substring(15).strip());
                }
                chunked |= text.startsWith("transfer-encoding:");
                last |= text.equals("connection: close");
            }
            if (!head && chunked) {
                skipChunks();
            } else if (!head && status != 304 && status != 204) {
                in.skipNBytes(length);
            }
            if (last || !socket.isConnected()) {
                reconnect();
            }
            return status;
        }

        private static int statusOf(String line) {
            assertThat(line).startsWith("HTTP/1.1 ");
            return Integer.parseInt(line.substring(9, 12));
        }

        private void skipChunks() throws IOException {
            for (int size = Integer.parseInt(line(), 16); size > 0; size = Integer.parseInt(line(), 16)) {
                in.skipNBytes(size + 2L);
            }
            line();
        }

        private String line() throws IOException {
            StringBuilder line = new StringBuilder();
            for (int next = in.read(); next != '\n'; next = in.read()) {
                if (next < 0) {
                    throw new IOException("The connection ended in: " + line);
                }
                if (next != '\r') {
                    line.append((char) next);
                }
            }
            return line.toString();
        }

        private void reconnect() throws IOException {
            socket.close();
            socket = connect();
            in = new BufferedInputStream(socket.getInputStream());
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
