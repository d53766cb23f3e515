package dev.keystile.spring.security;

import dev.keystile.passkeys.ceremony.BrowserBinding;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Collection;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;

/**
 * The cookie that ties a ceremony to the browser that began it: 192 random bits that no script can read, kept until the
 * browser is closed. Under https its name is {@value #SECURE_NAME}, so that neither a page on a sibling domain nor one on
 * plain http can plant it; under http, which is development on localhost, {@value #NAME}.
 *
 * <p>The endpoint that begins a ceremony sets it. A page that is often opened in several tabs at once can {@link #bind} it
 * when it is served, so that no two tabs get different ones.
 */
public final class BrowserCookie {

    static final String NAME = "keystile-browser";
    static final String SECURE_NAME = "__Host-keystile-browser";

    private static final int LENGTH = 24;
    private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9_-]{32}");

    private final Collection<String> origins;
    private final boolean someSecure;
    private final boolean somePlain;
    private final SecureRandom random;

    /** @param origins the relying party's origins: they tell whether browsers are talked to over https */
    public BrowserCookie(Collection<String> origins, SecureRandom random) {
        this.origins =
                origins.stream().filter(origin -> origin.startsWith("http")).toList();
        this.someSecure = this.origins.stream().anyMatch(origin -> origin.startsWith("https://"));
        this.somePlain = this.origins.stream().anyMatch(origin -> origin.startsWith("http://"));
        this.random = random;
    }

    /** The binding to the browser that sends this request; the browser gets the cookie if it has none. */
    public BrowserBinding bind(HttpServletRequest request, HttpServletResponse response) {
        return BrowserBinding.of(secret(request).orElseGet(() -> issue(request, response)));
    }

    /** The binding to the browser that sends this request, or to none if it has no cookie. */
    public BrowserBinding read(HttpServletRequest request) {
        return secret(request).map(BrowserBinding::of).orElseGet(BrowserBinding::none);
    }

    private Optional<String> secret(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        if (cookies == null) {
            return Optional.empty();
        }
        String name = isSecure(request) ? SECURE_NAME : NAME;
        for (Cookie cookie : cookies) {
            if (cookie.getName().equals(name)
                    && SHAPE.matcher(cookie.getValue()).matches()) {
                return Optional.of(cookie.getValue());
            }
        }
        return Optional.empty();
    }

    private String issue(HttpServletRequest request, HttpServletResponse response) {
        byte[] bytes = new byte[LENGTH];
        random.nextBytes(bytes);
        String secret = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        boolean secure = isSecure(request);
        ResponseCookie cookie = ResponseCookie.from(secure ? SECURE_NAME : NAME, secret)
                .path("/")
                .secure(secure)
                .httpOnly(true)
                .sameSite("Lax")
                .build();
        response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
        return secret;
    }

    /**
     * Whether the browser is on https. The configured origins say so even where a proxy ends TLS and does not tell, and where
     * there are only apps' they do not speak plain http; only when there are origins of both kinds does the request decide.
     */
    private boolean isSecure(HttpServletRequest request) {
        if (someSecure && somePlain) {
            String origin = request.getHeader(HttpHeaders.ORIGIN);
            return origin != null && origins.contains(origin) ? origin.startsWith("https://") : request.isSecure();
        }
        return !somePlain;
    }
}
