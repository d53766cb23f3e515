package dev.keystile.server.protection;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.Cookie;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.session.web.http.CookieSerializer.CookieValue;

class SessionCookieTest {

    private final SessionCookie cookie = new SessionCookie();
    private final MockHttpServletRequest request = new MockHttpServletRequest();
    private final MockHttpServletResponse response = new MockHttpServletResponse();

    @Test
    void isTiedToTheHostUnderHttps() {
        request.setSecure(true);
        cookie.writeCookieValue(new CookieValue(request, response, "id"));
        assertThat(response.getHeader("Set-Cookie"))
                .startsWith("__Host-keystile-session=")
                .contains("; Path=/", "; Secure", "; HttpOnly", "; SameSite=Lax")
                .doesNotContain("Domain", "Max-Age");
    }

    @Test
    void hasAPlainNameUnderHttpWhereThePrefixWouldBeRefused() {
        cookie.writeCookieValue(new CookieValue(request, response, "id"));
        assertThat(response.getHeader("Set-Cookie"))
                .startsWith("keystile-session=")
                .contains("; Path=/", "; HttpOnly", "; SameSite=Lax")
                .doesNotContain("Secure");
    }

    @Test
    void isNotReadUnderItsPlainNameUnderHttpsSinceAnybodyCouldHaveSetThat() {
        request.setSecure(true);
        request.setCookies(new Cookie("keystile-session", "cGxhbnRlZA=="));
        assertThat(cookie.readCookieValues(request)).isEmpty();
    }

    @Test
    void isReadAsItWasWritten() {
        String id = UUID.randomUUID().toString();
        cookie.writeCookieValue(new CookieValue(request, response, id));
        request.setCookies(response.getCookies());
        assertThat(cookie.readCookieValues(request)).containsExactly(id);
    }

    /** PostgreSQL, for one, takes no text with a zero in it. */
    @ParameterizedTest
    @ValueSource(strings = {"\u0000", "e2ab9c6c-4c40-4a4e-9d6a-8a3f3bd5a1b\u0000", "", "id", "é", "' or 1=1 --"})
    void isNotReadWhenItCannotBeASessionsId(String value) {
        request.setCookies(new Cookie("keystile-session", encoded(value)));
        assertThat(cookie.readCookieValues(request)).isEmpty();
    }

    @Test
    void isReadAFewTimesAtMostSinceEachIsLookedForInTheDatabase() {
        request.setCookies(Stream.generate(UUID::randomUUID)
                .limit(150)
                .map(id -> new Cookie("keystile-session", encoded(id.toString())))
                .toArray(Cookie[]::new));
        assertThat(cookie.readCookieValues(request)).hasSizeBetween(1, 3);
    }

    private static String encoded(String value) {
        return Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8));
    }
}
