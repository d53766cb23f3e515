package dev.keystile.webauthn.metadata;

import dev.keystile.webauthn.bytes.ByteString;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Keeps the last good BLOB over restarts: one value of some megabytes, opaque to whoever keeps it. It is verified again when it is
 * read, but as of the moment when it was fetched; so it belongs where only the application writes.
 */
public interface MetadataCache {

    /**
     * What was written last.
     *
     * @throws IOException when it cannot be read; then there is no earlier BLOB to fall back to
     */
    Optional<ByteString> read() throws IOException;

    /**
     * Keeps a value instead of the one before. Either of them, whole, must be there whatever happens.
     *
     * @param content opaque; as long as a BLOB, its certificates and revocation lists together
     * @throws IOException when it cannot be written; the BLOB is used all the same
     */
    void write(ByteString content) throws IOException;

    /** Keeps nothing. */
    static MetadataCache none() {
        return new MetadataCache() {
            @Override
            public Optional<ByteString> read() {
                return Optional.empty();
            }

            @Override
            public void write(ByteString content) {}
        };
    }

    /**
     * Keeps it in a file, which is replaced as a whole.
     *
     * @param file in a directory that exists
     */
    static MetadataCache inFile(Path file) {
        return new FileMetadataCache(file);
    }
}
