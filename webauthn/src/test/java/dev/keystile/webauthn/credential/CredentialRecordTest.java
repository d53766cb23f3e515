package dev.keystile.webauthn.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.keystile.webauthn.attestation.AttestationFormat;
import dev.keystile.webauthn.authenticator.Aaguid;
import dev.keystile.webauthn.authenticator.CredentialId;
import dev.keystile.webauthn.bytes.ByteString;
import dev.keystile.webauthn.bytes.MalformedException;
import dev.keystile.webauthn.client.RpId;
import dev.keystile.webauthn.cose.CoseKey;
import java.security.SecureRandom;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CredentialRecordTest {

    /** The ES256 key of the specification's first test vector. */
    private static final String KEY = "pQECAyYgASFYIK_voW-XypstI-uGzLZAmNINuQhWBi6yScM6m2cvJt9hIlgg"
            + "kwpWuHovymYzSwNFir-HlxfBLMaO1zKQry4mZHlrkiA";

    private static CredentialRecord record(long signCount, boolean eligible, boolean backedUp) {
        try {
            return new CredentialRecord(
                    RpId.of("example.org"),
                    new UserHandle(ByteString.fromHex("fbff")),
                    new CredentialId(ByteString.fromHex("01020304")),
                    CoseKey.parse(ByteString.fromBase64Url(KEY)),
                    signCount,
                    true,
                    eligible,
                    backedUp,
                    new LinkedHashSet<>(List.of(AuthenticatorTransport.HYBRID, AuthenticatorTransport.INTERNAL)),
                    Aaguid.of("fa2b99dc-9e39-4257-8f92-4a30d23c4118"),
                    AttestationFormat.PACKED,
                    Discoverability.DISCOVERABLE);
        } catch (MalformedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void isWrittenDownAsOneObject() {
        assertThat(record(4_294_967_295L, true, false).toJson())
                .isEqualTo("{\"kind\":\"credential-record\",\"version\":1,\"rpId\":\"example.org\","
                        + "\"userHandle\":\"-_8\",\"id\":\"AQIDBA\",\"publicKey\":\"" + KEY + "\","
                        + "\"signCount\":4294967295,\"uvInitialized\":true,\"backupEligible\":true,"
                        + "\"backupState\":false,\"transports\":[\"hybrid\",\"internal\"],"
                        + "\"aaguid\":\"fa2b99dc-9e39-4257-8f92-4a30d23c4118\",\"attestationFormat\":\"packed\","
                        + "\"discoverability\":\"discoverable\"}");
    }

    @Test
    void isTheSameWhenReadBack() throws Exception {
        CredentialRecord record = record(7, true, true);

        assertThat(CredentialRecord.parse(record.toJson())).isEqualTo(record).hasSameHashCodeAs(record);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\u0001',
            value = {
                "\"kind\":\"credential-record\"|\"kind\":\"registration\"|kind",
                "\"version\":1|\"version\":0|version",
                "\"publicKey\":\"pQ|\"publicKey\":\"pA|publicKey",
                "yQ2|yQ3|publicKey",
                "\"signCount\":7|\"signCount\":-1|",
                "\"signCount\":7|\"signCount\":4294967296|",
                "\"signCount\":7|\"signCount\":\"7\"|signCount",
                "\"backupEligible\":true|\"backupEligible\":false|",
                "\"uvInitialized\":true,||uvInitialized",
                "\"id\":\"AQIDBA\"|\"id\":\"\"|id",
                "\"userHandle\":\"-_8\"|\"userHandle\":\"\"|userHandle",
                "\"rpId\":\"example.org\"|\"rpId\":\"Example.org\"|rpId",
                "fa2b99dc-|fa2b99dc|aaguid",
                "\"packed\"|\"\"|attestationFormat",
                "\"discoverable\"|\"yes\"|discoverability",
                "\"hybrid\"|\"\"|transports",
                "\"transports\":|\"newer\":1,\"transports\":|",
            })
    void isNotReadFromATextThatSaysSomethingElse(String from, String to, String place) {
        String json = record(7, true, true).toJson().replace("K_voW-XypstI", "yQ2-XypstI");
        String proper = from.equals("yQ2") ? json : record(7, true, true).toJson();
        assertThat(proper).contains(from);

        MalformedException malformed = catchThrowableOfType(
                MalformedException.class, () -> CredentialRecord.parse(proper.replace(from, to == null ? "" : to)));

        assertThat(malformed.place().replaceAll("@\\d+$", "")).isEqualTo(place == null ? "" : place);
    }

    @Test
    void cannotBeWhatNoCredentialIs() {
        assertThatIllegalArgumentException().isThrownBy(() -> record(-1, false, false));
        assertThatIllegalArgumentException().isThrownBy(() -> record(4_294_967_296L, false, false));
        assertThatIllegalArgumentException().isThrownBy(() -> record(0, false, true));
    }

    @Test
    void isNamedToClientsWithItsTransports() throws Exception {
        CredentialDescriptor descriptor = record(0, false, false).descriptor();

        assertThat(descriptor.toJson().toJson())
                .isEqualTo("{\"id\":\"AQIDBA\",\"type\":\"public-key\",\"transports\":[\"hybrid\",\"internal\"]}");
        assertThat(CredentialDescriptor.of(descriptor.toJson())).isEqualTo(descriptor);
    }

    @Test
    void belongsToAUserWithAHandleThatSaysNothing() {
        UserHandle one = UserHandle.random(new SecureRandom());

        assertThat(one.value().length()).isEqualTo(32);
        assertThat(one).isNotEqualTo(UserHandle.random(new SecureRandom()));
        assertThat(new UserHandle(ByteString.copyOf(new byte[64]))).isNotNull();
        assertThatIllegalArgumentException().isThrownBy(() -> new UserHandle(ByteString.copyOf(new byte[65])));
        assertThatIllegalArgumentException().isThrownBy(() -> new UserHandle(ByteString.empty()));
        assertThatIllegalArgumentException().isThrownBy(() -> new UserEntity(one, "", "Alex"));
        assertThat(new UserEntity(one, "alex", "").displayName()).isEmpty();
    }

    @Test
    void isNotChangedThroughItsParts() {
        Set<AuthenticatorTransport> transports = new LinkedHashSet<>(Set.of(AuthenticatorTransport.USB));
        CredentialDescriptor descriptor =
                new CredentialDescriptor(new CredentialId(ByteString.of((byte) 1)), transports);

        transports.clear();

        assertThat(descriptor.transports()).containsExactly(AuthenticatorTransport.USB);
    }
}
