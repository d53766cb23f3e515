package dev.keystile.spring.settings;

import java.util.stream.Collectors;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Says at a failed start which settings do not work and what to change. Comes before Spring Boot's own analysis of a
 * failed binding, which would show the same exception with less help.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class InvalidSettingsFailureAnalyzer extends AbstractFailureAnalyzer<InvalidSettingsException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, InvalidSettingsException cause) {
        return new FailureAnalysis(
                cause.faults().stream()
                        .map(fault -> "    " + fault.sentence())
                        .collect(Collectors.joining("\n", "Keystile cannot work with these settings:\n\n", "\n")),
                cause.faults().stream()
                        .map(InvalidSettingsException.Fault::remedy)
                        .distinct()
                        .collect(Collectors.joining(".\n", "", ".")),
                cause);
    }
}
