package dev.keystile.webauthn.metadata;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.keystile.webauthn.bytes.ByteString;
import dev.keystile.webauthn.metadata.MetadataDocument.Fetched;
import dev.keystile.webauthn.metadata.MetadataDocument.NotModified;
import dev.keystile.webauthn.metadata.MetadataRequest.Kind;
import dev.keystile.webauthn.metadata.TestHttpServer.Answer;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 30, unit = TimeUnit.SECONDS)
class HttpMetadataFetchTest {
    private static final byte[] DOCUMENT = "the document".getBytes(UTF_8);

    private static HttpClient client;
    private static TestAuthority identity;
    private static TestHttpServer server;

    private HttpMetadataFetch fetch;

    @BeforeAll
    static void startsTheServer() throws Exception {
        // The TLS stack looks at the real clock.
        TestAuthority root = TestAuthority.root("Test TLS root", TestAuthority.Keys.P256, HttpMetadataFetchTest::today);
        identity = root.signer(
                "localhost", TestAuthority.Keys.P256, spec -> today(spec).dnsName("localhost"));
        client = HttpClient.newBuilder()
                .sslContext(TestHttpServer.trusting(root))
                .connectTimeout(Duration.ofSeconds(10))
                .build();
        server = TestHttpServer.secure(identity);
    }

    private static TestAuthority.Spec today(TestAuthority.Spec spec) {
        var now = Instant.now();
        return spec.valid(now.minus(Duration.ofDays(1)), now.plus(Duration.ofDays(1)));
    }

    @AfterAll
    static void stopsTheServer() throws Exception {
        server.close();
    }

    @BeforeEach
    void forgetsWhatWasAsked() {
        server.reset();
        fetch = HttpMetadataFetch.over(client, Duration.ofSeconds(20));
    }

    private static MetadataRequest blob(URI uri) {
        return blob(uri, null, 100);
    }

    private static MetadataRequest blob(URI uri, @Nullable String tag, int maximum) {
        return new MetadataRequest(Kind.BLOB, uri, tag, maximum);
    }

    @Test
    void bringsTheDocumentWithItsTag() throws IOException {
        server.answer("/blob", Answer.ok(DOCUMENT).with("ETag", "\"243\""));

        assertThat(fetch.fetch(blob(server.uri("/blob"))))
                .isEqualTo(new Fetched(ByteString.copyOf(DOCUMENT), "\"243\""));
        assertThat(server.requests())
                .singleElement()
                .satisfies(request ->
                        assertThat(request.headers()).doesNotContainKeys("if-none-match", "cookie", "authorization"));
    }

    @Test
    void takesADocumentOfExactlyTheLargestLength() throws IOException {
        server.answer("/blob", Answer.ok(new byte[100]));

        assertThat(fetch.fetch(blob(server.uri("/blob")))).isEqualTo(new Fetched(ByteString.of(new byte[100]), null));
    }

    @Test
    void refusesADocumentThatIsOneByteTooLong() {
        server.answer("/blob", Answer.ok(new byte[101]));

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> fetch.fetch(blob(server.uri("/blob"))))
                .withMessageContaining("longer than 100 bytes");
    }

    @Test
    void breaksOffAnEndlessBodyWithoutALength() {
        StringBuilder chunks = new StringBuilder();
        chunks.append("1000\r\n").append("x".repeat(0x1000)).append("\r\n");
        server.answer(
                "/blob",
                Answer.ok(chunks.toString().getBytes(UTF_8))
                        .with("Transfer-Encoding", "chunked")
                        .thenStalls());

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> fetch.fetch(blob(server.uri("/blob"))))
                .withMessageContaining("longer than 100 bytes");
    }

    @Test
    void saysThatNothingIsNew() throws IOException {
        server.answer("/blob", Answer.status(304));

        assertThat(fetch.fetch(blob(server.uri("/blob"), "\"243\"", 100))).isEqualTo(new NotModified());
        assertThat(server.requests().get(0).headers()).containsEntry("if-none-match", "\"243\"");
    }

    @Test
    void quotesATagThatCameWithoutQuotes() throws IOException {
        server.answer("/blob", Answer.status(304));

        fetch.fetch(blob(server.uri("/blob"), "243", 100));

        assertThat(server.requests().get(0).headers()).containsEntry("if-none-match", "\"243\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\nX-Injected: yes", "with space", ""})
    void sendsNoTagThatIsNone(String tag) throws IOException {
        server.answer("/blob", Answer.ok(DOCUMENT));

        fetch.fetch(blob(server.uri("/blob"), tag, 100));

        assertThat(server.requests().get(0).headers()).doesNotContainKeys("if-none-match", "x-injected");
    }

    @Test
    void refusesNotModifiedWhenNoTagWasSent() {
        server.answer("/blob", Answer.status(304));

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> fetch.fetch(blob(server.uri("/blob"))))
                .withMessageContaining("status 304");
    }

    @ParameterizedTest
    @ValueSource(ints = {201, 204, 206, 300, 400, 403, 404, 429, 500, 503})
    void refusesEveryOtherStatus(int status) {
        server.answer("/blob", Answer.status(status));

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> fetch.fetch(blob(server.uri("/blob"), "\"243\"", 100)))
                .withMessageContaining("status " + status);
    }

    @Test
    void refusesACodingItDidNotAskFor() {
        server.answer("/blob", Answer.ok(DOCUMENT).with("Content-Encoding", "gzip"));

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> fetch.fetch(blob(server.uri("/blob"))))
                .withMessageContaining("gzip");
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void followsARedirectWithinTheOrigin(int status) throws IOException {
        server.answer("/", Answer.redirect(status, "/blob"));
        server.answer("/blob", Answer.ok(DOCUMENT));

        assertThat(fetch.fetch(blob(server.uri("/")))).isEqualTo(new Fetched(ByteString.copyOf(DOCUMENT), null));
    }

    @Test
    void followsNoRedirectToAnotherOrigin() throws Exception {
        try (TestHttpServer other = TestHttpServer.secure(identity)) {
            other.answer("/blob", Answer.ok(DOCUMENT));
            server.answer("/", Answer.redirect(302, other.uri("/blob").toString()));

            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> fetch.fetch(blob(server.uri("/"))))
                    .withMessageContaining("another origin");
            assertThat(other.requests()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost/blob", "file:///etc/passwd", "//elsewhere.example/", "mailto:a@b", "::"})
    void followsNoRedirectOutOfHttps(String location) {
        server.answer("/", Answer.redirect(302, location));

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> fetch.fetch(blob(server.uri("/"))))
                .withMessageContaining("redirect");
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void followsNoRedirectWithoutTarget() {
        server.answer("/", Answer.status(302));

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> fetch.fetch(blob(server.uri("/"))))
                .withMessageContaining("redirect to nowhere");
    }

    @Test
    void followsRedirectsFiveTimesOnly() {
        server.answer("/", Answer.redirect(302, "/"));

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> fetch.fetch(blob(server.uri("/"))))
                .withMessageContaining("more than 5 redirects");
        assertThat(server.requests()).hasSize(6);
    }

    @Test
    void waitsNoLongerThanItsTimeForTheWholeBody() {
        fetch = HttpMetadataFetch.over(client, Duration.ofSeconds(1));
        server.answer("/blob", Answer.ok(DOCUMENT).thenStalls());

        assertThatExceptionOfType(HttpTimeoutException.class).isThrownBy(() -> fetch.fetch(blob(server.uri("/blob"))));
    }

    @Test
    void stopsWaitingWhenInterrupted() {
        server.answer("/blob", Answer.ok(DOCUMENT).thenStalls());

        Thread.currentThread().interrupt();

        assertThatExceptionOfType(InterruptedIOException.class)
                .isThrownBy(() -> fetch.fetch(blob(server.uri("/blob"))));
        assertThat(Thread.interrupted()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost/blob",
                "ftp://localhost/blob",
                "file:///etc/passwd",
                "jar:file:/x!/y",
                "https://user:secret@localhost/blob",
                "https:/no-host",
                "https://under_score/"
            })
    void asksForHttpsUrlsOfHostsOnly(String uri) {
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> fetch.fetch(blob(URI.create(uri))))
                .withMessageStartingWith("not ");
    }

    @Test
    void refusesAServerItsClientDoesNotTrust() {
        server.answer("/blob", Answer.ok(DOCUMENT));
        HttpMetadataFetch withoutTheTestRoot = HttpMetadataFetch.withDefaults();

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> withoutTheTestRoot.fetch(blob(server.uri("/blob"))));
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void bringsRevocationListsOverPlainHttpUnlessForbidden() throws IOException {
        try (TestHttpServer plain = TestHttpServer.plain()) {
            plain.answer("/list.crl", Answer.ok(DOCUMENT));
            var request = new MetadataRequest(Kind.REVOCATION_LIST, plain.uri("/list.crl"), null, 100);

            assertThat(fetch.fetch(request)).isEqualTo(new Fetched(ByteString.copyOf(DOCUMENT), null));
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> fetch.withoutPlainHttp().fetch(request))
                    .withMessageContaining("not an https URL");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"BLOB", "CERTIFICATES"})
    void bringsNothingElseOverPlainHttp(Kind kind) throws IOException {
        try (TestHttpServer plain = TestHttpServer.plain()) {
            plain.answer("/document", Answer.ok(DOCUMENT));

            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> fetch.fetch(new MetadataRequest(kind, plain.uri("/document"), null, 100)))
                    .withMessageContaining("not an https URL");
            assertThat(plain.requests()).isEmpty();
        }
    }

    @Test
    void refusesAClientThatFollowsRedirectsByItself() {
        HttpClient following = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();

        assertThatIllegalArgumentException().isThrownBy(() -> HttpMetadataFetch.over(following, Duration.ofSeconds(1)));
    }

    @Test
    void refusesATimeoutThatIsNone() {
        assertThatIllegalArgumentException().isThrownBy(() -> HttpMetadataFetch.over(client, Duration.ZERO));
    }
}
