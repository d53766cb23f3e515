package dev.keystile.server.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReturnPathTest {

    @ParameterizedTest
    @ValueSource(strings = {"/", "/account", "/account?welcome", "/a/b?c=d&e=%2F#f", "/a//b", "/@example.com", "/a:b"})
    void keepsPathsOnThisServer(String path) {
        assertThat(ReturnPath.of(path).path()).isEqualTo(path);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "account",
                "https://example.com/",
                "//example.com",
                "///example.com",
                "/\\example.com",
                "\\/example.com",
                "/\t/example.com",
                "/\n/example.com",
                "/\r\nSet-Cookie: a=b",
                "\t//example.com",
                " //example.com",
                "/account ",
                "/a\\b",
                "javascript:alert(1)",
                "data:text/html,x",
                "http:/example.com",
                "/%",
                "/ä",
                "/\u0000"
            })
    void putsTheAccountPageInPlaceOfAnythingElse(String requested) {
        assertThat(ReturnPath.of(requested).path()).isEqualTo("/account");
    }

    @Test
    void putsTheAccountPageInPlaceOfNothingAndOfTooMuch() {
        assertThat(ReturnPath.of(null).path()).isEqualTo("/account");
        assertThat(ReturnPath.of("/" + "a".repeat(1001)).path()).isEqualTo("/account");
    }

    @Test
    void cannotBeMadeOfAnotherServersAddress() {
        assertThatIllegalArgumentException().isThrownBy(() -> new ReturnPath("//example.com"));
    }
}
