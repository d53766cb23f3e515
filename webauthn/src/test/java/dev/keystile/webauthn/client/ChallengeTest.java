package dev.keystile.webauthn.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.keystile.webauthn.bytes.ByteString;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

class ChallengeTest {

    private static final ByteString BYTES = ByteString.fromHex("000102030405060708090a0b0c0d0e0f");

    @Test
    void hasEnoughBytesAndNotTooMany() {
        assertThat(Challenge.of(BYTES).value()).isEqualTo(BYTES);
        assertThatIllegalArgumentException().isThrownBy(() -> Challenge.of(BYTES.slice(0, 15)));
        assertThatIllegalArgumentException().isThrownBy(() -> Challenge.of(ByteString.copyOf(new byte[1025])));
        assertThat(Challenge.of(ByteString.copyOf(new byte[1024])).value().length())
                .isEqualTo(1024);
    }

    @Test
    void matchesItsOwnBytesOnly() {
        Challenge challenge = Challenge.of(BYTES);

        assertThat(challenge.matches(BYTES)).isTrue();
        assertThat(challenge.matches(BYTES.slice(0, 15))).isFalse();
        assertThat(challenge.matches(ByteString.empty())).isFalse();
        assertThat(challenge.matches(BYTES.concat(ByteString.of((byte) 0)))).isFalse();
        assertThat(challenge).isEqualTo(Challenge.of(BYTES)).hasSameHashCodeAs(Challenge.of(BYTES));
        assertThat(challenge).isNotEqualTo(Challenge.random(new SecureRandom())).isNotEqualTo(BYTES);
    }

    @Test
    void showsItsLengthAlone() {
        assertThat(Challenge.of(BYTES)).hasToString("Challenge[16 bytes]");
    }
}
