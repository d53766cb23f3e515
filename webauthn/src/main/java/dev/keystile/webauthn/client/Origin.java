package dev.keystile.webauthn.client;

import dev.keystile.webauthn.bytes.ByteString;
import dev.keystile.webauthn.bytes.MalformedException;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An origin that a relying party expects, exactly as clients write it into client data.
 *
 * <ul>
 *   <li>A <em>web origin</em>, serialized as browsers do (RFC 6454 §6.2): {@code https://login.example.org} or
 *       {@code http://localhost:8080}. Lower case, international names in ASCII, no default port, no path, no trailing
 *       slash.
 *   <li>An <em>app origin</em>: {@code android:apk-key-hash:} and the base64url SHA-256 of the signing certificate, or
 *       another scheme that an app platform uses, such as {@code ios:bundle-id:}. (Apps on iOS that use the system's
 *       passkey API send the web origin {@code https://} and the RP ID.)
 * </ul>
 *
 * <p>A received origin is compared with these as a string, byte for byte. Nothing is normalised: browsers always send the
 * one form above, so anything else was not written by one.
 *
 * @param value the text, at most 1024 characters
 */
public record Origin(String value) {

    private static final String ANDROID = "android:apk-key-hash:";
    private static final int SHA256_LENGTH = 32;
    private static final int MAX_LENGTH = 1024;

    /** @throws IllegalArgumentException if the text is not an origin in the form that clients send */
    public Origin {
        Objects.requireNonNull(value, "value");
        String problem = problem(value);
        if (problem != null) {
            throw new IllegalArgumentException("'" + value + "' is not an origin: " + problem);
        }
    }

    /**
     * The same as the constructor, to be read aloud: {@code Origin.of("https://example.org")}.
     *
     * @throws IllegalArgumentException if the text is not an origin in the form that clients send
     */
    public static Origin of(String value) {
        return new Origin(value);
    }

    /**
     * The origin of an Android app.
     *
     * @param certificateSha256 SHA-256 of the certificate that signs the app, 32 bytes
     * @throws IllegalArgumentException if it has another length
     */
    public static Origin androidApp(ByteString certificateSha256) {
        return new Origin(ANDROID + certificateSha256.toBase64Url());
    }

    /** Whether this is a web origin, of scheme https or http. */
    public boolean isWeb() {
        return value.startsWith("https://") || value.startsWith("http://");
    }

    /** The host of a web origin, without port, an IPv6 address with its brackets; empty for an app origin. */
    public Optional<String> host() {
        return isWeb() ? Optional.of(host(value)) : Optional.empty();
    }

    /**
     * Whether browsers offer WebAuthn at this origin at all: https anywhere, http only on the machine itself
     * ({@code localhost}, names below it and loopback addresses), and app origins.
     */
    public boolean isSecureContext() {
        return !value.startsWith("http://") || isLoopback(host(value));
    }

    private static boolean isLoopback(String host) {
        return host.equals("localhost")
                || host.endsWith(".localhost")
                || host.equals("[::1]")
                || HostName.isIpv4Address(host) && host.startsWith("127.");
    }

    private static String host(String webOrigin) {
        String authority = webOrigin.substring(webOrigin.indexOf("//") + 2);
        int colon = authority.indexOf(':', authority.indexOf(']') + 1);
        return colon < 0 ? authority : authority.substring(0, colon);
    }

    private static @Nullable String problem(String value) {
        if (value.length() > MAX_LENGTH) {
            return "it is longer than " + MAX_LENGTH + " characters";
        }
        if (value.startsWith("https://")) {
            return webProblem(value, ":443");
        }
        if (value.startsWith("http://")) {
            return webProblem(value, ":80");
        }
        return value.startsWith("android:") ? androidProblem(value) : appProblem(value);
    }

    private static @Nullable String webProblem(String value, String defaultPort) {
        String host = host(value);
        if (!HostName.isDomain(host) && !HostName.isIpv4Address(host) && !HostName.isIpv6Address(host)) {
            return "after the scheme comes a host name in lower case, and at most a port; no path, no trailing slash";
        }
        String port = value.substring(value.indexOf("//") + 2 + host.length());
        if (port.equals(defaultPort)) {
            return "clients leave out the default port";
        }
        if (!port.isEmpty() && !isPort(port.substring(1))) {
            return "the port is a number from 1 to 65535";
        }
        return null;
    }

    private static boolean isPort(String text) {
        if (text.isEmpty() || text.length() > 5 || text.charAt(0) == '0') {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return Integer.parseInt(text) <= 65535;
    }

    private static @Nullable String androidProblem(String value) {
        String expected = "an Android app's is " + ANDROID + " and the unpadded base64url SHA-256 of its certificate";
        if (!value.startsWith(ANDROID)) {
            return expected;
        }
        try {
            return ByteString.fromBase64Url(value.substring(ANDROID.length())).length() == SHA256_LENGTH
                    ? null
                    : expected;
        } catch (MalformedException e) {
            return expected;
        }
    }

    private static @Nullable String appProblem(String value) {
        int colon = value.indexOf(':');
        if (colon < 1 || colon == value.length() - 1 || value.startsWith("http:") || value.startsWith("https:")) {
            return "it starts with https://, http://, android:apk-key-hash: or another scheme";
        }
        for (int i = 0; i < value.length(); i++) {
            char each = value.charAt(i);
            if (i < colon ? !isOfScheme(each) : each <= ' ' || each >= 0x7f) {
                return "a scheme in lower case, a colon, and printable ASCII are expected";
            }
        }
        return null;
    }

    private static boolean isOfScheme(char c) {
        return c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '+' || c == '-' || c == '.';
    }

    @Override
    public String toString() {
        return value;
    }
}
