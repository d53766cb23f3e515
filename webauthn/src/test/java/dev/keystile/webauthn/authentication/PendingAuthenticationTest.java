package dev.keystile.webauthn.authentication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.keystile.webauthn.RelyingParty;
import dev.keystile.webauthn.authenticator.CredentialId;
import dev.keystile.webauthn.authenticator.UserVerification;
import dev.keystile.webauthn.bytes.ByteString;
import dev.keystile.webauthn.bytes.MalformedException;
import dev.keystile.webauthn.client.Challenge;
import dev.keystile.webauthn.client.Hint;
import dev.keystile.webauthn.client.Origin;
import dev.keystile.webauthn.credential.AuthenticatorTransport;
import dev.keystile.webauthn.credential.CredentialDescriptor;
import dev.keystile.webauthn.credential.UserEntity;
import dev.keystile.webauthn.credential.UserHandle;
import dev.keystile.webauthn.extension.AuthenticationExtensions;
import dev.keystile.webauthn.extension.PrfValues;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The options for the client exactly as L3 has them, and the ceremony as text that only this library's own reading takes. */
class PendingAuthenticationTest {

    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00.123456Z");
    private static final Challenge CHALLENGE = Challenge.of(ByteString.fromHex("00".repeat(31) + "ff"));
    private static final UserHandle ALEX = new UserHandle(ByteString.fromHex("fbff"));

    private final RelyingParty relyingParty = RelyingParty.builder("example.org", "Example")
            .origin("https://example.org")
            .clock(Clock.fixed(NOW, ZoneOffset.UTC))
            .build();

    private PendingAuthentication plain() {
        return relyingParty.beginAuthentication(AuthenticationRequest.builder().build(), CHALLENGE);
    }

    private PendingAuthentication full() {
        CredentialId key = new CredentialId(ByteString.fromHex("01020304"));
        return relyingParty.beginAuthentication(
                AuthenticationRequest.builder()
                        .user(ALEX)
                        .allowCredentials(List.of(
                                new CredentialDescriptor(key, Set.of(AuthenticatorTransport.USB)),
                                new CredentialDescriptor(new CredentialId(ByteString.fromHex("05")))))
                        .userVerification(UserVerification.DISCOURAGED)
                        .hints(List.of(Hint.CLIENT_DEVICE))
                        .extensions(AuthenticationExtensions.builder()
                                .appid("https://example.org/u2f.json")
                                .prf(Map.of(key, new PrfValues(ByteString.fromHex("00"))))
                                .readLargeBlob()
                                .getCredBlob()
                                .uvm()
                                .build())
                        .signCountPolicy(SignCountPolicy.REJECT_DEVICE_BOUND)
                        .backupEligibilityPolicy(BackupEligibilityPolicy.ALLOW_UPGRADE)
                        .attestedCredentialAccepted(true)
                        .initializesUserVerification(true)
                        .origins(relyingParty.origins().embeddedIn(Set.of(Origin.of("https://shop.example.com"))))
                        .timeout(Duration.ofSeconds(90))
                        .build(),
                CHALLENGE);
    }

    @Test
    void asksForNobodyInParticularByDefault() {
        assertThat(plain().optionsJson()).isEqualTo("""
                        {"challenge":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAP8","timeout":300000,\
                        "rpId":"example.org","allowCredentials":[],"userVerification":"required","hints":[],\
                        "extensions":{}}""");
    }

    @Test
    void asksForEverythingThatOptionsCanSay() {
        assertThat(full().optionsJson()).isEqualTo("""
                        {"challenge":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAP8","timeout":90000,\
                        "rpId":"example.org","allowCredentials":[\
                        {"id":"AQIDBA","type":"public-key","transports":["usb"]},{"id":"BQ","type":"public-key"}],\
                        "userVerification":"discouraged","hints":["client-device"],\
                        "extensions":{"appid":"https://example.org/u2f.json",\
                        "prf":{"evalByCredential":{"AQIDBA":{"first":"AA"}}},\
                        "largeBlob":{"read":true},"getCredBlob":true,"uvm":true}}""");
    }

    @Test
    void hasAFreshChallengeOf32Bytes() {
        Set<ByteString> challenges = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            challenges.add(relyingParty.beginAuthentication().challenge().value());
        }

        assertThat(challenges).hasSize(100).allMatch(challenge -> challenge.length() == 32);
    }

    @Test
    void tellsTheClientNothingOfTheUser() {
        assertThat(full().optionsJson()).doesNotContain(ALEX.toBase64Url());
        assertThat(full().toJson()).contains(ALEX.toBase64Url());
    }

    @Test
    void isTheSameWhenReadBack() throws Exception {
        for (PendingAuthentication pending : List.of(plain(), full())) {
            PendingAuthentication read = PendingAuthentication.parse(pending.toJson());

            assertThat(read).isEqualTo(pending);
            assertThat(read.optionsJson()).isEqualTo(pending.optionsJson());
            assertThat(read.toJson()).isEqualTo(pending.toJson());
        }
    }

    private static MalformedException malformed(String text) {
        MalformedException malformed =
                catchThrowableOfType(MalformedException.class, () -> PendingAuthentication.parse(text));
        assertThat(malformed).as("the text was accepted").isNotNull();
        return malformed;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\u0001',
            value = {
                "\"kind\":\"authentication\"|\"kind\":\"registration\"|kind",
                "\"version\":1|\"version\":2|version",
                "\"challenge\":\"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAP8\",||options.challenge",
                "\"challenge\":\"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAP8\"|\"challenge\":42|options.challenge",
                "\"challenge\":\"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAP8\"|\"challenge\":{}|options.challenge",
                "\"user\":\"-_8\"|\"user\":null|user",
                "\"user\":\"-_8\"|\"user\":\"\"|user",
                "\"user\":\"-_8\"|\"usr\":\"-_8\"|",
                "\"signCountPolicy\":\"reject-device-bound\"|\"signCountPolicy\":\"none\"|signCountPolicy",
                "\"signCountPolicy\":\"reject-device-bound\",||signCountPolicy",
                "\"backupEligibilityPolicy\":\"allow-upgrade\"|\"backupEligibilityPolicy\":\"any\"|backupEligibilityPolicy",
                "\"attestedCredentialAccepted\":true|\"attestedCredentialAccepted\":1|attestedCredentialAccepted",
                "\"initializesUserVerification\":true|\"initializesUserVerification\":\"yes\"|initializesUserVerification",
                "\"userVerification\":\"discouraged\"|\"userVerification\":\"\"|userVerification",
                "\"id\":\"AQIDBA\"|\"id\":\"\"|id",
                "\"id\":\"AQIDBA\"|\"id\":\"AQIDBA==\"|options.allowCredentials[0].id",
                "\"rpId\":\"example.org\"|\"rpId\":\"Example.org\"|rpId",
                "\"rpId\":\"example.org\"|\"rpId\":\"example.org\",\"newer\":1|options",
                "\"transports\":[\"usb\"]|\"transports\":[\"\"]|transports",
                "\"expiresAt\":|\"expiresAt\":\"x\",\"x\":|",
            })
    void isNotReadFromATextThatSaysSomethingElse(String from, String to, String place) {
        String json = full().toJson();
        assertThat(json).contains(from);

        String received = malformed(json.replace(from, to == null ? "" : to)).place();
        assertThat(received.replaceAll("@\\d+$", "")).isEqualTo(place == null ? "" : place);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "42", "[]", "{}", "{\"kind\":\"authentication\"}", "not JSON"})
    void isNotReadFromOtherText(String text) {
        assertThat(malformed(text)).isNotNull();
    }

    @Test
    void isNotReadFromAPendingRegistration() {
        UserEntity user = new UserEntity(ALEX, "alex", "Alex");

        assertThat(malformed(relyingParty.beginRegistration(user).toJson()).place())
                .isEqualTo("kind");
    }

    @Test
    void refusesTimeoutsOutsideItsRange() {
        AuthenticationRequest.Builder request = AuthenticationRequest.builder();

        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        request.timeout(Duration.ofMillis(1).minusNanos(1)).build());
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> request.timeout(Duration.ofDays(1).plusNanos(1)).build());
    }

    @Test
    void takesTimeoutsUpToTheEndsOfItsRange() {
        for (Duration timeout : List.of(Duration.ofMillis(1), Duration.ofDays(1))) {
            assertThat(AuthenticationRequest.builder().timeout(timeout).build().timeout())
                    .isEqualTo(timeout);
        }
    }

    @Test
    void keepsTheChallengeOutOfItsToString() {
        assertThat(full().toString()).doesNotContain(CHALLENGE.value().toBase64Url());
    }
}
