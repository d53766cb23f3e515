package dev.keystile.passkeys.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasskeyNameTest {

    @ParameterizedTest
    @ValueSource(strings = {"Work laptop", "👩‍💻", "می‌خواهم", "Anna's YubiKey (blue)", "\u2764\uFE0F key"})
    void keepsWhatPeopleWrite(String name) throws InvalidNameException {
        assertThat(PasskeyName.parse(name)).hasToString(name);
    }

    @Test
    void endsAtOneHundredUnits() throws InvalidNameException {
        assertThat(PasskeyName.parse("k".repeat(100)).value()).hasSize(100);
        assertThat(problem("k".repeat(101))).isEqualTo(NameProblem.TOO_LONG);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "\u200D", "\uFE0F", "\u3164", "\u2800 \u2800"})
    void refusesNothing(String name) {
        assertThat(problem(name)).isEqualTo(NameProblem.EMPTY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\u202Eb", "a\u0007b", "a\uDC00b", "a\u200Bb"})
    void refusesWhatNobodySees(String name) {
        assertThat(problem(name)).isEqualTo(NameProblem.FORBIDDEN_CHARACTER);
    }

    @Test
    void dropsSpacesAroundAndRepeatedBetween() throws InvalidNameException {
        assertThat(PasskeyName.parse("  Work \u2003 laptop ").value()).isEqualTo("Work laptop");
    }

    @Test
    void cannotBeEmptyOrTooLongHoweverItIsMade() {
        assertThatIllegalArgumentException().isThrownBy(() -> new PasskeyName(""));
        assertThatIllegalArgumentException().isThrownBy(() -> new PasskeyName("k".repeat(101)));
    }

    private static NameProblem problem(String text) {
        return catchThrowableOfType(InvalidNameException.class, () -> PasskeyName.parse(text))
                .problem();
    }
}
