package dev.keystile.server.protection;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.Cookie;
import org.junit.jupiter.api.Test;
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
}
