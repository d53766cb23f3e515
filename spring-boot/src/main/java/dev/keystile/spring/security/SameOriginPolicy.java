package dev.keystile.spring.security;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/**
 * Whether a request that changes something came from one of the relying party's own pages, by what the browser says of it
 * and pages cannot forge: {@code Sec-Fetch-Site}, if sent, is {@code same-origin}; {@code Origin}, if sent, is one of the
 * relying party's; and at least one of the two is sent. It takes the place of CSRF tokens: every browser with WebAuthn
 * sends {@code Origin} with every POST, PATCH and DELETE.
 */
public final class SameOriginPolicy {

    private static final Set<String> SAFE_METHODS = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

    private final Set<String> origins;

    /** @param origins the relying party's origins, as browsers write them */
    public SameOriginPolicy(Collection<String> origins) {
        this.origins = Set.copyOf(origins);
    }

    /** Whether the request changes nothing, or comes from one of the relying party's own pages. */
    public boolean allows(HttpServletRequest request) {
        return SAFE_METHODS.contains(request.getMethod()) || isSameOrigin(request);
    }

    private boolean isSameOrigin(HttpServletRequest request) {
        List<String> sites = headers(request, "Sec-Fetch-Site");
        List<String> from = headers(request, "Origin");
        if (sites.isEmpty() && from.isEmpty() || sites.size() > 1 || from.size() > 1) {
            return false;
        }
        return sites.stream().allMatch("same-origin"::equals) && from.stream().allMatch(origins::contains);
    }

    private static List<String> headers(HttpServletRequest request, String name) {
        return Collections.list(request.getHeaders(name));
    }
}
