package dev.keystile.spring.settings;

import dev.keystile.spring.settings.InvalidSettingsException.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Collects the faults of settings whose rules are the use cases' own. */
final class SettingsCheck {

    private final List<Fault> faults = new ArrayList<>();

    /** A fault if the use cases do not take the value. */
    void accepts(String property, Object value, Runnable use) {
        try {
            use.run();
        } catch (IllegalArgumentException e) {
            fault(property, value.toString(), "is out of range", "Change " + property + ": " + e.getMessage());
        }
    }

    /** A fault if the duration is negative. */
    void notNegative(String property, Duration duration) {
        if (duration.isNegative()) {
            fault(
                    property,
                    duration.toString(),
                    "is negative",
                    "Set " + property + " to a duration such as 15m, or to 0 for no limit");
        }
    }

    /** A fault of this setting. */
    void fault(String property, String value, String problem, String remedy) {
        faults.add(new Fault(property, value, problem, remedy));
    }

    void throwIfAny() {
        InvalidSettingsException.throwIfAny(faults);
    }
}
