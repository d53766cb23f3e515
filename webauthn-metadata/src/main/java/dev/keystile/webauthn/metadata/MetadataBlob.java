package dev.keystile.webauthn.metadata;

import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The metadata of many authenticator models, as one publisher signed them
 * (<a href="https://fidoalliance.org/specs/mds/fido-metadata-service-v3.1.1-ps-20260105.html#sctn-mds-blob-payload">MDS
 * §3.1.6</a>). {@link MetadataBlobVerifier} makes it out of what it verified, and nothing else does.
 */
public final class MetadataBlob {
    private final @Nullable String legalHeader;
    private final BigInteger number;
    private final @Nullable LocalDate nextUpdate;
    private final List<MetadataEntry> entries;
    private final List<SkippedEntry> skipped;
    private final MetadataIndex index;

    MetadataBlob(
            @Nullable String legalHeader,
            BigInteger number,
            @Nullable LocalDate nextUpdate,
            List<MetadataEntry> entries,
            List<SkippedEntry> skipped) {
        this.legalHeader = legalHeader;
        this.number = Objects.requireNonNull(number, "number");
        this.nextUpdate = nextUpdate;
        this.entries = List.copyOf(entries);
        this.skipped = List.copyOf(skipped);
        this.index = MetadataIndex.of(this.entries, this.skipped);
    }

    /** The terms under which the metadata may be used, as the publisher words them; null when it names none. */
    public @Nullable String legalHeader() {
        return legalHeader;
    }

    /** {@code no}: larger than that of every BLOB published before, 0 to 2⁶⁴-1. */
    public BigInteger number() {
        return number;
    }

    /** The day on which the next BLOB is published at the latest; null when the publisher does not say. */
    public @Nullable LocalDate nextUpdate() {
        return nextUpdate;
    }

    /** Every entry that could be read, in the publisher's order. */
    public List<MetadataEntry> entries() {
        return entries;
    }

    /** Every entry that could not be read. Worth a line in the log; the other entries are as good as ever. */
    public List<SkippedEntry> skipped() {
        return skipped;
    }

    /** The entries by their identifiers. */
    public MetadataIndex index() {
        return index;
    }

    /** Whether the next BLOB should have been published by the day before this moment's, in UTC. */
    public boolean isOverdue(Instant at) {
        return nextUpdate != null && nextUpdate.isBefore(LocalDate.ofInstant(at, ZoneOffset.UTC));
    }

    /** The number and the count of entries. */
    @Override
    public String toString() {
        return "MetadataBlob[no " + number + ", " + entries.size() + " entries, " + skipped.size() + " skipped]";
    }
}
