package dev.keystile.spring.settings;

import java.util.List;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The JSON endpoints.
 *
 * @param enabled whether there are any; when not, the use cases are there for endpoints of your own
 * @param basePath the path they are under; moved there, they are nowhere else
 */
@ConfigurationProperties(prefix = "keystile.endpoints", ignoreUnknownFields = false)
public record EndpointsProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("/api/v1") String basePath) {

    private static final Pattern PATH = Pattern.compile("(/[A-Za-z0-9._~-]+)+");

    /** @throws InvalidSettingsException if the base path is none */
    public EndpointsProperties {
        if (!PATH.matcher(basePath).matches() || basePath.contains("/.")) {
            throw new InvalidSettingsException(List.of(new InvalidSettingsException.Fault(
                    "keystile.endpoints.base-path",
                    basePath,
                    "is not a path that the endpoints can be under",
                    "Set keystile.endpoints.base-path to a path that begins with a slash, ends without one and is made of"
                            + " letters, digits, '-', '_', '.' and '~', such as /api/v1")));
        }
    }
}
