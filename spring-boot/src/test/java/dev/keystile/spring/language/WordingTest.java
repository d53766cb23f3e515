package dev.keystile.spring.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.context.support.StaticMessageSource;
import org.springframework.test.util.ReflectionTestUtils;

class WordingTest {

    private final StaticMessageSource applications = new StaticMessageSource();
    private final Wording words =
            new Wording("dev.keystile.spring.problem.messages", applications, "keystile.problem.");

    @Test
    void isInTheLanguageAskedForOrInEnglish() {
        assertThat(words.of("not-found.title", Locale.GERMAN)).isEqualTo("Nicht gefunden");
        assertThat(words.of("not-found.title", Locale.JAPANESE)).isEqualTo("Not found");
    }

    @Test
    void isTheApplicationsWhereItHasAny() {
        applications.addMessage("keystile.problem.too-many-passkeys.title", Locale.GERMAN, "{0} reichen");

        assertThat(words.of("too-many-passkeys.title", Locale.GERMAN, 20)).isEqualTo("20 reichen");
        assertThat(words.ofOurs("too-many-passkeys.title", Locale.GERMAN, 20)).isNotEqualTo("20 reichen");
        assertThat(words.of("too-many-passkeys.detail", Locale.GERMAN, 20)).contains("20");
    }

    @Test
    void remembersNoLanguagesThatClientsMakeUp() {
        for (int i = 0; i < 1_000; i++) {
            words.of("too-many-passkeys.detail", Locale.forLanguageTag((i % 2 == 0 ? "de" : "qaa") + "-x-" + i), 20);
        }

        Object own = Objects.requireNonNull(ReflectionTestUtils.getField(words, "own"));
        Map<?, ?> bundles = (Map<?, ?>) ReflectionTestUtils.getField(own, "cachedResourceBundles");
        assertThat(Objects.requireNonNull(bundles).values())
                .isNotEmpty()
                .allSatisfy(languages -> assertThat((Map<?, ?>) languages).hasSizeLessThanOrEqualTo(2));
    }
}
