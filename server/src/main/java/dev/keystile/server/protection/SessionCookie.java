package dev.keystile.server.protection;

import static jakarta.servlet.http.HttpServletResponse.SC_SERVICE_UNAVAILABLE;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.springframework.session.web.http.CookieSerializer;
import org.springframework.session.web.http.DefaultCookieSerializer;

/**
 * The cookie that carries the session's id: {@code __Host-keystile-session} under https, where browsers then refuse one
 * set by a subdomain or without {@code Secure}; {@code keystile-session} under plain http, where they refuse the prefix.
 * It is {@code HttpOnly; SameSite=Lax}, and ends with the browser's session.
 */
final class SessionCookie implements CookieSerializer {

    static final String NAME = "keystile-session";

    /** An id as Spring Session makes it. */
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    /** A browser sends one. Others may have planted some beside it, which plain http does not keep them from. */
    private static final int MOST = 3;

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

    /** What may be a session's id. The database is asked for each of them, so it gets neither many nor what it would choke on. */
    @Override
    public List<String> readCookieValues(HttpServletRequest request) {
        if (tellsOfAnOutage(request)) {
            return List.of();
        }
        return serializerFor(request).readCookieValues(request).stream()
                .filter(value -> ID.matcher(value).matches())
                .limit(MOST)
                .toList();
    }

    /** The page that says so must not ask for the session again that could not be had. */
    private static boolean tellsOfAnOutage(HttpServletRequest request) {
        return Objects.equals(request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE), SC_SERVICE_UNAVAILABLE);
    }

    private CookieSerializer serializerFor(HttpServletRequest request) {
        return request.isSecure() ? overHttps : overHttp;
    }
}
