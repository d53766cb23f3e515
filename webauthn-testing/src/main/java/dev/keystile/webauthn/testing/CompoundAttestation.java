package dev.keystile.webauthn.testing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** L3 §8.9. */
final class CompoundAttestation extends Attestation {
    private final List<Attestation> parts;

    CompoundAttestation(List<Attestation> parts) {
        this.parts = parts;
    }

    @Override
    public String format() {
        return "compound";
    }

    @Override
    Object statement(Subject subject, Faults faults) {
        List<Object> statements = new ArrayList<>();
        for (Attestation part : parts) {
            Map<Object, @Nullable Object> statement = new LinkedHashMap<>();
            statement.put("fmt", part.format());
            statement.put("attStmt", part.statement(subject, faults.inside(statements.size())));
            statements.add(statement);
        }
        return faults.at(Stage.COMPOUND, statements);
    }
}
