package dev.keystile.webauthn.testing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The faults of one response in the making: changes values as they come by and makes sure that every fault did something. */
final class Faults {
    private final String ceremony;
    private final List<Fault> faults;
    private final Set<Fault.Change<?>> outstanding;
    /** Which of a compound statement's parts is in the making. */
    private final @Nullable Integer part;

    Faults(String ceremony, Fault... faults) {
        this(ceremony, Arrays.asList(faults), new LinkedHashSet<>(), null);
        this.faults.forEach(fault -> outstanding.addAll(fault.changes()));
    }

    private Faults(String ceremony, List<Fault> faults, Set<Fault.Change<?>> outstanding, @Nullable Integer part) {
        this.ceremony = ceremony;
        this.faults = faults;
        this.outstanding = outstanding;
        this.part = part;
    }

    static Faults none() {
        return new Faults("ceremony");
    }

    /** The same faults while one part of a compound statement is made. */
    Faults inside(int part) {
        return new Faults(ceremony, faults, outstanding, part);
    }

    /** The value after the faults of this stage. */
    <T> T at(Stage<T> stage, T value) {
        if (faults.isEmpty()) {
            return value;
        }
        T changed = value;
        for (Fault fault : faults) {
            for (Fault.Change<T> change : fault.changesAt(stage, part)) {
                String before = stage.fingerprint(changed);
                changed = change.apply(changed);
                if (before.equals(stage.fingerprint(changed))) {
                    throw new IllegalArgumentException("the fault \"" + fault + "\" leaves the " + stage + " of this "
                            + ceremony + " as they would be without it");
                }
                outstanding.remove(change);
            }
        }
        return changed;
    }

    /** Stops a test whose fault had nothing to act on, and which would otherwise pass for the wrong reason. */
    void requireAllActed() {
        if (outstanding.isEmpty()) {
            return;
        }
        List<String> idle = new ArrayList<>();
        for (Fault fault : faults) {
            if (fault.changes().stream().anyMatch(outstanding::contains)) {
                idle.add('"' + fault.toString() + '"');
            }
        }
        throw new IllegalArgumentException(
                "a " + ceremony + " like this one has nothing for the fault " + String.join(", ", idle) + " to act on");
    }
}
