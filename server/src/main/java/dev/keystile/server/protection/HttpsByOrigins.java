package dev.keystile.server.protection;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collection;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Treats every request as https when none of the relying party's origins is plain http: whoever ends TLS in front of this server,
 * and whether or not it says so, the browser speaks https to it. So cookies are never without {@code Secure} for want of
 * a setting.
 */
final class HttpsByOrigins extends OncePerRequestFilter {

    private final boolean https;

    HttpsByOrigins(Collection<String> origins) {
        this.https = origins.stream().noneMatch(origin -> origin.startsWith("http://"));
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !https || request.isSecure();
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        chain.doFilter(new Secure(request), response);
    }

    private static final class Secure extends HttpServletRequestWrapper {

        Secure(HttpServletRequest request) {
            super(request);
        }

        @Override
        public boolean isSecure() {
            return true;
        }

        @Override
        public String getScheme() {
            return "https";
        }
    }
}
