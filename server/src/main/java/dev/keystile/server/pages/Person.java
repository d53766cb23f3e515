package dev.keystile.server.pages;

import java.security.Principal;
import org.jspecify.annotations.Nullable;

/**
 * Who is signed in, as pages speak of them.
 *
 * @param passkey the id of the passkey they signed in with
 * @param userHandle by which authenticators know the account, base64url
 */
record Person(String username, String displayName, String passkey, String userHandle) {

    static @Nullable Person of(@Nullable Principal principal) {
        return null;
    }
}
