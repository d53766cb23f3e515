package dev.keystile.spring.settings;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An http or https address taken apart as it was typed, right or wrong.
 *
 * @param text all of it
 * @param scheme http or https, in lower case
 * @param host as typed, without user information
 * @param port the digits after the host's colon; empty without a port
 */
record WebAddress(String text, String scheme, String host, String port) {

    private static final Pattern PARTS = Pattern.compile(
            "(?<scheme>https?)://(?:[^/?#@]*@)?(?<host>\\[[^\\]/]*]|[^/?#:]*)(?::(?<port>[^/?#]*))?(?:[/?#].*)?",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    /** The parts of an http or https address; empty for a text that does not begin like one. */
    static Optional<WebAddress> of(String text) {
        Matcher parts = PARTS.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        String port = parts.group("port");
        return Optional.of(new WebAddress(
                text, parts.group("scheme").toLowerCase(Locale.ROOT), parts.group("host"), port == null ? "" : port));
    }

    boolean hasValidPort() {
        return port.isEmpty() || port.matches("[0-9]{1,5}") && Integer.parseInt(port) <= 65535;
    }

    /** The origin of this address as browsers write it; only for a valid host and port. */
    String plainOrigin() {
        String origin = scheme + "://" + HostName.canonical(host);
        boolean usualPort = port.isEmpty() || Integer.parseInt(port) == (scheme.equals("https") ? 443 : 80);
        return usualPort ? origin : origin + ":" + Integer.parseInt(port);
    }
}
