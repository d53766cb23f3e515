package dev.keystile.webauthn.authenticator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.keystile.webauthn.bytes.ByteString;
import dev.keystile.webauthn.bytes.MalformedException;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuthenticatorValuesTest {

    private static final String HEADER = "00".repeat(32) + "05" + "ffffffff";

    @ParameterizedTest
    @CsvSource({"00, ''", "01, UP", "05, UP UV", "1d, UP UV BE BS", "45, UP UV AT", "ff, UP RFU1 UV BE BS RFU2 AT ED"})
    void nameTheirFlags(String hex, String names) {
        assertThat(new AuthenticatorFlags((byte) Integer.parseInt(hex, 16))).hasToString(names);
    }

    @Test
    void countUpTo32Bits() throws Exception {
        AuthenticatorData data = AuthenticatorData.parse(ByteString.fromHex(HEADER));

        assertThat(data.signCount()).isEqualTo(4_294_967_295L);
        assertThat(data.rpIdHash()).isEqualTo(ByteString.fromHex("00".repeat(32)));
        assertThat(data.attestedCredentialData()).isEmpty();
        assertThat(data.extensions().isEmpty()).isTrue();
        assertThat(data.encoded()).isEqualTo(ByteString.fromHex(HEADER));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 32, 33, 36})
    void areNotReadWhenShort(int length) {
        ByteString shortened = ByteString.fromHex(HEADER).slice(0, length);

        assertThatExceptionOfType(MalformedException.class)
                .isThrownBy(() -> AuthenticatorData.parse(shortened))
                .withMessageContaining("has " + length + " bytes");
    }

    @Test
    void readTheModelInItsUsualForm() {
        Aaguid aaguid = Aaguid.of("fa2b99dc-9e39-4257-8f92-4a30d23c4118");

        assertThat(aaguid.value()).isEqualTo(ByteString.fromHex("fa2b99dc9e3942578f924a30d23c4118"));
        assertThat(aaguid).hasToString("fa2b99dc-9e39-4257-8f92-4a30d23c4118");
        assertThat(aaguid.toUuid()).isEqualTo(UUID.fromString(aaguid.toString()));
        assertThat(aaguid.isZero()).isFalse();
        assertThat(Aaguid.of("00000000-0000-0000-0000-000000000000")).isEqualTo(Aaguid.ZERO);
        assertThat(Aaguid.ZERO.isZero()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "1-2-3-4-5", "fa2b99dc9e3942578f924a30d23c4118", "fa2b99dc-9e39-4257-8f92-4a30d23c411g"})
    void readNoOtherModel(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Aaguid.of(text));
    }

    @Test
    void areOfTheirLengths() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Aaguid(ByteString.copyOf(new byte[15])));
        assertThatIllegalArgumentException().isThrownBy(() -> new CredentialId(ByteString.empty()));
        assertThatIllegalArgumentException().isThrownBy(() -> new CredentialId(ByteString.copyOf(new byte[1024])));
        assertThat(new CredentialId(ByteString.fromHex("fbff"))).hasToString("-_8");
    }
}
