package dev.keystile.webauthn.guide;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every example in Java of the README and the guides stands, but for its layout, in a test class named {@code …GuideTest}, which is
 * compiled and run with the module it belongs to.
 */
class GuideSnippetsTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern EXAMPLE = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

    static List<Path> pages() throws IOException {
        try (Stream<Path> guide = Files.list(ROOT.resolve("docs/library"))) {
            return Stream.concat(
                            Stream.of("README.md", "docs/spring-boot.md", "docs/storage.md", "docs/testing.md")
                                    .map(ROOT::resolve),
                            guide.filter(page -> page.toString().endsWith(".md"))
                                    .sorted())
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyExampleIsCompiledAndRun(Path page) throws IOException {
        List<String> sources = sources();
        List<String> examples = EXAMPLE.matcher(Files.readString(page))
                .results()
                .map((MatchResult block) -> block.group(1))
                .toList();

        assertThat(sources).hasSizeGreaterThan(5);
        assertThat(examples)
                .allSatisfy(example -> assertThat(
                                sources.stream().anyMatch(source -> source.contains(withoutLayout(example))))
                        .as("whether a test class holds\n" + example)
                        .isTrue());
    }

    @ParameterizedTest
    @MethodSource("examplesAtLeast")
    void thePagesHaveExamples(String page, int atLeast) throws IOException {
        assertThat(EXAMPLE.matcher(Files.readString(ROOT.resolve(page))).results())
                .hasSizeGreaterThanOrEqualTo(atLeast);
    }

    static Stream<Arguments> examplesAtLeast() {
        return Stream.of(
                Arguments.of("README.md", 1),
                Arguments.of("docs/spring-boot.md", 3),
                Arguments.of("docs/storage.md", 3),
                Arguments.of("docs/testing.md", 6),
                Arguments.of("docs/library/policies.md", 6),
                Arguments.of("docs/library/metadata.md", 5));
    }

    private static List<String> sources() throws IOException {
        try (Stream<Path> files = Files.find(
                ROOT,
                14,
                (file, attributes) -> file.getFileName().toString().endsWith("GuideTest.java")
                        && file.toString().contains("src/test/java"))) {
            return files.map(GuideSnippetsTest::read)
                    .map(GuideSnippetsTest::withoutLayout)
                    .toList();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String withoutLayout(String code) {
        return code.replaceAll("\\s+", "");
    }
}
