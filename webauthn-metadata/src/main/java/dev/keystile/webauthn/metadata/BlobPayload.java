package dev.keystile.webauthn.metadata;

import dev.keystile.webauthn.bytes.ByteString;
import dev.keystile.webauthn.bytes.Format;
import dev.keystile.webauthn.bytes.MalformedException;
import dev.keystile.webauthn.json.JsonLimits;
import dev.keystile.webauthn.json.JsonObject;
import dev.keystile.webauthn.json.JsonValue;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Reads the payload of a BLOB whose signature is valid. */
final class BlobPayload {
    private static final int MAXIMUM_DEPTH = 32;
    private static final int LEAST_BYTES_PER_VALUE = 4;

    private BlobPayload() {}

    static MetadataBlob parse(ByteString utf8) throws MalformedException {
        // Real metadata have one value in some fifty bytes.
        int values = Math.max(1000, utf8.length() / LEAST_BYTES_PER_VALUE);
        JsonObject json = JsonObject.parse(utf8, new JsonLimits(Math.max(1, utf8.length()), MAXIMUM_DEPTH, values));
        Members payload = new Members(json);
        String legalHeader = payload.string("legalHeader");
        BigInteger number = payload.requiredUnsigned("no");
        LocalDate nextUpdate = payload.date("nextUpdate");
        List<MetadataEntry> entries = new ArrayList<>();
        List<SkippedEntry> skipped = new ArrayList<>();
        int index = 0;
        for (JsonValue element : json.requiredArray("entries")) {
            read(index++, element, entries, skipped);
        }
        return new MetadataBlob(legalHeader, number, nextUpdate, entries, skipped);
    }

    /** One entry's fault is not the others'. */
    private static void read(int index, JsonValue element, List<MetadataEntry> entries, List<SkippedEntry> skipped) {
        JsonObject entry = element instanceof JsonObject object ? object : null;
        try {
            if (entry == null) {
                throw new MalformedException(
                        Format.METADATA, "entries[" + index + "]", "must be an object, not " + element.kind());
            }
            entries.add(EntryReader.entry(entry));
        } catch (MalformedException e) {
            skipped.add(EntryReader.skipped(index, entry, e));
        }
    }
}
