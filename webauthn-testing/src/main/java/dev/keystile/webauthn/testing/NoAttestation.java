package dev.keystile.webauthn.testing;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** L3 §8.7. */
final class NoAttestation extends Attestation {

    @Override
    public String format() {
        return "none";
    }

    @Override
    Object statement(Subject subject, Faults faults) {
        Map<Object, @Nullable Object> empty = new LinkedHashMap<>();
        return faults.at(Stage.STATEMENT, empty);
    }
}
