package dev.keystile.webauthn.metadata;

import dev.keystile.webauthn.bytes.ByteString;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** A cache in a file: written beside it, forced to the disk, and moved into its place. */
record FileMetadataCache(Path file) implements MetadataCache {

    FileMetadataCache {
        file = file.toAbsolutePath();
    }

    @Override
    public Optional<ByteString> read() throws IOException {
        try {
            return Optional.of(ByteString.copyOf(Files.readAllBytes(file)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    @Override
    public void write(ByteString content) throws IOException {
        Path beside = Files.createTempFile(file.getParent(), String.valueOf(file.getFileName()), ".new");
        try {
            try (FileChannel channel = FileChannel.open(beside, StandardOpenOption.WRITE)) {
                ByteBuffer buffer = content.asReadOnlyBuffer();
                while (buffer.hasRemaining()) {
                    channel.write(buffer);
                }
                channel.force(true);
            }
            Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(beside);
        }
    }
}
