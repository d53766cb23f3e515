package dev.keystile.spring.security;

import java.io.Serializable;
import org.springframework.security.core.AuthenticatedPrincipal;

/**
 * The account that is signed in, as it was at sign-in.
 *
 * @param id the account's id, which never changes; what an application keeps as its foreign key
 * @param username what the person signs in as
 * @param displayName what to call the person
 */
public record SignedInAccount(String id, String username, String displayName)
        implements AuthenticatedPrincipal, Serializable {

    /** The account's id, since it is the one name that stays. */
    @Override
    public String getName() {
        return id;
    }
}
