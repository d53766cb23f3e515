package dev.keystile.webauthn.testing;

import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A web origin, as far as browsers need to understand one for WebAuthn. */
record WebOrigin(String scheme, String host, int port) {
    /**
     * The commonest of the public suffixes that have more than one label; any single label is one too. A browser has the
     * whole list, which changes weekly.
     */
    private static final Set<String> PUBLIC_SUFFIXES = Set.of(
            "co.uk",
            "org.uk",
            "ac.uk",
            "gov.uk",
            "com.au",
            "net.au",
            "org.au",
            "co.nz",
            "co.jp",
            "or.jp",
            "ne.jp",
            "co.kr",
            "co.in",
            "com.br",
            "com.cn",
            "com.mx",
            "com.tr",
            "com.tw",
            "com.sg",
            "com.hk",
            "co.za",
            "co.il",
            "github.io");

    private static final Map<String, Integer> DEFAULT_PORTS = Map.of("https", 443, "http", 80);

    /** Reads an origin, or a URL for its origin; empty if the text is no absolute URL with a host. */
    static Optional<WebOrigin> ofUrl(String text) {
        try {
            URI uri = URI.create(text);
            if (uri.getScheme() == null || uri.getHost() == null) {
                return Optional.empty();
            }
            String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
            int port = uri.getPort();
            boolean usual = Integer.valueOf(port).equals(DEFAULT_PORTS.get(scheme));
            return Optional.of(new WebOrigin(scheme, uri.getHost().toLowerCase(Locale.ROOT), usual ? -1 : port));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Reads the origin of a page, in the form that browsers write it. */
    static WebOrigin parse(String text) {
        WebOrigin origin = ofUrl(text)
                .filter(each -> each.toString().equals(text))
                .orElseThrow(
                        () -> new IllegalArgumentException("an origin is like https://example.org, not like " + text));
        if (!origin.isSecure()) {
            throw new DomException.SecurityError("WebAuthn exists on https and on http://localhost, not on " + text);
        }
        if (!origin.isDomain()) {
            throw new DomException.SecurityError("WebAuthn needs a domain, which " + text + " has not");
        }
        return origin;
    }

    private boolean isSecure() {
        return scheme.equals("https")
                || scheme.equals("http") && (host.equals("localhost") || host.endsWith(".localhost"));
    }

    private boolean isDomain() {
        return !host.startsWith("[") && !host.matches("[0-9.]+");
    }

    /** Whether the RP ID is the host, or a parent of it that is no public suffix. */
    boolean mayUse(String rpId) {
        return host.equals(rpId) || host.endsWith("." + rpId) && !isPublicSuffix(rpId);
    }

    /** Whether the two hosts are one, or one is below the other, in the same registrable domain. */
    boolean isSameSiteAs(WebOrigin other) {
        return other.mayUse(host) || mayUse(other.host);
    }

    /** The label in front of the public suffix: what related origins are counted by. */
    Optional<String> registrableLabel() {
        String[] labels = host.split("\\.");
        int suffix = labels.length >= 2
                        && PUBLIC_SUFFIXES.contains(labels[labels.length - 2] + "." + labels[labels.length - 1])
                ? 2
                : 1;
        return labels.length > suffix ? Optional.of(labels[labels.length - suffix - 1]) : Optional.empty();
    }

    private static boolean isPublicSuffix(String domain) {
        return domain.indexOf('.') < 0 || PUBLIC_SUFFIXES.contains(domain);
    }

    @Override
    public String toString() {
        return scheme + "://" + host + (port < 0 ? "" : ":" + port);
    }
}
