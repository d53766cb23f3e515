package dev.keystile.webauthn.metadata;

import org.jspecify.annotations.Nullable;

/** How it went to get newer metadata. Whatever came of it, {@link MetadataService#current()} is the best there is. */
public sealed interface MetadataRefresh {

    /**
     * There is a BLOB that was not held before.
     *
     * @param blob the one held now
     * @param cacheProblem why it could not be kept over a restart; null when it was
     */
    record Updated(MetadataBlob blob, @Nullable String cacheProblem) implements MetadataRefresh {}

    /**
     * The BLOB held is the latest published.
     *
     * @param blob the one held, before and now
     */
    record Unchanged(MetadataBlob blob) implements MetadataRefresh {}

    /**
     * No BLOB could be had, or it was refused. One that was held before is held still.
     *
     * @param failure why
     * @param held what is still there; null when nothing was
     */
    record Failed(MetadataFailure failure, @Nullable MetadataBlob held) implements MetadataRefresh {}

    /** The cache holds nothing. */
    record NothingCached() implements MetadataRefresh {}
}
