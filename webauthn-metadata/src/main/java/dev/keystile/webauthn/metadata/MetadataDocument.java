package dev.keystile.webauthn.metadata;

import dev.keystile.webauthn.bytes.ByteString;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a {@link MetadataFetch} answers. */
public sealed interface MetadataDocument {

    /**
     * The document.
     *
     * @param content its bytes, no more than the request allows
     * @param entityTag a tag for them, to be given back with the next request as it is; null when the server has none
     */
    record Fetched(ByteString content, @Nullable String entityTag) implements MetadataDocument {

        /** The content may not be null. */
        public Fetched {
            Objects.requireNonNull(content, "content");
        }
    }

    /** It is still the document that the request's entity tag belongs to. */
    record NotModified() implements MetadataDocument {}
}
