package dev.keystile.passkeys.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UsernameTest {

    @ParameterizedTest
    @ValueSource(strings = {"a", "anna", "Anna Schmidt", "anna@example.com", "안나", "Ἄννα", "o'neill+tag", "🔑"})
    void keepsWhatPeopleCallThemselves(String name) {
        assertThat(Username.of(name)).hasToString(name);
    }

    @ParameterizedTest
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            value = {"  anna ,anna", "anna   schmidt,anna schmidt", "anna\u00A0schmidt,anna schmidt"})
    void dropsSpacesAroundAndRepeatedBetween(String entered, String kept) {
        assertThat(Username.of(entered).value()).isEqualTo(kept);
    }

    @Test
    void composesLettersAndAccents() {
        assertThat(Username.of("Ame\u0301lie").value()).isEqualTo("Am\u00E9lie");
    }

    @ParameterizedTest
    @CsvSource({
        "anna,ANNA",
        "Straße,STRASSE",
        "ＡＮＮＡ,anna",
        "ΣΊΣΥΦΟΣ,σίσυφος",
        "ﬁnn,finn",
        "ı,i",
        "Ame\u0301lie,AM\u00C9LIE",
        "x²,x2"
    })
    void takesNamesThatPeopleReadAlikeForOne(String one, String other) {
        assertThat(Username.of(one)).isEqualTo(Username.of(other)).hasSameHashCodeAs(Username.of(other));
    }

    @Test
    void tellsDifferentNamesApart() {
        assertThat(Username.of("anna")).isNotEqualTo(Username.of("anne"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\u00A0\u2003"})
    void refusesNothing(String blank) {
        assertThat(problem(blank)).isEqualTo(NameProblem.EMPTY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "an\u0000na",
                "an\nna",
                "anna\t",
                "an\u200Bna", // zero-width space
                "an\u200Dna", // joiner
                "\u202Eanna", // right-to-left override
                "an\u2028na",
                "an\uE000na", // private use
                "an\uD800na", // half a character
                "an\u0378na", // not assigned
                "anna\uFE0F", // the selector of an emoji's form, which shows nothing behind a letter
                "an\u034Fna", // combining grapheme joiner
                "anna\u3164", // Hangul filler
                "\u1160anna",
                "anna\uFFA0",
                "anna\u2800", // Braille's blank
                "an\u17B4na",
                "an\u180Bna",
                "anna\uDB40\uDD00" // variation selector 17
            })
    void refusesWhatNobodySees(String name) {
        assertThat(problem(name)).isEqualTo(NameProblem.FORBIDDEN_CHARACTER);
    }

    @Test
    void endsAtSixtyFourUnits() {
        assertThat(Username.of("a".repeat(64)).value()).hasSize(64);
        assertThat(problem("a".repeat(65))).isEqualTo(NameProblem.TOO_LONG);
        assertThat(problem("🔑".repeat(33))).isEqualTo(NameProblem.TOO_LONG);
        assertThat(problem("a".repeat(10_000_000))).isEqualTo(NameProblem.TOO_LONG);
    }

    @Test
    void refusesNamesWhoseKeyWouldBeLonger() {
        assertThat(problem("ß".repeat(33))).isEqualTo(NameProblem.TOO_LONG);
        assertThat(Username.of("ß".repeat(32)).key()).hasSize(64);
    }

    @Test
    void hasAKeyThatIsItsOwnKey() {
        assertThat(assignedCharacters()
                        .mapToObj(character -> "x" + Character.toString(character))
                        .filter(UsernameTest::isUsername)
                        .map(Username::of)
                        .filter(name -> !isUsername(name.key())
                                || !Username.of(name.key()).key().equals(name.key())))
                .isEmpty();
    }

    @Test
    void hasTheSameKeyInUpperAndLowerCase() {
        assertThat(assignedCharacters()
                        .filter(Character::isLetter)
                        .mapToObj(Character::toString)
                        .filter(UsernameTest::isUsername)
                        .filter(letter -> !Username.of(letter).equals(Username.of(letter.toUpperCase(Locale.ROOT)))
                                || !Username.of(letter).equals(Username.of(letter.toLowerCase(Locale.ROOT)))))
                .isEmpty();
    }

    @Test
    void keepsWhatWasEnteredOutOfTheMessage() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Username.of("sec\u0000ret"))
                .withMessage("Not a username: FORBIDDEN_CHARACTER");
    }

    private static IntStream assignedCharacters() {
        return IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
                .filter(character -> Character.isDefined(character)
                        && Character.getType(character) != Character.PRIVATE_USE
                        && Character.getType(character) != Character.SURROGATE);
    }

    private static boolean isUsername(String text) {
        try {
            Username.parse(text);
            return true;
        } catch (InvalidNameException e) {
            return false;
        }
    }

    private static NameProblem problem(String text) {
        return catchThrowableOfType(InvalidNameException.class, () -> Username.parse(text))
                .problem();
    }
}
