package dev.keystile.webauthn.guide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.webauthn.RelyingParty;
import dev.keystile.webauthn.authentication.AuthenticationRefusedException;
import dev.keystile.webauthn.authentication.AuthenticationResponse;
import dev.keystile.webauthn.authentication.PendingAuthentication;
import dev.keystile.webauthn.authenticator.CredentialId;
import dev.keystile.webauthn.bytes.ByteString;
import dev.keystile.webauthn.bytes.MalformedException;
import dev.keystile.webauthn.client.RpId;
import dev.keystile.webauthn.credential.CredentialRecord;
import dev.keystile.webauthn.credential.Signal;
import dev.keystile.webauthn.credential.UserEntity;
import dev.keystile.webauthn.credential.UserHandle;
import dev.keystile.webauthn.registration.PendingRegistration;
import dev.keystile.webauthn.registration.RegistrationResponse;
import dev.keystile.webauthn.testing.SignatureFault;
import dev.keystile.webauthn.testing.SoftwareAuthenticator;
import dev.keystile.webauthn.testing.WebAuthnClient;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The examples of {@code docs/library/failures.md}. */
class FailuresGuideTest {
    private final RelyingParty relyingParty = GettingStartedGuideTest.relyingParty();
    private final List<String> log = new ArrayList<>();

    String answer(PendingAuthentication pending, String response, CredentialRecord record) {
        try {
            relyingParty.verify(pending, AuthenticationResponse.parse(response), record);
            return "welcome";
        } catch (MalformedException e) {
            log.add(e.getMessage());
            return "Your browser sent something that we cannot read. Try again.";
        } catch (AuthenticationRefusedException e) {
            log.add(e.failure().code() + ": " + e.failure().message());
            return switch (e.failure().code()) {
                case "ceremony-expired" -> "That took too long. Try again.";
                case "user-not-verified" -> "Set up a screen lock or a PIN, then try again.";
                default -> "That passkey could not be used. Try another one.";
            };
        }
    }

    @Test
    void tellsPeopleLessThanTheLog() throws Exception {
        WebAuthnClient browser = WebAuthnClient.at("https://example.org");
        SoftwareAuthenticator authenticator = SoftwareAuthenticator.builder().build();
        PendingRegistration asked = relyingParty.beginRegistration(
                new UserEntity(new UserHandle(ByteString.ofUtf8("a random handle")), "ada", "Ada"));
        CredentialRecord record = relyingParty
                .verify(asked, RegistrationResponse.parse(browser.create(asked.optionsJson(), authenticator)))
                .credentialRecord();

        PendingAuthentication pending = relyingParty.beginAuthentication();
        String forged = browser.get(pending.optionsJson(), authenticator, SignatureFault.byStranger());
        assertThat(answer(pending, forged, record)).isEqualTo("That passkey could not be used. Try another one.");
        assertThat(answer(pending, "{}", record)).startsWith("Your browser sent something");
        String proper = browser.get(pending.optionsJson(), authenticator);
        assertThat(answer(pending, proper, record)).isEqualTo("welcome");
        assertThat(log).hasSize(2);
        assertThat(log.get(0)).startsWith("signature-invalid: ");
        assertThat(log.get(1)).startsWith("Malformed ");
    }

    @Test
    void tellsAuthenticatorsWhatIsGone() {
        CredentialId credentialId = new CredentialId(ByteString.fromHex("00112233"));

        String forPage = new Signal.UnknownCredential(RpId.of("example.org"), credentialId).toJson();

        assertThat(forPage).isEqualTo("{\"rpId\":\"example.org\",\"credentialId\":\"ABEiMw\"}");
    }
}
