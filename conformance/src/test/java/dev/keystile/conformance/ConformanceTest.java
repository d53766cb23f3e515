package dev.keystile.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The cases of the FIDO Alliance's server tests, sent to the conformance server over HTTP. Where the tool wants an error, the
 * reason is asked for as well: a server that fails for the wrong reason has not seen what is wrong.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConformanceTest {
    private final World world = World.start();

    @AfterAll
    void stop() throws IOException {
        world.close();
    }

    static Stream<ConformanceCase> cases() {
        return Stream.of(
                        RegistrationCases.all(), AttestationCases.all(), AuthenticationCases.all(), MetadataCases.all())
                .flatMap(cases -> cases);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void answersAsTheToolExpects(ConformanceCase each) {
        each.check().run(world);
    }

    @Test
    void coversEveryCaseOfTheTool() throws IOException {
        Set<String> covered = cases().map(ConformanceCase::id).collect(Collectors.toCollection(TreeSet::new));
        List<String> current = listed("cases.txt");
        List<String> former = listed("former-cases.txt");

        assertThat(current).hasSize(168).doesNotHaveDuplicates().doesNotContainAnyElementsOf(former);
        assertThat(covered).containsAll(current);
        assertThat(covered).hasSize(current.size() + former.size()).containsAll(former);
    }

    /** A group at the beginning of each line, and its numbers after it. */
    private static List<String> listed(String resource) throws IOException {
        try (InputStream text = Objects.requireNonNull(ConformanceTest.class.getResourceAsStream(resource))) {
            return new String(text.readAllBytes(), UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.trim().split(" +"))
                    .flatMap(words -> Arrays.stream(words).skip(1).map(number -> words[0] + " " + number))
                    .toList();
        }
    }
}
