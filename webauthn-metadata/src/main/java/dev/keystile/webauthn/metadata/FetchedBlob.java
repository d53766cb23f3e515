package dev.keystile.webauthn.metadata;

import dev.keystile.webauthn.bytes.ByteString;
import dev.keystile.webauthn.bytes.Format;
import dev.keystile.webauthn.bytes.MalformedException;
import dev.keystile.webauthn.cbor.CborArray;
import dev.keystile.webauthn.cbor.CborMap;
import dev.keystile.webauthn.cbor.CborReader;
import dev.keystile.webauthn.cbor.CborWriter;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A BLOB with everything that was fetched to verify it, so that it can be verified once more without anything being fetched.
 *
 * @param source where it came from
 * @param at when
 * @param entityTag the tag it came with
 * @param content the BLOB itself
 * @param documents certificates and revocation lists
 */
record FetchedBlob(URI source, Instant at, @Nullable String entityTag, ByteString content, List<Document> documents) {

    private static final long VERSION = 1;

    /** A document that was fetched. */
    record Document(MetadataRequest.Kind kind, URI uri, ByteString content) {}

    FetchedBlob {
        documents = List.copyOf(documents);
    }

    /** Fetches as another does, and writes down what that brings. */
    static MetadataFetch recording(MetadataFetch fetch, List<Document> into) {
        return request -> {
            MetadataDocument document = fetch.fetch(request);
            if (document instanceof MetadataDocument.Fetched fetched) {
                into.add(new Document(request.kind(), request.uri(), fetched.content()));
            }
            return document;
        };
    }

    /** Fetches what was fetched before, and nothing else. */
    MetadataFetch replaying() {
        return request -> {
            for (Document document : documents) {
                if (document.kind() == request.kind() && document.uri().equals(request.uri())) {
                    return new MetadataDocument.Fetched(document.content(), null);
                }
            }
            throw new IOException("not fetched when the BLOB was");
        };
    }

    ByteString encode() {
        CborMap.Builder map = CborMap.builder()
                .put("version", VERSION)
                .put("source", source.toString())
                .put("at", at.toEpochMilli())
                .put("content", content)
                .put(
                        "documents",
                        CborArray.of(documents.stream()
                                .map(document -> CborMap.builder()
                                        .put("kind", document.kind().name())
                                        .put("uri", document.uri().toString())
                                        .put("content", document.content())
                                        .build())
                                .toList()));
        if (entityTag != null) {
            map.put("entityTag", entityTag);
        }
        return new CborWriter().value(map.build()).toByteString();
    }

    static FetchedBlob decode(ByteString encoded) throws MalformedException {
        CborReader reader = new CborReader(encoded);
        CborMap map = reader.readMap();
        reader.requireEnd();
        if (map.requiredLong("version") != VERSION) {
            throw malformed("version", "unknown");
        }
        List<Document> documents = new ArrayList<>();
        for (CborMap document : map.requiredArray("documents").toMaps()) {
            documents.add(new Document(
                    kind(document.requiredText("kind")),
                    uri(document.requiredText("uri")),
                    document.requiredBytes("content")));
        }
        return new FetchedBlob(
                uri(map.requiredText("source")),
                Instant.ofEpochMilli(map.requiredLong("at")),
                map.optionalText("entityTag").orElse(null),
                map.requiredBytes("content"),
                documents);
    }

    private static MetadataRequest.Kind kind(String name) throws MalformedException {
        for (MetadataRequest.Kind kind : MetadataRequest.Kind.values()) {
            if (kind.name().equals(name)) {
                return kind;
            }
        }
        throw malformed("documents", "of an unknown kind");
    }

    private static URI uri(String text) throws MalformedException {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw malformed("", "not a URI");
        }
    }

    private static MalformedException malformed(String place, String problem) {
        return new MalformedException(Format.STORED_VALUE, place, problem);
    }
}
