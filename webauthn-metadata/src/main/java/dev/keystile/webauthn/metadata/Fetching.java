package dev.keystile.webauthn.metadata;

import dev.keystile.webauthn.bytes.ByteString;
import java.io.IOException;
import java.net.URI;

/** Asks for documents of which there is no copy, and holds the answer to its length whoever fetched it. */
final class Fetching {
    private Fetching() {}

    static ByteString document(MetadataFetch fetch, MetadataRequest.Kind kind, URI uri, int maximumLength)
            throws IOException, MetadataRefusedException {
        MetadataDocument document = fetch.fetch(new MetadataRequest(kind, uri, null, maximumLength));
        if (document instanceof MetadataDocument.Fetched fetched) {
            return checked(fetched.content(), kind, maximumLength);
        }
        throw new IOException("not modified, though there is no earlier copy");
    }

    static ByteString checked(ByteString content, MetadataRequest.Kind kind, int maximumLength)
            throws MetadataRefusedException {
        if (content.length() > maximumLength) {
            throw new MetadataRefusedException(new MetadataFailure.TooLong(kind, maximumLength));
        }
        return content;
    }
}
