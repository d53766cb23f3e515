package dev.keystile.webauthn.attestation;

import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The certificate paths that were found valid last: an attestation certificate is that of 100,000 authenticators or more, so
 * that most registrations bring a path which was judged before.
 *
 * <p>A path is known by exactly the certificates that it consists of and those that it might end at. Only valid ones are kept,
 * so that nobody whom the anchors do not trust gets anything in here, and only {@value #MAX_PATHS} of them, the one that was
 * not asked for longest giving way. What changes with time is not kept: the certificates' validity is held against the clock
 * by {@link TrustPath}, and their status is told by the source of the anchors, each time. After {@link #MAX_AGE} a path is judged
 * again, since what the platform takes for a strong algorithm can depend on the date.
 */
final class KnownPaths {

    static final int MAX_PATHS = 256;

    /** The longest path that is kept, in bytes of its certificates; those of real authenticators have one to five thousand. */
    static final int MAX_LENGTH = 16 * 1024;

    static final Duration MAX_AGE = Duration.ofHours(1);

    /** Certificates are equal when their encodings are. */
    private record Key(List<X509Certificate> path, Set<X509Certificate> ends) {}

    private record Validity(X509Certificate anchor, Instant judgedAt) {}

    /** In the order of their last use. */
    private final Map<Key, Validity> paths = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Validity> eldest) {
            return size() > MAX_PATHS;
        }
    };

    /**
     * The anchor that a path is known to lead to, or {@code null} when it has to be judged.
     *
     * @param ends the certificates that the path may end at
     */
    @Nullable X509Certificate anchor(List<X509Certificate> path, Set<X509Certificate> ends, Instant at) {
        Validity known = get(new Key(path, ends));
        return known != null && Duration.between(known.judgedAt(), at).abs().compareTo(MAX_AGE) <= 0
                ? known.anchor()
                : null;
    }

    private synchronized @Nullable Validity get(Key key) {
        return paths.get(key);
    }

    /** Keeps a path that was found valid, if it is not too long. */
    void add(List<X509Certificate> path, Set<X509Certificate> ends, X509Certificate anchor, Instant judgedAt) {
        if (isShort(path)) {
            put(new Key(List.copyOf(path), Set.copyOf(ends)), new Validity(anchor, judgedAt));
        }
    }

    private synchronized void put(Key key, Validity validity) {
        paths.put(key, validity);
    }

    private static boolean isShort(List<X509Certificate> path) {
        try {
            int length = 0;
            for (X509Certificate certificate : path) {
                length += certificate.getEncoded().length;
            }
            return length <= MAX_LENGTH;
        } catch (CertificateEncodingException e) {
            return false;
        }
    }

    /** The number of paths. */
    synchronized int size() {
        return paths.size();
    }
}
