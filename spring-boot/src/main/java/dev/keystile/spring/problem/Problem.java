package dev.keystile.spring.problem;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One refusal as it is answered.
 *
 * @param type what was refused, and with which status
 * @param variant which of the type's sentences fits, such as {@code too-long}; empty for the usual one
 * @param arguments the values for the sentence's placeholders; never secrets, never what the client sent
 * @param headers response headers that belong to it, such as {@code Allow}
 */
public record Problem(ProblemType type, String variant, List<Object> arguments, Map<String, String> headers) {

    public Problem {
        arguments = List.copyOf(arguments);
        headers = Map.copyOf(headers);
    }

    /** A problem with its type's usual sentence, which has these values in it. */
    public static Problem of(ProblemType type, Object... arguments) {
        return new Problem(type, "", List.of(arguments), Map.of());
    }

    /** The same problem with another of its type's sentences. */
    public Problem withVariant(String variant) {
        return new Problem(type, variant, arguments, headers);
    }

    /** The same problem with one more response header. */
    public Problem withHeader(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Problem(type, variant, arguments, more);
    }
}
