package dev.keystile.server.pages;

import java.net.URI;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a person goes on after signing in: a path on this server, never another one.
 *
 * @param path begins with a single slash
 */
record ReturnPath(String path) {

    /**
     * What browsers read as a path: one slash, then neither a second one nor a backslash, which would begin a host, and
     * nothing they would drop or reinterpret first, such as tabs and line ends.
     */
    private static final Pattern PATH_ON_THIS_SERVER = Pattern.compile("/(?![/\\\\])[!-~&&[^\\\\]]{0,1000}");

    private static final ReturnPath ACCOUNT = new ReturnPath("/account");

    /** Where a person who has just signed up is told so. */
    static final ReturnPath WELCOME = new ReturnPath("/account?welcome");

    ReturnPath {
        if (!isOnThisServer(path)) {
            throw new IllegalArgumentException("Not a path on this server: " + path);
        }
    }

    /** What was asked for when it is a path on this server, else the account page. */
    static ReturnPath of(@Nullable String requested) {
        return requested != null && isOnThisServer(requested) ? new ReturnPath(requested) : ACCOUNT;
    }

    private static boolean isOnThisServer(String path) {
        if (!PATH_ON_THIS_SERVER.matcher(path).matches()) {
            return false;
        }
        try {
            URI uri = URI.create(path);
            return uri.getScheme() == null && uri.getRawAuthority() == null;
        } catch (IllegalArgumentException notAUri) {
            return false;
        }
    }
}
