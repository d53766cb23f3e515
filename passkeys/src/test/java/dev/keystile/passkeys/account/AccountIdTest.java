package dev.keystile.passkeys.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.security.SecureRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccountIdTest {

    @RepeatedTest(20)
    void isARandomUuid() {
        AccountId id = AccountId.random(new SecureRandom());
        assertThat(id.value().version()).isEqualTo(4);
        assertThat(id.value().variant()).isEqualTo(2);
        assertThat(id).isNotEqualTo(AccountId.random(new SecureRandom()));
    }

    @Test
    void readsWhatItWrites() {
        AccountId id = AccountId.random(new SecureRandom());
        assertThat(AccountId.parse(id.toString())).isEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1-1-1-1-1",
                "not-a-uuid",
                "6F9619FF-8B86-4011-B42D-00CF4FC964FF",
                "6f9619ff8b864011b42d00cf4fc964ff"
            })
    void refusesEveryOtherForm(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> AccountId.parse(text));
    }
}
