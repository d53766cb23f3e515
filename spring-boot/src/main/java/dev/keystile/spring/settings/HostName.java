package dev.keystile.spring.settings;

import dev.keystile.webauthn.client.RpId;
import java.net.IDN;
import java.util.Locale;
import java.util.regex.Pattern;

/** What can be said of a host name as somebody typed it. */
final class HostName {

    /** WHATWG's URL standard takes a host for an IPv4 address as soon as its last label is a number. */
    private static final Pattern LAST_LABEL_IS_NUMBER = Pattern.compile("(?:.*\\.)?(?:[0-9]+|0[xX][0-9a-fA-F]*)\\.?");

    private HostName() {}

    static boolean isIpAddress(String host) {
        return host.startsWith("[") || LAST_LABEL_IS_NUMBER.matcher(host).matches();
    }

    /** Whether this looks like an IPv6 address without its brackets. */
    static boolean isBareIpv6Address(String text) {
        return text.matches("[0-9a-fA-F]*:[0-9a-fA-F]*:[0-9a-fA-F:.]*");
    }

    /** Whether this is a domain name in lower case and ASCII, without a dot at the end, as the library takes it. */
    static boolean isDomain(String host) {
        try {
            RpId.of(host);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** The name in lower case and ASCII, without a dot at the end; unchanged when it cannot be written so. */
    static String canonical(String host) {
        String bare = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
        try {
            return IDN.toASCII(bare, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException e) {
            return host;
        }
    }
}
