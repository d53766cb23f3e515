package dev.keystile.webauthn.testing;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What can be wrong with a {@code compound} attestation statement. A fault of another kind acts on each of the
 * statements in it; {@link #inside} confines it to one.
 */
public final class CompoundFault {

    private CompoundFault() {}

    /** A fault of one of the statements: 0 for the first. */
    public static Fault inside(int index, Fault fault) {
        return fault.inside(index);
    }

    /** There are no statements in it. */
    public static Fault empty() {
        return inStatements("no statements", List::clear);
    }

    /** Only the first statement is in it. */
    public static Fault single() {
        return inStatements(
                "one statement",
                statements -> statements.subList(1, statements.size()).clear());
    }

    /** One of the statements in it is compound itself. */
    public static Fault nested() {
        return inStatements("compound in compound", statements -> {
            Map<Object, Object> nested = new LinkedHashMap<>();
            nested.put("fmt", "compound");
            nested.put("attStmt", List.copyOf(statements));
            statements.set(0, nested);
        });
    }

    /** One of the statements in it, 0 for the first, is of a format that nobody knows. */
    public static Fault unknownFormat(int index) {
        return inStatements("unknown format inside", statements -> {
            Map<Object, Object> changed = new LinkedHashMap<>((Map<?, ?>) statements.get(index));
            changed.put("fmt", "unknown");
            statements.set(index, changed);
        });
    }

    /** Something that is no statement is in it as well. */
    public static Fault stranger(Object value) {
        return inStatements("something else among the statements", statements -> statements.add(value));
    }

    private static Fault inStatements(String name, Consumer<List<Object>> change) {
        return Fault.in(Stage.COMPOUND, name, change);
    }
}
