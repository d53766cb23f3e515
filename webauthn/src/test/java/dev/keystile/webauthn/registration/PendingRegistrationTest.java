package dev.keystile.webauthn.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.keystile.webauthn.RelyingParty;
import dev.keystile.webauthn.attestation.AttestationConveyance;
import dev.keystile.webauthn.attestation.AttestationFormat;
import dev.keystile.webauthn.attestation.AttestationPolicy;
import dev.keystile.webauthn.authenticator.AuthenticatorAttachment;
import dev.keystile.webauthn.authenticator.CredentialId;
import dev.keystile.webauthn.authenticator.UserVerification;
import dev.keystile.webauthn.bytes.ByteString;
import dev.keystile.webauthn.bytes.MalformedException;
import dev.keystile.webauthn.client.Challenge;
import dev.keystile.webauthn.client.Hint;
import dev.keystile.webauthn.client.Origin;
import dev.keystile.webauthn.cose.CoseAlgorithm;
import dev.keystile.webauthn.credential.AuthenticatorTransport;
import dev.keystile.webauthn.credential.CredentialDescriptor;
import dev.keystile.webauthn.credential.UserEntity;
import dev.keystile.webauthn.credential.UserHandle;
import dev.keystile.webauthn.extension.CredentialProtection;
import dev.keystile.webauthn.extension.PrfValues;
import dev.keystile.webauthn.extension.RegistrationExtensions;
import dev.keystile.webauthn.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The options for the client exactly as L3 has them, and the ceremony as text that only this library's own reading takes. */
class PendingRegistrationTest {

    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00.123456Z");
    private static final UserEntity USER =
            new UserEntity(new UserHandle(ByteString.fromHex("fbff")), "alex@example.org", "Alex </script>");
    private static final Challenge CHALLENGE = Challenge.of(ByteString.fromHex("00".repeat(31) + "ff"));

    private final RelyingParty relyingParty = RelyingParty.builder("example.org", "Example")
            .origin("https://example.org")
            .clock(Clock.fixed(NOW, ZoneOffset.UTC))
            .build();

    private PendingRegistration plain() {
        return relyingParty.beginRegistration(
                RegistrationRequest.builder(USER)
                        .algorithms(List.of(CoseAlgorithm.ES256, CoseAlgorithm.RS256))
                        .build(),
                CHALLENGE);
    }

    private PendingRegistration full() {
        CredentialDescriptor key = new CredentialDescriptor(
                new CredentialId(ByteString.fromHex("01020304")),
                new LinkedHashSet<>(List.of(AuthenticatorTransport.USB, new AuthenticatorTransport("warp"))));
        CredentialDescriptor passkey = new CredentialDescriptor(new CredentialId(ByteString.fromHex("05")));
        return relyingParty.beginRegistration(
                RegistrationRequest.builder(USER)
                        .algorithms(List.of(CoseAlgorithm.ES256))
                        .excludeCredentials(List.of(key, passkey))
                        .residentKey(ResidentKey.PREFERRED)
                        .userVerification(UserVerification.DISCOURAGED)
                        .attachment(AuthenticatorAttachment.CROSS_PLATFORM)
                        .unreportedAttachmentAccepted(true)
                        .attestation(AttestationConveyance.ENTERPRISE)
                        .attestationFormats(List.of(AttestationFormat.PACKED, AttestationFormat.TPM))
                        .attestationPolicy(AttestationPolicy.verified()
                                .withFormats(Set.of(AttestationFormat.PACKED))
                                .withoutRootInPath())
                        .hints(List.of(Hint.SECURITY_KEY, Hint.HYBRID))
                        .extensions(RegistrationExtensions.builder()
                                .credProps()
                                .prf(new PrfValues(ByteString.fromHex("00"), ByteString.fromHex("01")))
                                .largeBlob(true)
                                .credProtect(CredentialProtection.USER_VERIFICATION_REQUIRED, true)
                                .minPinLength()
                                .credBlob(ByteString.fromHex("0203"))
                                .uvm()
                                .appidExclude("https://example.org/u2f.json")
                                .build())
                        .conditional(true)
                        .origins(relyingParty.origins().embeddedIn(Set.of(Origin.of("https://shop.example.com"))))
                        .timeout(Duration.ofSeconds(90))
                        .build(),
                CHALLENGE);
    }

    @Test
    void asksForAPasskeyByDefault() {
        assertThat(plain().optionsJson()).isEqualTo("""
                        {"rp":{"id":"example.org","name":"Example"},\
                        "user":{"id":"-_8","name":"alex@example.org","displayName":"Alex \\u003c/script\\u003e"},\
                        "challenge":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAP8",\
                        "pubKeyCredParams":[{"type":"public-key","alg":-7},{"type":"public-key","alg":-257}],\
                        "timeout":300000,"excludeCredentials":[],\
                        "authenticatorSelection":{"residentKey":"required","requireResidentKey":true,\
                        "userVerification":"required"},\
                        "hints":[],"attestation":"none","attestationFormats":[],"extensions":{"credProps":true}}""");
    }

    @Test
    void asksForEverythingThatOptionsCanSay() {
        assertThat(full().optionsJson()).isEqualTo("""
                        {"rp":{"id":"example.org","name":"Example"},\
                        "user":{"id":"-_8","name":"alex@example.org","displayName":"Alex \\u003c/script\\u003e"},\
                        "challenge":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAP8",\
                        "pubKeyCredParams":[{"type":"public-key","alg":-7}],"timeout":90000,\
                        "excludeCredentials":[{"id":"AQIDBA","type":"public-key","transports":["usb","warp"]},\
                        {"id":"BQ","type":"public-key"}],\
                        "authenticatorSelection":{"authenticatorAttachment":"cross-platform",\
                        "residentKey":"preferred","requireResidentKey":false,"userVerification":"discouraged"},\
                        "hints":["security-key","hybrid"],"attestation":"enterprise",\
                        "attestationFormats":["packed","tpm"],\
                        "extensions":{"credProps":true,"prf":{"eval":{"first":"AA","second":"AQ"}},\
                        "largeBlob":{"support":"required"},\
                        "credentialProtectionPolicy":"userVerificationRequired",\
                        "enforceCredentialProtectionPolicy":true,"minPinLength":true,"credBlob":"AgM","uvm":true,\
                        "appidExclude":"https://example.org/u2f.json"}}""");
    }

    @Test
    void isTheSameWhenReadBack() throws Exception {
        for (PendingRegistration pending : List.of(plain(), full())) {
            PendingRegistration read = PendingRegistration.parse(pending.toJson());

            assertThat(read).isEqualTo(pending);
            assertThat(read.optionsJson()).isEqualTo(pending.optionsJson());
            assertThat(read.toJson()).isEqualTo(pending.toJson());
        }
    }

    @Test
    void expiresWhenTheClientWasToldSo() {
        assertThat(plain().expiresAt()).isEqualTo("2026-06-01T12:05:00.123Z");
        assertThat(full().expiresAt()).isEqualTo("2026-06-01T12:01:30.123Z");
    }

    @Test
    void hasAFreshChallengeOf32Bytes() {
        Set<ByteString> challenges = new LinkedHashSet<>();
        for (int i = 0; i < 100; i++) {
            challenges.add(relyingParty.beginRegistration(USER).challenge().value());
        }

        assertThat(challenges).hasSize(100).allMatch(challenge -> challenge.length() == 32);
    }

    @Test
    void asksForPreferredUserVerificationInAConditionalCreate() {
        RegistrationRequest.Builder conditional =
                RegistrationRequest.builder(USER).conditional(true);

        assertThat(conditional.build().userVerification()).isEqualTo(UserVerification.PREFERRED);
        assertThat(conditional
                        .userVerification(UserVerification.REQUIRED)
                        .build()
                        .userVerification())
                .isEqualTo(UserVerification.REQUIRED);
    }

    @ParameterizedTest
    @EnumSource
    void asksForTheUserVerificationThatItWasToldInAConditionalCreate(UserVerification told) {
        PendingRegistration pending = relyingParty.beginRegistration(RegistrationRequest.builder(USER)
                .conditional(true)
                .userVerification(told)
                .build());

        assertThat(pending.optionsJson()).contains("\"userVerification\":\"" + told.value() + "\"");
    }

    /** The text of a member's path replaced, or the member removed for {@code null}. */
    private String damaged(String from, String to) {
        String json = full().toJson();
        assertThat(json).contains(from);
        return json.replace(from, to);
    }

    private static MalformedException malformed(String text) {
        MalformedException malformed =
                catchThrowableOfType(MalformedException.class, () -> PendingRegistration.parse(text));
        assertThat(malformed).as("the text was accepted").isNotNull();
        return malformed;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\u0001',
            value = {
                "\"kind\":\"registration\"|\"kind\":\"authentication\"|kind",
                "\"kind\":\"registration\",||kind",
                "\"version\":1|\"version\":2|version",
                "\"version\":1|\"version\":\"1\"|version",
                "\"id\":\"-_8\",||options.user.id",
                "\"id\":\"-_8\"|\"id\":42|options.user.id",
                "\"id\":\"-_8\"|\"id\":null|options.user.id",
                "\"id\":\"-_8\"|\"id\":{}|options.user.id",
                "\"id\":\"-_8\"|\"id\":\"\"|user.id",
                "\"name\":\"alex@example.org\",||options.user.name",
                "\"name\":\"alex@example.org\"|\"name\":42|options.user.name",
                "\"name\":\"alex@example.org\"|\"name\":null|options.user.name",
                "\"name\":\"alex@example.org\"|\"name\":{}|options.user.name",
                "\"name\":\"alex@example.org\"|\"name\":\"\"|user.name",
                ",\"displayName\":\"Alex \\u003c/script\\u003e\"||options.user.displayName",
                "\"displayName\":\"Alex \\u003c/script\\u003e\"|\"displayName\":42|options.user.displayName",
                "\"displayName\":\"Alex \\u003c/script\\u003e\"|\"displayName\":null|options.user.displayName",
                "\"displayName\":\"Alex \\u003c/script\\u003e\"|\"displayName\":{}|options.user.displayName",
                "\"displayName\":\"Alex|\"x\":\"Alex|user",
                "\"user\":{|\"usr\":{|options",
                "\"user\":{\"id\":\"-_8\",\"name\":\"alex@example.org\",\"displayName\":\"Alex \\u003c/script\\u003e\"},||options.user",
                "\"challenge\":\"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAP8\",||options.challenge",
                "\"challenge\":\"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAP8\"|\"challenge\":42|options.challenge",
                "\"challenge\":\"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAP8\"|\"challenge\":{}|options.challenge",
                "\"challenge\":\"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAP8\"|\"challenge\":\"AAAA\"|options.challenge",
                "\"userVerification\":\"discouraged\"|\"userVerification\":\"whatever\"|userVerification",
                "\"userVerification\":\"discouraged\"|\"userVerification\":null|options.authenticatorSelection.userVerification",
                ",\"userVerification\":\"discouraged\"||options.authenticatorSelection.userVerification",
                "\"alg\":-7|\"alg\":\"ES256\"|options.pubKeyCredParams[0].alg",
                "[{\"type\":\"public-key\",\"alg\":-7}]|[]|",
                "\"timeout\":90000|\"timeout\":0|",
                "\"timeout\":90000|\"timeout\":1e3|options.timeout",
                "\"timeout\":90000|\"timeout\":9223372036854775807|",
                "\"id\":\"example.org\"|\"id\":\"https://example.org\"|id",
                "\"id\":\"example.org\"|\"id\":\"example.org\",\"newer\":1|options.rp",
                "\"crossOrigin\":true|\"crossOrigin\":false|",
                "\"crossOrigin\":true|\"crossOrigin\":1|origins.crossOrigin",
                "\"origins\":[\"https://example.org\"]|\"origins\":[]|",
                "\"origins\":[\"https://example.org\"]|\"origins\":[\"example.org\"]|origins",
                "\"trust\":\"verified\"|\"trust\":\"all\"|trust",
                "\"conditional\":true|\"conditional\":\"true\"|conditional",
                "\"conditional\":true|\"conditional\":true,\"newer\":1|",
                "\"rootInPath\":false|\"rootInPath\":false,\"newer\":1|",
                "\"crossOrigin\":true|\"crossOrigin\":true,\"newer\":1|",
                "\"hints\":[|\"newer\":1,\"hints\":[|options",
                "\"user\":{|\"user\":{\"newer\":1,|user",
                "\"alg\":-7|\"alg\":-7,\"newer\":1|pubKeyCredParams",
                "\"type\":\"public-key\",\"alg\":-7|\"type\":\"password\",\"alg\":-7|type",
                "\"residentKey\":\"preferred\"|\"residentKey\":\"preferred\",\"newer\":1|authenticatorSelection",
                "\"requireResidentKey\":false|\"requireResidentKey\":0|options.authenticatorSelection.requireResidentKey",
            })
    void isNotReadFromATextThatSaysSomethingElse(String from, String to, String place) {
        String received = malformed(damaged(from, to == null ? "" : to)).place();

        assertThat(received.replaceAll("@\\d+$", "")).isEqualTo(place == null ? "" : place);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "42", "[]", "{}", "{\"kind\":\"registration\"}", "not JSON"})
    void isNotReadFromOtherText(String text) {
        assertThat(malformed(text)).isNotNull();
    }

    @Test
    void isNotReadFromAPendingAuthentication() {
        assertThat(malformed(relyingParty.beginAuthentication().toJson()).place())
                .isEqualTo("kind");
    }

    @Test
    void isNotReadFromAPartOfItsText() {
        String json = full().toJson();

        for (int length = 0; length < json.length(); length++) {
            assertThat(malformed(json.substring(0, length))).isNotNull();
        }
    }

    @Test
    void refusesTimeoutsOutsideItsRange() {
        RegistrationRequest.Builder request = RegistrationRequest.builder(USER);

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
            assertThat(RegistrationRequest.builder(USER)
                            .timeout(timeout)
                            .build()
                            .timeout())
                    .isEqualTo(timeout);
        }
    }

    @Test
    void keepsTheChallengeOutOfItsToString() {
        assertThat(full().toString())
                .doesNotContain(CHALLENGE.value().toBase64Url())
                .contains("example.org");
    }

    @Test
    void leavesOutAnAttachmentNobodyAskedFor() throws Exception {
        JsonObject options = JsonObject.parse(plain().optionsJson());

        assertThat(options.requiredObject("authenticatorSelection").has("authenticatorAttachment"))
                .isFalse();
    }
}
