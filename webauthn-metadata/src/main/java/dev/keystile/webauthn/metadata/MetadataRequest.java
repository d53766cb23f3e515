package dev.keystile.webauthn.metadata;

import java.net.URI;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One document that a {@link MetadataFetch} is asked for.
 *
 * @param kind what it is to be
 * @param uri where it is; absolute, and not yet looked at in any other way
 * @param entityTag the tag that came with the copy already at hand, as it came; {@link MetadataDocument.NotModified}
 *     may then be the answer. Null without a copy.
 * @param maximumLength in bytes, at least 1; a longer document is of no use
 */
public record MetadataRequest(Kind kind, URI uri, @Nullable String entityTag, int maximumLength) {

    /** What a document is. */
    public enum Kind {
        /** The signed metadata themselves, a compact JWS. */
        BLOB,
        /** The certificates that signed a BLOB, as PEM, which its header names by {@code x5u}. */
        CERTIFICATES,
        /**
         * A certificate revocation list in DER. Certification authorities publish them over plain HTTP; they are signed
         * themselves.
         */
        REVOCATION_LIST
    }

    /** @throws IllegalArgumentException if the URI is not absolute or the length not positive */
    public MetadataRequest {
        Objects.requireNonNull(kind, "kind");
        if (!uri.isAbsolute()) {
            throw new IllegalArgumentException("not an absolute URI: " + uri);
        }
        if (maximumLength < 1) {
            throw new IllegalArgumentException("maximumLength must be positive, not " + maximumLength);
        }
    }
}
