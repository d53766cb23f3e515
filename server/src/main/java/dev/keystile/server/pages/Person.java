package dev.keystile.server.pages;

import dev.keystile.spring.security.PasskeyAuthentication;
import dev.keystile.spring.security.SignedInAccount;
import java.security.Principal;
import org.jspecify.annotations.Nullable;

/**
 * Who is signed in, as pages speak of them.
 *
 * @param passkey the id of the passkey they signed in with
 */
record Person(String username, String displayName, String passkey) {

    /** Nobody, unless somebody is signed in with a passkey. */
    static @Nullable Person of(@Nullable Principal authentication) {
        if (authentication instanceof PasskeyAuthentication signedIn) {
            SignedInAccount account = signedIn.getPrincipal();
            return new Person(account.username(), account.displayName(), signedIn.passkeyId());
        }
        return null;
    }
}
