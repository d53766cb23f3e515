package dev.keystile.fuzz;

import dev.keystile.webauthn.bytes.ByteString;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What Jazzer calls: it runs the one target that the system property {@code keystile.fuzz.target} names, or, without one, all of them,
 * chosen by the first byte of each input.
 */
public final class Fuzzer {
    private static @Nullable List<FuzzTarget<?>> targets;

    private Fuzzer() {}

    /** Called once, before the first input. */
    public static void fuzzerInitialize() {
        String name = System.getProperty("keystile.fuzz.target", "");
        targets = name.isEmpty() ? Targets.all() : List.of(Targets.named(name));
        // Making keys and certificates takes longer than an input may.
        Samples.get();
    }

    /** Called for each input; throws what is found. */
    public static void fuzzerTestOneInput(byte[] bytes) {
        List<FuzzTarget<?>> chosen = Objects.requireNonNull(targets);
        ByteString input = ByteString.copyOf(bytes);
        if (chosen.size() == 1) {
            chosen.get(0).test(input);
        } else if (!input.isEmpty()) {
            chosen.get(input.uint8At(0) % chosen.size()).test(input.slice(1));
        }
    }
}
