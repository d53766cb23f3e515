package dev.keystile.fuzz;

import dev.keystile.webauthn.bytes.ByteString;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Writes the inputs to begin from as files, as Jazzer wants them: {@code SeedCorpus <folder> [target]}. */
public final class SeedCorpus {
    private SeedCorpus() {}

    public static void main(String... arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        if (arguments.length > 1) {
            write(folder, Targets.named(arguments[1]));
        } else {
            for (FuzzTarget<?> target : Targets.all()) {
                write(folder.resolve(target.name()), target);
            }
        }
    }

    static void write(Path folder, FuzzTarget<?> target) throws IOException {
        Files.createDirectories(folder);
        for (ByteString seed : target.seeds().get()) {
            Files.write(folder.resolve(seed.sha256().toHex()), seed.toByteArray());
        }
    }

    /** The first few seeds of each target in one folder, each behind the byte that chooses the target. */
    static void writeTogether(Path folder, List<FuzzTarget<?>> targets, int each) throws IOException {
        Files.createDirectories(folder);
        for (int i = 0; i < targets.size(); i++) {
            List<ByteString> seeds = targets.get(i).seeds().get();
            for (ByteString seed : seeds.subList(0, Math.min(each, seeds.size()))) {
                ByteString input = ByteString.of((byte) i).concat(seed);
                Files.write(folder.resolve(input.sha256().toHex()), input.toByteArray());
            }
        }
    }
}
