package dev.keystile.webauthn.client;

/** The forms of host that an RP ID or an origin can have, written as browsers serialize them. */
final class HostName {

    private static final int MAX_LENGTH = 253;
    private static final int MAX_LABEL_LENGTH = 63;

    private HostName() {}

    /** Dot-separated labels of lower-case letters, digits and inner hyphens, the last one not a number. */
    static boolean isDomain(String text) {
        if (text.isEmpty() || text.length() > MAX_LENGTH) {
            return false;
        }
        int start = 0;
        boolean numeric = true;
        for (int i = 0; i <= text.length(); i++) {
            if (i == text.length() || text.charAt(i) == '.') {
                if (!isLabel(text, start, i)) {
                    return false;
                }
                numeric = isNumber(text, start, i);
                start = i + 1;
            }
        }
        return !numeric;
    }

    private static boolean isLabel(String text, int from, int to) {
        if (from == to || to - from > MAX_LABEL_LENGTH || text.charAt(from) == '-' || text.charAt(to - 1) == '-') {
            return false;
        }
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (!(c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-')) {
                return false;
            }
        }
        return true;
    }

    private static boolean isNumber(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    /** Four decimal numbers from 0 to 255 without leading zeros. */
    static boolean isIpv4Address(String text) {
        String[] parts = text.split("\\.", -1);
        if (parts.length != 4) {
            return false;
        }
        for (String part : parts) {
            if (part.isEmpty()
                    || part.length() > 3
                    || !isNumber(part, 0, part.length())
                    || part.length() > 1 && part.charAt(0) == '0'
                    || Integer.parseInt(part) > 255) {
                return false;
            }
        }
        return true;
    }

    /** An IPv6 address in brackets, in lower case; its inner form is left to the client that wrote it. */
    static boolean isIpv6Address(String text) {
        if (text.length() < 4 || text.charAt(0) != '[' || text.charAt(text.length() - 1) != ']') {
            return false;
        }
        int colons = 0;
        for (int i = 1; i < text.length() - 1; i++) {
            char c = text.charAt(i);
            if (c == ':') {
                colons++;
            } else if (!(c >= 'a' && c <= 'f' || c >= '0' && c <= '9')) {
                return false;
            }
        }
        return colons >= 2;
    }
}
