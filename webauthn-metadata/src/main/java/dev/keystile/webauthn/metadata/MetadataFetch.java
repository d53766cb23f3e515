package dev.keystile.webauthn.metadata;

import java.io.IOException;

/**
 * Fetches the documents that metadata rest on: the BLOB, the certificates it names by URL, revocation lists. All of them are
 * verified afterwards, so a fetch needs to be trusted for one thing only: that it goes nowhere it should not.
 * {@link HttpMetadataFetch} is one over HTTPS; a file, a proxy's client or a test's map is as good.
 */
@FunctionalInterface
public interface MetadataFetch {

    /**
     * The document at {@link MetadataRequest#uri()}.
     *
     * @param request what is wanted, and how much of it at most
     * @throws IOException when it cannot be had, is longer than {@link MetadataRequest#maximumLength()}, or may not be
     *     asked for. The message is kept in failures and logs.
     */
    MetadataDocument fetch(MetadataRequest request) throws IOException;

    /** Fetches nothing: for those who pass in every BLOB and revocation list themselves. */
    static MetadataFetch none() {
        return request -> {
            throw new IOException("nothing may be fetched");
        };
    }
}
