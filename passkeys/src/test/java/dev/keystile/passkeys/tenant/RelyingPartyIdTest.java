package dev.keystile.passkeys.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RelyingPartyIdTest {

    @ParameterizedTest
    @ValueSource(strings = {"default", "a", "example.com", "shop_2-eu", "0"})
    void takesLowerCaseNames(String id) {
        assertThat(new RelyingPartyId(id)).hasToString(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-a", ".a", "A", "ä", "a b", "a/b", "a\n"})
    void refusesWhatCouldBeMisread(String id) {
        assertThatIllegalArgumentException().isThrownBy(() -> new RelyingPartyId(id));
    }

    @ParameterizedTest
    @ValueSource(ints = {64, 65})
    void endsAtSixtyFourCharacters(int length) {
        String id = "a".repeat(length);
        if (length == 64) {
            assertThat(new RelyingPartyId(id).value()).hasSize(64);
        } else {
            assertThatIllegalArgumentException().isThrownBy(() -> new RelyingPartyId(id));
        }
    }
}
