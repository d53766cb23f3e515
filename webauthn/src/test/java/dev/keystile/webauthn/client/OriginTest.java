package dev.keystile.webauthn.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.keystile.webauthn.bytes.ByteString;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OriginTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.org",
                "https://login.example.org:8443",
                "https://xn--exmple-cua.org",
                "http://localhost",
                "http://localhost:8080",
                "https://192.0.2.1",
                "https://[2001:db8::1]:8443",
                "android:apk-key-hash:gx7sq_pxhxhrIQdLyfG0pxKwiJ7hOk2DJQ4xvKd438Q",
                "ios:bundle-id:org.example.app",
                "chrome-extension://abcdefghijklmnopabcdefghijklmnop"
            })
    void isWhatClientsSend(String text) {
        assertThat(Origin.of(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "example.org",
                "https://",
                "https://example.org/",
                "https://example.org/path",
                "https://example.org?query",
                "https://example.org#fragment",
                "https://example.org:443",
                "http://localhost:80",
                "https://example.org:",
                "https://example.org:0",
                "https://example.org:08443",
                "https://example.org:65536",
                "https://example.org:abc",
                "https://example.org:99999999999",
                "https://EXAMPLE.org",
                "https://exämple.org",
                "https://example..org",
                "https://example.org.",
                "https://-example.org",
                "https://example-.org",
                "https://ex_ample.org",
                "https://user@example.org",
                "https://user:password@example.org",
                "https:///example.org",
                "https:/example.org",
                "https:example.org",
                "http:localhost:8080",
                "https://1.2.3",
                "https://1.2.3.256",
                "https://01.2.3.4",
                "https://[2001:db8::1",
                "https://[g::1]",
                "https://[1]",
                "Https://example.org",
                " https://example.org",
                "https://example.org ",
                "null",
                ":text",
                "scheme:",
                "Scheme:text",
                "scheme:with space",
                "android:apk-key-hash:",
                "android:apk-key-hash:gx7sq_pxhxhrIQdLyfG0pxKwiJ7hOk2DJQ4xvKd438",
                "android:apk-key-hash:gx7sq/pxhxhrIQdLyfG0pxKwiJ7hOk2DJQ4xvKd438Q",
                "android:apk-key-hash:gx7sq_pxhxhrIQdLyfG0pxKwiJ7hOk2DJQ4xvKd438Q=",
                "android:com.example"
            })
    void isNothingElse(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Origin.of(text)).withMessageContaining("'" + text + "'");
    }

    @Test
    void isOfLimitedLength() {
        assertThatIllegalArgumentException().isThrownBy(() -> Origin.of("app:" + "a".repeat(1021)));
    }

    @Test
    void isAnAndroidApps() {
        ByteString certificate = ByteString.ofUtf8("certificate").sha256();

        assertThat(Origin.androidApp(certificate).value())
                .isEqualTo("android:apk-key-hash:" + certificate.toBase64Url());
        assertThat(Origin.androidApp(certificate).host()).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> Origin.androidApp(ByteString.of((byte) 1)));
    }

    @ParameterizedTest
    @CsvSource({
        "https://example.org, example.org",
        "https://example.org:8443, example.org",
        "https://[2001:db8::1]:8443, [2001:db8::1]",
        "http://localhost:8080, localhost"
    })
    void hasAHost(String text, String host) {
        assertThat(Origin.of(text).host()).isEqualTo(Optional.of(host));
    }

    @ParameterizedTest
    @CsvSource({
        "https://example.org, true",
        "http://example.org, false",
        "http://localhost:8080, true",
        "http://app.localhost, true",
        "http://127.0.0.1:8080, true",
        "http://[::1]:8080, true",
        "http://localhost.example.org, false",
        "http://128.0.0.1, false",
        "ios:bundle-id:org.example, true"
    })
    void isWhereBrowsersOfferWebAuthn(String text, boolean secure) {
        assertThat(Origin.of(text).isSecureContext()).isEqualTo(secure);
    }

    @ParameterizedTest
    @CsvSource({
        "example.org, https://example.org, true",
        "example.org, https://login.example.org:8443, true",
        "example.org, https://evilexample.org, false",
        "example.org, https://example.org.evil.com, false",
        "login.example.org, https://example.org, false",
        "localhost, http://localhost:8080, true",
        "example.org, ios:bundle-id:example.org, false"
    })
    void isCoveredByItsRpId(String rpId, String origin, boolean covered) {
        assertThat(RpId.of(rpId).covers(Origin.of(origin))).isEqualTo(covered);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Example.org",
                "example.org.",
                ".example.org",
                "https://example.org",
                "example.org:443",
                "example.org/",
                "192.0.2.1",
                "[::1]",
                "exämple.org",
                "ex ample.org",
                "a..b"
            })
    void hasNoRpIdOfAnotherForm(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> RpId.of(text));
    }

    @Test
    void hasAnRpIdWithAHash() {
        assertThat(RpId.of("example.org").hash())
                .isEqualTo(ByteString.ofUtf8("example.org").sha256());
        assertThat(RpId.of("a".repeat(63) + ".org")).isNotEqualTo(RpId.of("example.org"));
        assertThatIllegalArgumentException().isThrownBy(() -> RpId.of("a".repeat(64) + ".org"));
    }

    @Test
    void isOneOfAPolicys() {
        Origin one = Origin.of("https://example.org");
        OriginPolicy policy = OriginPolicy.of(Set.of(one, Origin.of("https://example.com")));

        assertThat(policy.only(one).origins()).containsExactly(one);
        assertThatIllegalArgumentException().isThrownBy(() -> policy.only(Origin.of("https://example.net")));
        assertThatIllegalArgumentException().isThrownBy(() -> OriginPolicy.of(Set.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> new OriginPolicy(Set.of(one), false, Set.of(one)));
    }
}
