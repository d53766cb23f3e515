package dev.keystile.spring.security;

import dev.keystile.passkeys.account.Account;
import java.util.Collection;
import org.springframework.security.core.GrantedAuthority;

/**
 * What an account may do, asked once at sign-in and kept in the session. Define a bean of this type to give roles of your
 * own; without one, everybody has {@code ROLE_USER}.
 */
@FunctionalInterface
public interface PasskeyAuthorities {

    /** The authorities of whoever signs in to the account. */
    Collection<? extends GrantedAuthority> of(Account account);
}
