package dev.keystile.server.protection;

import static jakarta.servlet.http.HttpServletResponse.SC_SERVICE_UNAVAILABLE;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Objects;
import org.springframework.session.web.http.CookieSerializer;
import org.springframework.session.web.http.DefaultCookieSerializer;

/**
 * The cookie that carries the session's id: {@code __Host-keystile-session} under https, where browsers then refuse one
 * set by a subdomain or without {@code Secure}; {@code keystile-session} under plain http, where they refuse the prefix.
 * It is {@code HttpOnly; SameSite=Lax}, and ends with the browser's session.
 */
final class SessionCookie implements CookieSerializer {

    static final String NAME = "keystile-session";

    private final CookieSerializer overHttps = serializer("__Host-" + NAME, true);
    private final CookieSerializer overHttp = serializer(NAME, false);

    private static CookieSerializer serializer(String name, boolean secure) {
        var serializer = new DefaultCookieSerializer();
        serializer.setCookieName(name);
        serializer.setUseSecureCookie(secure);
        serializer.setUseHttpOnlyCookie(true);
        serializer.setSameSite("Lax");
        serializer.setCookiePath("/");
        return serializer;
    }

    @Override
    public void writeCookieValue(CookieValue cookie) {
        serializerFor(cookie.getRequest()).writeCookieValue(cookie);
    }

    @Override
    public List<String> readCookieValues(HttpServletRequest request) {
        return tellsOfAnOutage(request) ? List.of() : serializerFor(request).readCookieValues(request);
    }

    /** The page that says so must not ask for the session again that could not be had. */
    private static boolean tellsOfAnOutage(HttpServletRequest request) {
        return Objects.equals(request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE), SC_SERVICE_UNAVAILABLE);
    }

    private CookieSerializer serializerFor(HttpServletRequest request) {
        return request.isSecure() ? overHttps : overHttp;
    }
}
