package dev.keystile.webauthn.metadata;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.keystile.webauthn.bytes.ByteString;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A server on the loopback address that says exactly what a test wrote down, byte by byte if need be, or falls silent. */
final class TestHttpServer implements AutoCloseable {
    private static final char[] PASSWORD = "changeit".toCharArray();

    record Answer(int status, Map<String, String> headers, ByteString body, boolean stalls) {
        static Answer ok(byte[] body) {
            return new Answer(200, Map.of(), ByteString.copyOf(body), false);
        }

        static Answer status(int status) {
            return new Answer(status, Map.of(), ByteString.empty(), false);
        }

        static Answer redirect(int status, String location) {
            return status(status).with("Location", location);
        }

        Answer with(String name, String value) {
            Map<String, String> all = new LinkedHashMap<>(headers);
            all.put(name, value);
            return new Answer(status, all, body, stalls);
        }

        /** Announces one byte more than it sends, and then says nothing. */
        Answer thenStalls() {
            return new Answer(status, headers, body, true);
        }
    }

    record Request(String target, Map<String, String> headers) {}

    private final ServerSocket socket;
    private final String scheme;
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final CountDownLatch closing = new CountDownLatch(1);

    private TestHttpServer(ServerSocket socket, String scheme) {
        this.socket = socket;
        this.scheme = scheme;
        Thread thread = new Thread(this::accept, "test-http-server");
        thread.setDaemon(true);
        thread.start();
    }

    static TestHttpServer plain() throws IOException {
        return new TestHttpServer(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), "http");
    }

    static TestHttpServer secure(TestAuthority identity) throws IOException, GeneralSecurityException {
        var sockets = context(identity).getServerSocketFactory();
        return new TestHttpServer(sockets.createServerSocket(0, 50, InetAddress.getLoopbackAddress()), "https");
    }

    private static SSLContext context(TestAuthority identity) throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        keys.load(null, PASSWORD);
        keys.setKeyEntry("server", identity.pair().getPrivate(), PASSWORD, new Certificate[] {identity.certificate()});
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    /** What a client needs to trust servers that this authority certified. */
    static SSLContext trusting(TestAuthority root) throws IOException, GeneralSecurityException {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, PASSWORD);
        trusted.setCertificateEntry("root", root.certificate());
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return context;
    }

    URI uri(String path) {
        return URI.create(scheme + "://localhost:" + socket.getLocalPort() + path);
    }

    void answer(String path, Answer answer) {
        answers.put(path, answer);
    }

    void reset() {
        answers.clear();
        requests.clear();
    }

    List<Request> requests() {
        return List.copyOf(requests);
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket connection = socket.accept();
                Thread thread = new Thread(() -> serve(connection), "test-http-connection");
                thread.setDaemon(true);
                thread.start();
            } catch (IOException e) {
                if (!socket.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            Request request = read(connection);
            requests.add(request);
            Answer answer = answers.getOrDefault(request.target(), Answer.status(404));
            OutputStream out = connection.getOutputStream();
            out.write(head(answer).getBytes(ISO_8859_1));
            out.write(answer.body().toByteArray());
            out.flush();
            if (answer.stalls()) {
                closing.await();
            }
        } catch (IOException e) {
            // The client broke off, as some tests mean it to.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Request read(Socket connection) throws IOException {
        var in = new BufferedReader(new InputStreamReader(connection.getInputStream(), ISO_8859_1));
        String first = in.readLine();
        if (first == null) {
            throw new IOException("no request");
        }
        Map<String, String> headers = new LinkedHashMap<>();
        for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        return new Request(first.split(" ", -1)[1], headers);
    }

    private static String head(Answer answer) {
        StringBuilder head = new StringBuilder("HTTP/1.1 " + answer.status() + " Said\r\nConnection: close\r\n");
        if (!answer.headers().containsKey("Transfer-Encoding") && answer.status() != 304) {
            head.append("Content-Length: ")
                    .append(answer.body().length() + (answer.stalls() ? 1 : 0))
                    .append("\r\n");
        }
        answer.headers()
                .forEach((name, value) ->
                        head.append(name).append(": ").append(value).append("\r\n"));
        return head.append("\r\n").toString();
    }

    @Override
    public void close() throws IOException {
        closing.countDown();
        socket.close();
    }
}
