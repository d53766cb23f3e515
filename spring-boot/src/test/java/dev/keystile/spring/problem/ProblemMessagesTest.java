package dev.keystile.spring.problem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.passkeys.RefusalCode;
import dev.keystile.passkeys.account.NameProblem;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProblemMessagesTest {

    private static Properties messages(String file) throws IOException {
        Properties messages = new Properties();
        try (Reader reader = new InputStreamReader(
                Objects.requireNonNull(ProblemWriter.class.getResourceAsStream(file)), StandardCharsets.UTF_8)) {
            messages.load(reader);
        }
        return messages;
    }

    private static Stream<ProblemType> allTypes() {
        Stream<ProblemType> https = Arrays.stream(ProblemType.class.getFields())
                .filter(field -> Modifier.isStatic(field.getModifiers()) && field.getType() == ProblemType.class)
                .map(ProblemMessagesTest::value);
        Stream<ProblemType> useCases = Arrays.stream(RefusalCode.values()).map(RefusalProblems::type);
        return Stream.concat(https, useCases).distinct();
    }

    private static ProblemType value(Field field) {
        try {
            return (ProblemType) Objects.requireNonNull(field.get(null));
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void looksAtAllTypes() {
        assertThat(allTypes().map(ProblemType::code))
                .contains("not-signed-in", "ceremony-expired")
                .hasSizeGreaterThan(35);
    }

    @ParameterizedTest
    @ValueSource(strings = {"messages.properties", "messages_de.properties"})
    void eachTypeHasItsTitleAndSentenceInEachLanguage(String file) throws IOException {
        Set<String> expected = new TreeSet<>();
        allTypes().forEach(type -> {
            expected.add(type.code() + ".title");
            expected.add(type.code() + ".detail");
        });
        for (String name : Set.of("username", "display-name", "passkey-name")) {
            for (NameProblem problem : NameProblem.values()) {
                expected.add(name + "-invalid.detail."
                        + problem.name().toLowerCase(Locale.ROOT).replace('_', '-'));
            }
        }

        assertThat(new TreeSet<>(messages(file).stringPropertyNames())).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"messages.properties", "messages_de.properties"})
    void eachSentenceIsOne(String file) throws IOException {
        assertThat(messages(file).entrySet())
                .filteredOn(message -> message.getKey().toString().contains(".detail"))
                .allSatisfy(message -> assertThat(message.getValue().toString())
                        .matches("\\p{Lu}.+[.]")
                        .doesNotContain("'"));
    }

    @Test
    void eachCodeHasItsOwnStatusOnce() {
        assertThat(allTypes().map(ProblemType::code)).doesNotHaveDuplicates();
        assertThat(allTypes().map(ProblemType::status)).allMatch(status -> status >= 400 && status <= 503);
    }
}
