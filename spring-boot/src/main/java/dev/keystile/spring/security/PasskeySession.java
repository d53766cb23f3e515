package dev.keystile.spring.security;

import dev.keystile.passkeys.SignedIn;
import dev.keystile.passkeys.account.Account;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.util.Optional;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolderStrategy;
import org.springframework.security.web.authentication.session.SessionAuthenticationStrategy;
import org.springframework.security.web.context.SecurityContextRepository;

/** The session of somebody who signed in with a passkey: who it is, and how it begins. */
public final class PasskeySession {

    private final SecurityContextHolderStrategy contexts;
    private final SecurityContextRepository repository;
    private final SessionAuthenticationStrategy sessionStrategy;
    private final PasskeyAuthorities authorities;

    /**
     * @param repository where the application's own filter chains look for who is signed in
     * @param sessionStrategy what happens to the session at sign-in; it must change the session's id
     */
    public PasskeySession(
            SecurityContextHolderStrategy contexts,
            SecurityContextRepository repository,
            SessionAuthenticationStrategy sessionStrategy,
            PasskeyAuthorities authorities) {
        this.contexts = contexts;
        this.repository = repository;
        this.sessionStrategy = sessionStrategy;
        this.authorities = authorities;
    }

    /** Whoever is signed in with a passkey; nobody who is signed in by other means. */
    public Optional<PasskeyAuthentication> current() {
        return contexts.getContext().getAuthentication() instanceof PasskeyAuthentication authentication
                        && authentication.isAuthenticated()
                ? Optional.of(authentication)
                : Optional.empty();
    }

    /**
     * Signs the person in: with a new session id, and without anything that the session held for somebody else.
     *
     * @return the authentication that the session has from now on
     */
    public PasskeyAuthentication begin(SignedIn signedIn, HttpServletRequest request, HttpServletResponse response) {
        PasskeyAuthentication authentication = authentication(signedIn);
        leaveOthersSession(authentication, request);
        sessionStrategy.onAuthentication(authentication, request, response);
        SecurityContext context = contexts.createEmptyContext();
        context.setAuthentication(authentication);
        contexts.setContext(context);
        repository.saveContext(context, request, response);
        return authentication;
    }

    private PasskeyAuthentication authentication(SignedIn signedIn) {
        Account account = signedIn.account();
        return PasskeyAuthentication.of(
                new SignedInAccount(
                        account.id().toString(),
                        account.username().value(),
                        account.displayName().value()),
                signedIn.passkey().id(),
                signedIn.userVerified(),
                signedIn.amr(),
                signedIn.at(),
                authorities.of(account));
    }

    private void leaveOthersSession(PasskeyAuthentication authentication, HttpServletRequest request) {
        Authentication before = contexts.getContext().getAuthentication();
        HttpSession session = request.getSession(false);
        if (session != null && before != null && !before.getName().equals(authentication.getName())) {
            session.invalidate();
        }
    }
}
