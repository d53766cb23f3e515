package dev.keystile.webauthn.guide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.webauthn.RelyingParty;
import dev.keystile.webauthn.authentication.AuthenticationResponse;
import dev.keystile.webauthn.authentication.PendingAuthentication;
import dev.keystile.webauthn.bytes.ByteString;
import dev.keystile.webauthn.credential.CredentialRecord;
import dev.keystile.webauthn.credential.UserEntity;
import dev.keystile.webauthn.credential.UserHandle;
import dev.keystile.webauthn.registration.PendingRegistration;
import dev.keystile.webauthn.registration.RegistrationResponse;
import dev.keystile.webauthn.testing.SoftwareAuthenticator;
import org.junit.jupiter.api.Test;

/** The example of the README. */
class ReadmeGuideTest {
    private final Browser browser =
            Browser.at("https://example.org", SoftwareAuthenticator.builder().build());
    private final UserHandle userHandle = new UserHandle(ByteString.ofUtf8("a random handle"));

    @Test
    void registersAndSignsIn() throws Exception {
        RelyingParty relyingParty = RelyingParty.builder("example.org", "Example")
                .origin("https://example.org")
                .build();

        // Registration: what was asked is kept, and is what is enforced.
        PendingRegistration asked = relyingParty.beginRegistration(new UserEntity(userHandle, "ada", "Ada Lovelace"));
        String created = browser.create(asked.optionsJson());
        CredentialRecord passkey =
                relyingParty.verify(asked, RegistrationResponse.parse(created)).credentialRecord();

        // Authentication: a record goes in, the updated one comes out, or a typed refusal is thrown.
        PendingAuthentication challenge = relyingParty.beginAuthentication();
        String answered = browser.get(challenge.optionsJson());
        passkey = relyingParty
                .verify(challenge, AuthenticationResponse.parse(answered), passkey)
                .credentialRecord();

        assertThat(passkey.userHandle()).isEqualTo(userHandle);
        assertThat(passkey.signCount()).isEqualTo(1);
    }
}
