package dev.keystile.fuzz;

import dev.keystile.webauthn.attestation.StatementTargets;
import dev.keystile.webauthn.cose.KeyTargets;
import dev.keystile.webauthn.metadata.MetadataTargets;
import java.util.List;
import java.util.stream.Stream;

/** All targets. */
public final class Targets {
    private Targets() {}

    /** All of them, the simple ones first. */
    public static List<FuzzTarget<?>> all() {
        return Stream.of(
                        EncodingTargets.all(),
                        KeyTargets.all(),
                        ValueTargets.all(),
                        StatementTargets.all(),
                        MetadataTargets.all(),
                        CeremonyTargets.all())
                .<FuzzTarget<?>>flatMap(List::stream)
                .toList();
    }

    /** The target of this name. */
    public static FuzzTarget<?> named(String name) {
        return all().stream()
                .filter(target -> target.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no fuzz target " + name + ", only " + all()));
    }
}
