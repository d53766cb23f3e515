package dev.keystile.webauthn.credential;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.webauthn.authenticator.CredentialId;
import dev.keystile.webauthn.bytes.ByteString;
import dev.keystile.webauthn.client.RpId;
import java.util.List;
import org.junit.jupiter.api.Test;

class SignalTest {

    private static final RpId RP_ID = RpId.of("example.org");
    private static final UserHandle ALEX = new UserHandle(ByteString.ofUtf8("alex"));
    private static final CredentialId ONE = new CredentialId(ByteString.fromHex("fbff"));
    private static final CredentialId TWO = new CredentialId(ByteString.fromHex("01"));

    @Test
    void tellsOfAnUnknownCredential() {
        assertThat(new Signal.UnknownCredential(RP_ID, ONE).toJson())
                .isEqualTo("{\"rpId\":\"example.org\",\"credentialId\":\"-_8\"}");
    }

    @Test
    void tellsOfAllAcceptedCredentialsInTheirOrder() {
        assertThat(new Signal.AllAcceptedCredentials(RP_ID, ALEX, List.of(ONE, TWO)).toJson())
                .isEqualTo("{\"rpId\":\"example.org\",\"userId\":\"YWxleA\","
                        + "\"allAcceptedCredentialIds\":[\"-_8\",\"AQ\"]}");
        assertThat(new Signal.AllAcceptedCredentials(RP_ID, ALEX, List.of()).toJson())
                .isEqualTo("{\"rpId\":\"example.org\",\"userId\":\"YWxleA\",\"allAcceptedCredentialIds\":[]}");
    }

    @Test
    void tellsOfTheUsersNames() {
        assertThat(new Signal.CurrentUserDetails(RP_ID, new UserEntity(ALEX, "alex", "Älex")).toJson())
                .isEqualTo(
                        "{\"rpId\":\"example.org\",\"userId\":\"YWxleA\",\"name\":\"alex\",\"displayName\":\"Älex\"}");
    }
}
