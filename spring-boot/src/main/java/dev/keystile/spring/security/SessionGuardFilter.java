package dev.keystile.spring.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.function.Supplier;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolderStrategy;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Ends the session of somebody whose passkey or account is no longer good. Stands in every filter chain right after the
 * security context was made ready, and like that does nothing until somebody looks at it: a style sheet costs no query.
 */
final class SessionGuardFilter extends OncePerRequestFilter {

    private final SessionGuard guard;
    private final SecurityContextHolderStrategy contexts;

    SessionGuardFilter(SessionGuard guard, SecurityContextHolderStrategy contexts) {
        this.guard = guard;
        this.contexts = contexts;
    }

    @Override
    protected boolean shouldNotFilterErrorDispatch() {
        return false;
    }

    @Override
    protected boolean shouldNotFilterAsyncDispatch() {
        return false;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Supplier<SecurityContext> loaded = contexts.getDeferredContext();
        contexts.setDeferredContext(SingletonSupplier.of(() -> guarded(loaded.get(), request)));
        chain.doFilter(request, response);
    }

    private SecurityContext guarded(SecurityContext context, HttpServletRequest request) {
        if (!(context.getAuthentication() instanceof PasskeyAuthentication authentication)
                || guard.stillOpens(authentication.accountId(), authentication.passkeyId())) {
            return context;
        }
        HttpSession session = request.getSession(false);
        if (session != null) {
            session.invalidate();
        }
        return contexts.createEmptyContext();
    }
}
