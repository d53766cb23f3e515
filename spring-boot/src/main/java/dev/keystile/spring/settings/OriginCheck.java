package dev.keystile.spring.settings;

import dev.keystile.spring.settings.InvalidSettingsException.Fault;
import dev.keystile.webauthn.client.Origin;
import java.util.Optional;
import java.util.regex.Pattern;

/** Whether a text is an origin exactly as browsers and app platforms write it, and how to write it if not. */
final class OriginCheck {

    private static final Pattern HOST_WITHOUT_SCHEME = Pattern.compile("[^:/]+(:[0-9]+)?(/.*)?");

    private OriginCheck() {}

    /** The fault of this text as an origin, if it has one. */
    static Optional<Fault> fault(String property, String origin) {
        if (origin.isBlank()) {
            return Optional.of(new Fault(
                    property,
                    "",
                    "is empty",
                    "Set " + property + " to an origin such as https://example.com, or remove it"));
        }
        if (origin.contains("*")) {
            return Optional.of(new Fault(
                    property,
                    origin,
                    "has a wildcard; an origin is compared as it is",
                    "Write out every origin that " + origin + " stands for"));
        }
        return WebAddress.of(origin)
                .map(address -> webFault(property, address))
                .orElseGet(() -> appFault(property, origin));
    }

    private static Optional<Fault> webFault(String property, WebAddress address) {
        if (HostName.isIpAddress(address.host())) {
            return Optional.of(new Fault(
                    property,
                    address.text(),
                    "has an IP address as its host, where browsers make no passkeys",
                    "Open the pages under a domain name, or under localhost for development, and write that in "
                            + property));
        }
        String host = HostName.canonical(address.host());
        if (!HostName.isDomain(host) || !address.hasValidPort()) {
            return Optional.of(new Fault(
                    property,
                    address.text(),
                    "is not an origin",
                    "Write scheme, host and, if it is not the usual one, port: https://example.com"));
        }
        if (address.scheme().equals("http") && !isLocalhost(host)) {
            return Optional.of(new Fault(
                    property,
                    address.text(),
                    "is http, where browsers make passkeys on localhost only",
                    "Serve the pages over https and write https://" + host + " in " + property));
        }
        String plain = address.plainOrigin();
        if (!plain.equals(address.text())) {
            return Optional.of(new Fault(
                    property,
                    address.text(),
                    "is not written as browsers send it: scheme, host and port only, in lower case and ASCII, without the"
                            + " default port and without a slash at the end",
                    "Write " + plain));
        }
        return Optional.empty();
    }

    private static boolean isLocalhost(String host) {
        return host.equals("localhost") || host.endsWith(".localhost");
    }

    private static Optional<Fault> appFault(String property, String origin) {
        if (HOST_WITHOUT_SCHEME.matcher(origin).matches()) {
            return Optional.of(new Fault(property, origin, "has no scheme", "Write https://" + origin));
        }
        if (isTakenByTheLibrary(origin)) {
            return Optional.empty();
        }
        if (origin.startsWith("android:")) {
            return Optional.of(new Fault(
                    property,
                    origin,
                    "is not the origin of an Android app",
                    "Write android:apk-key-hash: and the SHA-256 of the certificate that signs the app, in base64url without"
                            + " padding (43 characters)"));
        }
        return Optional.of(new Fault(
                property,
                origin,
                "is not an origin",
                "Write an origin such as https://example.com or android:apk-key-hash:... in " + property));
    }

    private static boolean isTakenByTheLibrary(String origin) {
        try {
            Origin.of(origin);
            return !origin.contains("://");
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
