package dev.keystile.webauthn.guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keystile.webauthn.RelyingParty;
import dev.keystile.webauthn.bytes.ByteString;
import dev.keystile.webauthn.credential.UserEntity;
import dev.keystile.webauthn.credential.UserHandle;
import dev.keystile.webauthn.registration.PendingRegistration;
import dev.keystile.webauthn.registration.RegistrationRefusedException;
import dev.keystile.webauthn.registration.RegistrationResponse;
import dev.keystile.webauthn.testing.SettableClock;
import dev.keystile.webauthn.testing.SoftwareAuthenticator;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The example of {@code docs/testing.md} that puts a clock forward. */
class TimeGuideTest {

    private final UserEntity ada = new UserEntity(new UserHandle(ByteString.ofUtf8("a random handle")), "ada", "Ada");
    private final Browser browser =
            Browser.at("https://shop.example", SoftwareAuthenticator.builder().build());

    @Test
    void refusesWhatTookTooLong() throws Exception {
        SettableClock clock = SettableClock.running();
        RelyingParty shop = RelyingParty.builder("shop.example", "Shop")
                .origin("https://shop.example")
                .clock(clock)
                .build();

        PendingRegistration asked = shop.beginRegistration(ada);
        RegistrationResponse response = RegistrationResponse.parse(browser.create(asked.optionsJson()));
        clock.putForward(Duration.ofMinutes(6));

        assertThatThrownBy(() -> shop.verify(asked, response))
                .isInstanceOfSatisfying(
                        RegistrationRefusedException.class,
                        refused -> assertThat(refused.failure().code()).isEqualTo("ceremony-expired"));
    }
}
