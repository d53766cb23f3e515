package dev.keystile.webauthn.metadata;

import dev.keystile.webauthn.bytes.ByteString;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A {@link MetadataFetch} over the JDK's HTTP client: HTTPS only, within a time for the whole exchange and the request's
 * length, following up to 5 redirects within the same origin only, asking with {@code If-None-Match}.
 *
 * <p>Revocation lists may also come over plain HTTP, as certification authorities publish them; they are signed, and asked for
 * only by the word of certificates that lead to a pinned root. {@link #withoutPlainHttp()} forbids it.
 *
 * <p>Safe for use by several threads.
 *
 * <p>Every answer but 200, and 304 to a request with an entity tag, is an {@link IOException}; so is a content coding,
 * a time-out, and an interruption, which leaves the thread interrupted.
 */
public final class HttpMetadataFetch implements MetadataFetch {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final int MAXIMUM_REDIRECTS = 5;
    private static final int MAXIMUM_TAG_LENGTH = 256;
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

    private final HttpClient client;
    private final Duration timeout;
    private final boolean plainHttpForRevocationLists;

    private HttpMetadataFetch(HttpClient client, Duration timeout, boolean plainHttpForRevocationLists) {
        this.client = client;
        this.timeout = timeout;
        this.plainHttpForRevocationLists = plainHttpForRevocationLists;
    }

    /** With a client of its own, ten seconds to connect, and a minute for a whole document. */
    public static HttpMetadataFetch withDefaults() {
        return over(HttpClient.newBuilder().connectTimeout(CONNECT_TIMEOUT).build(), TIMEOUT);
    }

    /**
     * With a client of the caller's: its proxy, its trusted certificates, its time to connect.
     *
     * @param timeout for one document in all, redirects and the last byte included
     * @param client one that follows no redirects by itself, as {@link HttpClient#newHttpClient()} makes it
     * @throws IllegalArgumentException if the client follows redirects by itself, to wherever they lead, or if the timeout is
     *     not positive
     */
    public static HttpMetadataFetch over(HttpClient client, Duration timeout) {
        if (client.followRedirects() != Redirect.NEVER) {
            throw new IllegalArgumentException("the client follows redirects: " + client.followRedirects());
        }
        if (timeout.isZero() || timeout.isNegative()) {
            throw new IllegalArgumentException("the timeout must be positive, not " + timeout);
        }
        return new HttpMetadataFetch(client, timeout, true);
    }

    /** The same, for revocation lists over HTTPS only too. */
    public HttpMetadataFetch withoutPlainHttp() {
        return new HttpMetadataFetch(client, timeout, false);
    }

    @Override
    public MetadataDocument fetch(MetadataRequest request) throws IOException {
        long deadline = System.nanoTime() + timeout.toNanos();
        URI uri = request.uri();
        for (int redirects = 0; redirects <= MAXIMUM_REDIRECTS; redirects++) {
            checkAllowed(uri, request.kind());
            HttpResponse<ByteString> response = exchange(uri, request, deadline);
            if (!REDIRECTS.contains(response.statusCode())) {
                return document(response, request);
            }
            uri = redirectTarget(uri, response);
        }
        throw new IOException("more than " + MAXIMUM_REDIRECTS + " redirects from " + request.uri());
    }

    private void checkAllowed(URI uri, MetadataRequest.Kind kind) throws IOException {
        boolean plain = plainHttpForRevocationLists && kind == MetadataRequest.Kind.REVOCATION_LIST;
        if (!"https".equalsIgnoreCase(uri.getScheme()) && !(plain && "http".equalsIgnoreCase(uri.getScheme()))) {
            throw new IOException("not an https URL: " + uri);
        }
        if (uri.getHost() == null || uri.getRawUserInfo() != null) {
            throw new IOException("not the URL of a host alone: " + uri);
        }
    }

    private HttpResponse<ByteString> exchange(URI uri, MetadataRequest request, long deadline) throws IOException {
        CompletableFuture<HttpResponse<ByteString>> exchange;
        try {
            exchange = client.sendAsync(httpRequest(uri, request), LimitedBody.upTo(request.maximumLength()));
        } catch (IllegalArgumentException e) {
            throw new IOException("cannot be asked for: " + uri, e);
        }
        try {
            return exchange.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            exchange.cancel(true);
            throw timedOut(uri);
        } catch (InterruptedException e) {
            exchange.cancel(true);
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for " + uri);
        } catch (ExecutionException e) {
            throw new IOException("no answer from " + uri + ": " + e.getCause(), e.getCause());
        }
    }

    private HttpTimeoutException timedOut(URI uri) {
        return new HttpTimeoutException("not all of " + uri + " arrived within " + timeout.toSeconds() + " s");
    }

    private static HttpRequest httpRequest(URI uri, MetadataRequest request) {
        HttpRequest.Builder http = HttpRequest.newBuilder(uri).GET();
        String tag = request.entityTag();
        if (tag != null && isSendable(tag)) {
            // The production service sends its tag without the quotes that RFC 9110 §8.8.3 gives every tag.
            http.header("If-None-Match", tag.endsWith("\"") ? tag : '"' + tag + '"');
        }
        return http.build();
    }

    private static boolean isSendable(String tag) {
        return !tag.isEmpty()
                && tag.length() <= MAXIMUM_TAG_LENGTH
                && tag.chars().allMatch(each -> each > ' ' && each < 0x7f);
    }

    private static MetadataDocument document(HttpResponse<ByteString> response, MetadataRequest request)
            throws IOException {
        if (response.statusCode() == 304 && request.entityTag() != null) {
            return new MetadataDocument.NotModified();
        }
        if (response.statusCode() != 200) {
            throw new IOException("status " + response.statusCode() + " from " + response.uri());
        }
        String coding = response.headers().firstValue("Content-Encoding").orElse("identity");
        if (!coding.equalsIgnoreCase("identity")) {
            throw new IOException("encoded as " + coding + ", which was not asked for: " + response.uri());
        }
        String tag = response.headers()
                .firstValue("ETag")
                .filter(HttpMetadataFetch::isSendable)
                .orElse(null);
        return new MetadataDocument.Fetched(response.body(), tag);
    }

    private static URI redirectTarget(URI from, HttpResponse<?> response) throws IOException {
        String location = response.headers()
                .firstValue("Location")
                .orElseThrow(() -> new IOException("a redirect to nowhere from " + from));
        URI target;
        try {
            target = from.resolve(location);
        } catch (IllegalArgumentException e) {
            throw new IOException("a redirect from " + from + " to what is no URL", e);
        }
        if (!WebOrigin.of(target).equals(WebOrigin.of(from))) {
            throw new IOException("a redirect from " + from + " to another origin: " + WebOrigin.of(target));
        }
        return target;
    }
}
