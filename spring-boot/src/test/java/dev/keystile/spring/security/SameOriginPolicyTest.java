package dev.keystile.spring.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;

class SameOriginPolicyTest {

    private final SameOriginPolicy policy =
            new SameOriginPolicy(List.of("https://example.com", "https://login.example.com:8443"));

    private static MockHttpServletRequest post() {
        return new MockHttpServletRequest("POST", "/api/v1/authentication");
    }

    private static MockHttpServletRequest post(String header, String value) {
        MockHttpServletRequest request = post();
        request.addHeader(header, value);
        return request;
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://example.com", "https://login.example.com:8443"})
    void allowsTheRelyingPartysOwnPages(String origin) {
        assertThat(policy.allows(post("Origin", origin))).isTrue();
    }

    @Test
    void allowsWhatTheBrowserCallsSameOrigin() {
        assertThat(policy.allows(post("Sec-Fetch-Site", "same-origin"))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example",
                "https://evilexample.com",
                "https://example.com.evil.example",
                "http://example.com",
                "https://example.com:8443",
                "https://example.com/",
                "https://EXAMPLE.com",
                "https://example.com.",
                "https://user@example.com",
                "null",
                "",
                "https://login.example.com",
                "https://sub.example.com"
            })
    void refusesEveryOtherOrigin(String origin) {
        assertThat(policy.allows(post("Origin", origin))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"cross-site", "same-site", "none", "SAME-ORIGIN", "", "same-origin, same-origin"})
    void refusesEveryOtherSite(String site) {
        assertThat(policy.allows(post("Sec-Fetch-Site", site))).isFalse();
    }

    @Test
    void refusesWhenTheTwoDisagree() {
        MockHttpServletRequest foreignSite = post("Origin", "https://example.com");
        foreignSite.addHeader("Sec-Fetch-Site", "cross-site");
        MockHttpServletRequest foreignOrigin = post("Origin", "https://evil.example");
        foreignOrigin.addHeader("Sec-Fetch-Site", "same-origin");

        assertThat(policy.allows(foreignSite)).isFalse();
        assertThat(policy.allows(foreignOrigin)).isFalse();
    }

    @Test
    void refusesWhenNeitherIsSent() {
        assertThat(policy.allows(post())).isFalse();
    }

    @Test
    void refusesHeadersThatAreSentTwice() {
        MockHttpServletRequest twoOrigins = post("Origin", "https://example.com");
        twoOrigins.addHeader("Origin", "https://example.com");
        MockHttpServletRequest twoSites = post("Sec-Fetch-Site", "same-origin");
        twoSites.addHeader("Sec-Fetch-Site", "same-origin");

        assertThat(policy.allows(twoOrigins)).isFalse();
        assertThat(policy.allows(twoSites)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "PATCH", "DELETE", "post", "PROPFIND"})
    void guardsEveryMethodThatMayChangeSomething(String method) {
        assertThat(policy.allows(new MockHttpServletRequest(method, "/"))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "OPTIONS", "TRACE"})
    void leavesMethodsThatOnlyReadAlone(String method) {
        MockHttpServletRequest request = new MockHttpServletRequest(method, "/");
        request.addHeader("Sec-Fetch-Site", "cross-site");

        assertThat(policy.allows(request)).isTrue();
    }
}
