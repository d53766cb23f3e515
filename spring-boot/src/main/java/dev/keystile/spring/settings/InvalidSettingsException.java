package dev.keystile.spring.settings;

import java.util.List;
import java.util.stream.Collectors;

/** The settings cannot work; the application does not start with them. */
public final class InvalidSettingsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<Fault> faults;

    /** @param faults everything that is wrong, so that one start shows all of it */
    public InvalidSettingsException(List<Fault> faults) {
        super(faults.stream().map(Fault::sentence).collect(Collectors.joining("; ")));
        this.faults = List.copyOf(faults);
    }

    /** Throws when there is a fault. */
    public static void throwIfAny(List<Fault> faults) {
        if (!faults.isEmpty()) {
            throw new InvalidSettingsException(faults);
        }
    }

    /** Everything that is wrong, in the order of the settings. */
    public List<Fault> faults() {
        return faults;
    }

    /**
     * One setting that cannot work.
     *
     * @param property its full name
     * @param value what it was set to; empty when it was not set
     * @param problem why that does not work, as a clause without a full stop
     * @param remedy what to change, as a sentence without a full stop
     */
    public record Fault(String property, String value, String problem, String remedy) {

        String sentence() {
            return value.isEmpty()
                    ? "%s %s".formatted(property, problem)
                    : "%s=%s %s".formatted(property, value, problem);
        }
    }
}
