package dev.keystile.spring.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.passkeys.ceremony.BrowserBinding;
import jakarta.servlet.http.Cookie;
import java.security.SecureRandom;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class BrowserCookieTest {

    private static final String SECRET = "abcdefghijklmnopqrstuvwxyz-_0123";

    private final BrowserCookie underHttps =
            new BrowserCookie(List.of("https://example.com", "android:apk-key-hash:x"), new SecureRandom());
    private final BrowserCookie underHttp = new BrowserCookie(List.of("http://localhost:8080"), new SecureRandom());
    private final BrowserCookie underBoth =
            new BrowserCookie(List.of("https://app.localhost", "http://localhost:8080"), new SecureRandom());

    private final MockHttpServletRequest request = new MockHttpServletRequest();
    private final MockHttpServletResponse response = new MockHttpServletResponse();

    @Test
    void isHiddenFromScriptsAndFromOtherHostsUnderHttps() {
        underHttps.bind(request, response);

        assertThat(response.getHeader("Set-Cookie"))
                .matches("__Host-keystile-browser=[A-Za-z0-9_-]{32}; Path=/; Secure; HttpOnly; SameSite=Lax");
    }

    @Test
    void isHiddenFromScriptsUnderHttp() {
        underHttp.bind(request, response);

        assertThat(response.getHeader("Set-Cookie"))
                .matches("keystile-browser=[A-Za-z0-9_-]{32}; Path=/; HttpOnly; SameSite=Lax");
    }

    @Test
    void isSecureForAppsToo() {
        new BrowserCookie(List.of("android:apk-key-hash:x"), new SecureRandom()).bind(request, response);

        assertThat(response.getHeader("Set-Cookie")).startsWith("__Host-").contains("; Secure");
    }

    @Test
    void bindsToWhatItSets() {
        BrowserBinding bound = underHttp.bind(request, response);
        MockHttpServletRequest next = new MockHttpServletRequest();
        next.setCookies(response.getCookies());

        assertThat(underHttp.read(next)).isEqualTo(bound).isNotEqualTo(BrowserBinding.none());
    }

    @Test
    void isDifferentForEveryBrowser() {
        assertThat(underHttp.bind(request, response)).isNotEqualTo(underHttp.bind(request, response));
    }

    @Test
    void keepsTheOneTheBrowserHas() {
        request.setCookies(new Cookie("keystile-browser", SECRET));

        assertThat(underHttp.bind(request, response)).isEqualTo(BrowserBinding.of(SECRET));
        assertThat(response.getHeader("Set-Cookie")).isNull();
    }

    @Test
    void isNotTakenFromAnotherCookieThanTheProtectedOneUnderHttps() {
        request.setCookies(new Cookie("keystile-browser", SECRET));

        assertThat(underHttps.read(request)).isEqualTo(BrowserBinding.none());
        assertThat(underHttps.bind(request, response)).isNotEqualTo(BrowserBinding.of(SECRET));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "short", SECRET + "x", "abcdefghijklmnopqrstuvwxyz+/0123"})
    void isReplacedWhenSomebodyElseMadeItUp(String value) {
        request.setCookies(new Cookie("keystile-browser", value));

        assertThat(underHttp.read(request)).isEqualTo(BrowserBinding.none());
        underHttp.bind(request, response);
        assertThat(response.getHeader("Set-Cookie")).isNotNull();
    }

    @Test
    void followsTheRequestWhereThereAreBothKinds() {
        request.addHeader("Origin", "https://app.localhost");
        underBoth.bind(request, response);
        assertThat(response.getHeader("Set-Cookie")).startsWith("__Host-");

        MockHttpServletRequest plain = new MockHttpServletRequest();
        MockHttpServletResponse plainResponse = new MockHttpServletResponse();
        plain.addHeader("Origin", "http://localhost:8080");
        underBoth.bind(plain, plainResponse);
        assertThat(plainResponse.getHeader("Set-Cookie")).startsWith("keystile-browser=");
    }
}
