package dev.keystile.webauthn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.keystile.webauthn.authentication.AuthenticationRequest;
import dev.keystile.webauthn.bytes.ByteString;
import dev.keystile.webauthn.client.Challenge;
import dev.keystile.webauthn.client.Origin;
import dev.keystile.webauthn.client.OriginPolicy;
import dev.keystile.webauthn.client.RpId;
import dev.keystile.webauthn.cose.CoseAlgorithm;
import dev.keystile.webauthn.cose.SignatureSuite;
import dev.keystile.webauthn.credential.UserEntity;
import dev.keystile.webauthn.credential.UserHandle;
import dev.keystile.webauthn.registration.RegistrationRequest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RelyingPartyTest {

    private static final SignatureSuite SIGNATURES = SignatureSuite.platform();
    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
    private static final UserEntity USER = new UserEntity(new UserHandle(ByteString.ofUtf8("alex")), "alex", "Alex");

    private static RelyingParty.Builder builder() {
        return RelyingParty.builder("example.org", "Example").signatures(SIGNATURES);
    }

    @Test
    void expectsItsOwnOriginsInNoForeignFrame() {
        RelyingParty relyingParty = builder()
                .origin("https://example.org")
                .origin("https://login.example.org:8443")
                .build();

        assertThat(relyingParty.id()).isEqualTo(RpId.of("example.org"));
        assertThat(relyingParty.name()).isEqualTo("Example");
        assertThat(relyingParty.origins())
                .isEqualTo(OriginPolicy.of(
                        Set.of(Origin.of("https://example.org"), Origin.of("https://login.example.org:8443"))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.com",
                "https://evilexample.org",
                "https://org",
                "http://example.org",
                "https://example.org/"
            })
    void refusesOriginsWhereBrowsersRefuseItsId(String origin) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder().origin(origin))
                .withMessageContaining(origin);
    }

    @Test
    void expectsOriginsOfOtherDomainsOnlyWhenCalledRelated() {
        Origin related = Origin.of("https://example.co.uk");

        assertThat(builder().relatedOrigin(related).build().origins().origins()).containsExactly(related);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder().relatedOrigin(Origin.of("http://example.co.uk")))
                .withMessageContaining("https");
    }

    @Test
    void expectsAppsAndLocalhost() {
        Origin app = Origin.androidApp(ByteString.ofUtf8("certificate").sha256());

        assertThat(builder().origin(app).build().origins().origins()).containsExactly(app);
        assertThat(RelyingParty.builder("localhost", "Test")
                        .origin("http://localhost:8080")
                        .signatures(SIGNATURES)
                        .build()
                        .origins()
                        .origins())
                .hasSize(1);
    }

    @Test
    void needsAnOrigin() {
        assertThatIllegalArgumentException().isThrownBy(() -> builder().build()).withMessageContaining("origin");
        assertThatIllegalArgumentException().isThrownBy(() -> RelyingParty.builder("https://example.org", "Example"));
    }

    @Test
    void offersWhatItCanVerify() {
        RelyingParty relyingParty = builder().origin("https://example.org").build();

        assertThat(relyingParty.algorithms())
                .isEqualTo(SIGNATURES.recommended())
                .contains(CoseAlgorithm.ES256, CoseAlgorithm.RS256)
                .doesNotContain(CoseAlgorithm.RS1);
        assertThat(relyingParty.beginRegistration(USER).algorithms()).isEqualTo(relyingParty.algorithms());
        assertThat(relyingParty
                        .beginRegistration(RegistrationRequest.builder(USER)
                                .algorithms(List.of(CoseAlgorithm.ES512))
                                .build())
                        .algorithms())
                .containsExactly(CoseAlgorithm.ES512);
    }

    @Test
    void takesTimeAndRandomnessFromWhatIsPassedIn() {
        RelyingParty relyingParty = builder()
                .origin("https://example.org")
                .clock(Clock.fixed(NOW, ZoneOffset.UTC))
                .random(new SecureRandom() {
                    private static final long serialVersionUID = 1L;

                    @Override
                    public void nextBytes(byte[] bytes) {
                        Arrays.fill(bytes, (byte) 7);
                    }
                })
                .build();
        Challenge challenge = Challenge.of(ByteString.fromHex("07".repeat(32)));

        assertThat(relyingParty.beginRegistration(USER).challenge()).isEqualTo(challenge);
        assertThat(relyingParty.beginAuthentication().challenge()).isEqualTo(challenge);
        assertThat(relyingParty.beginAuthentication().expiresAt()).isEqualTo(NOW.plus(Duration.ofMinutes(5)));
    }

    @Test
    void takesChallengesOfTheCallers() {
        RelyingParty relyingParty = builder().origin("https://example.org").build();
        Challenge own = Challenge.random(new SecureRandom());

        assertThat(relyingParty
                        .beginRegistration(RegistrationRequest.builder(USER).build(), own)
                        .challenge())
                .isEqualTo(own);
        assertThat(relyingParty
                        .beginAuthentication(AuthenticationRequest.builder().build(), own)
                        .challenge())
                .isEqualTo(own);
    }
}
