package dev.keystile.server.protection;

import dev.keystile.spring.security.SameOriginPolicy;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/** Refuses forms that were sent from pages of others, with the page that says so. */
final class OwnPagesOnly extends OncePerRequestFilter {

    private final SameOriginPolicy sameOrigin;

    OwnPagesOnly(SameOriginPolicy sameOrigin) {
        this.sameOrigin = sameOrigin;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (sameOrigin.allows(request)) {
            chain.doFilter(request, response);
        } else {
            response.sendError(HttpServletResponse.SC_FORBIDDEN);
        }
    }
}
