package dev.keystile.webauthn.metadata;

import dev.keystile.webauthn.bytes.ByteString;
import dev.keystile.webauthn.bytes.MalformedException;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Holds the metadata of one publisher and brings them up to date: fetched, verified, never older than before, kept over restarts.
 *
 * <p>Once a good BLOB is held, nothing takes it away but a better one: not a failing network, not a forged or broken BLOB, not
 * time. {@link MetadataBlob#isOverdue} tells when the publisher's next one is late.
 *
 * <p>There is no thread in here: call {@link #restore} when the application starts, and {@link #refreshIfDue} every so often from
 * a scheduler's thread, since it waits for the network. Reading, by {@link #current} and {@link #index}, never waits.
 */
public final class MetadataService {
    /** Where the FIDO Alliance publishes its BLOB. */
    public static final URI FIDO_ALLIANCE = URI.create("https://mds.fidoalliance.org/");

    private static final Duration AFTER_SUCCESS = Duration.ofDays(1);
    private static final Duration AFTER_FAILURE = Duration.ofHours(1);

    private final URI source;
    private final MetadataBlobVerifier verifier;
    private final MetadataCache cache;
    private final ReentrantLock refreshing = new ReentrantLock();

    private boolean restored;
    private volatile @Nullable Held held;
    private volatile Instant nextRefresh = Instant.MIN;

    private record Held(MetadataBlob blob, @Nullable String entityTag) {}

    /**
     * A service that holds nothing yet.
     *
     * @param source where the BLOB is published, such as {@link #FIDO_ALLIANCE}
     * @param verifier says who may sign it, and how it is fetched
     * @param cache keeps it over restarts; {@link MetadataCache#none()} for no cache
     */
    public MetadataService(URI source, MetadataBlobVerifier verifier, MetadataCache cache) {
        this.source = Objects.requireNonNull(source, "source");
        this.verifier = Objects.requireNonNull(verifier, "verifier");
        this.cache = Objects.requireNonNull(cache, "cache");
    }

    /** The best BLOB so far; absent until one was restored or fetched. */
    public Optional<MetadataBlob> current() {
        Held now = held;
        return now == null ? Optional.empty() : Optional.of(now.blob());
    }

    /** The entries of {@link #current()}; none until there is one. For {@link MetadataTrustAnchors}. */
    public MetadataIndex index() {
        Held now = held;
        return now == null ? MetadataIndex.empty() : now.blob().index();
    }

    /**
     * When to refresh next: by the publisher's next update, at the latest a day after the last success; an hour
     * after a failure. Before the first refresh, at once ({@link Instant#MIN}).
     */
    public Instant nextRefresh() {
        return nextRefresh;
    }

    /**
     * Holds what the cache holds, if that still passes: verified as of when it was fetched, against the roots of
     * today. Does so once; later calls say what is held.
     *
     * @return {@link MetadataRefresh.Updated} with the cached BLOB, {@link MetadataRefresh.NothingCached}, or {@link
     *     MetadataRefresh.Failed}, after which a refresh begins from nothing
     */
    public MetadataRefresh restore() {
        refreshing.lock();
        try {
            return restoreOnce();
        } finally {
            refreshing.unlock();
        }
    }

    /**
     * Refreshes if {@link #nextRefresh()} has come and nobody else is at it; otherwise does nothing, and answers
     * empty at once.
     */
    public Optional<MetadataRefresh> refreshIfDue() {
        if (!isDue() || !refreshing.tryLock()) {
            return Optional.empty();
        }
        try {
            return isDue() ? Optional.of(refresh()) : Optional.empty();
        } finally {
            refreshing.unlock();
        }
    }

    private boolean isDue() {
        return !verifier.clock().instant().isBefore(nextRefresh);
    }

    /**
     * Fetches the BLOB, and holds and caches it if it is good and new. Restores first, if that was not done.
     *
     * @return {@link MetadataRefresh.Updated}, {@link MetadataRefresh.Unchanged}, or {@link MetadataRefresh.Failed}; it
     *     throws nothing for a network or a publisher that fails
     */
    public MetadataRefresh refresh() {
        refreshing.lock();
        try {
            restoreOnce();
            MetadataRefresh refresh = fetchAndVerify();
            nextRefresh = next(refresh);
            return refresh;
        } finally {
            refreshing.unlock();
        }
    }

    private MetadataRefresh restoreOnce() {
        Held before = held;
        if (restored) {
            return before == null ? new MetadataRefresh.NothingCached() : new MetadataRefresh.Unchanged(before.blob());
        }
        restored = true;
        try {
            Optional<ByteString> cached = cache.read();
            return cached.isPresent() ? restore(FetchedBlob.decode(cached.get())) : new MetadataRefresh.NothingCached();
        } catch (IOException | MalformedException e) {
            return failed(new MetadataFailure.CacheUnreadable(String.valueOf(e.getMessage())));
        } catch (MetadataRefusedException e) {
            return failed(e.failure());
        }
    }

    private MetadataRefresh restore(FetchedBlob cached) throws MetadataRefusedException {
        if (!cached.source().equals(source)) {
            return failed(new MetadataFailure.CacheUnreadable("it is from " + cached.source()));
        }
        Instant now = verifier.clock().instant();
        Instant at = cached.at().isBefore(now) ? cached.at() : now;
        MetadataBlob blob = verifier.verify(cached.content(), source, cached.replaying(), at);
        held = new Held(blob, cached.entityTag());
        return new MetadataRefresh.Updated(blob, null);
    }

    private MetadataRefresh fetchAndVerify() {
        Held before = held;
        MetadataRequest.Kind kind = MetadataRequest.Kind.BLOB;
        try {
            String tag = before == null ? null : before.entityTag();
            MetadataDocument document = verifier.fetch()
                    .fetch(new MetadataRequest(
                            kind, source, tag, verifier.limits().blob()));
            if (document instanceof MetadataDocument.Fetched fetched) {
                return verify(fetched, before);
            }
            return before != null
                    ? new MetadataRefresh.Unchanged(before.blob())
                    : failed(new MetadataFailure.Unavailable(kind, source, "not modified, though none is held"));
        } catch (IOException e) {
            return failed(new MetadataFailure.Unavailable(kind, source, String.valueOf(e.getMessage())));
        } catch (MetadataRefusedException e) {
            return failed(e.failure());
        }
    }

    private MetadataRefresh verify(MetadataDocument.Fetched fetched, @Nullable Held before)
            throws MetadataRefusedException {
        Instant now = verifier.clock().instant();
        List<FetchedBlob.Document> documents = new ArrayList<>();
        MetadataBlob blob =
                verifier.verify(fetched.content(), source, FetchedBlob.recording(verifier.fetch(), documents), now);
        if (before != null) {
            int order = blob.number().compareTo(before.blob().number());
            if (order < 0) {
                return failed(new MetadataFailure.RolledBack(
                        blob.number(), before.blob().number()));
            }
            if (order == 0) {
                return new MetadataRefresh.Unchanged(before.blob());
            }
        }
        held = new Held(blob, fetched.entityTag());
        return new MetadataRefresh.Updated(
                blob,
                problemOfWriting(new FetchedBlob(source, now, fetched.entityTag(), fetched.content(), documents)));
    }

    private @Nullable String problemOfWriting(FetchedBlob blob) {
        try {
            cache.write(blob.encode());
            return null;
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private MetadataRefresh failed(MetadataFailure failure) {
        Held before = held;
        return new MetadataRefresh.Failed(failure, before == null ? null : before.blob());
    }

    private Instant next(MetadataRefresh refresh) {
        Instant now = verifier.clock().instant();
        if (refresh instanceof MetadataRefresh.Failed) {
            return now.plus(AFTER_FAILURE);
        }
        Instant tomorrow = now.plus(AFTER_SUCCESS);
        return current()
                .map(MetadataBlob::nextUpdate)
                .map(day -> day.atStartOfDay(ZoneOffset.UTC).toInstant())
                .filter(due -> due.isAfter(now) && due.isBefore(tomorrow))
                .orElse(tomorrow);
    }
}
