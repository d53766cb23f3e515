package dev.keystile.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The page of checked cases names a test for each, and every test that it names is there. */
class CheckedCasesPageTest {

    private static final Path ROOT = Path.of("..");
    private static final Pattern ROW = Pattern.compile("^\\| (.+) \\| (.+) \\|$", Pattern.MULTILINE);
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final Pattern TEST = Pattern.compile("@(Parameterized)?Test\\b");

    private static final Map<String, String> SOURCES = sources();

    /** The tests of each case, by class or by class and method. */
    private static Stream<List<String>> cases() {
        return ROW.matcher(read(ROOT.resolve("docs/checked-cases.md")))
                .results()
                .map((MatchResult row) -> row.group(2))
                .filter(tests -> !tests.equals("tests"))
                .map(CheckedCasesPageTest::names);
    }

    private static List<String> names(String tests) {
        List<String> names = new ArrayList<>();
        String type = "";
        for (MatchResult code : CODE.matcher(tests).results().toList()) {
            String name = code.group(1);
            if (!name.startsWith(".")) {
                type = name.replaceFirst("\\..*", "");
            }
            names.add(name.startsWith(".") ? type + name : name);
        }
        return names;
    }

    static Stream<String> named() {
        return cases().flatMap(List::stream).distinct();
    }

    @Test
    void hasATestForEachCase() {
        assertThat(cases())
                .hasSizeGreaterThan(100)
                .allSatisfy(tests -> assertThat(tests).isNotEmpty());
    }

    @ParameterizedTest
    @MethodSource("named")
    void namesTestsThatAreThere(String name) {
        assertThat(isThere(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"NoSuchTest", "NoSuchTest.isThere", "CheckedCasesPageTest.cases", "CheckedCasesPageTest.isHere"})
    void wouldNoticeOneThatIsNot(String name) {
        assertThat(isThere(name)).isFalse();
    }

    private static boolean isThere(String name) {
        String[] parts = name.split("\\.", 2);
        String source = SOURCES.getOrDefault(parts[0], "");
        if (parts.length == 1) {
            return TEST.matcher(source).find();
        }
        Matcher declaration =
                Pattern.compile("\\bvoid " + Pattern.quote(parts[1]) + "\\(").matcher(source);
        while (declaration.find()) {
            int annotations = Math.max(0, source.lastIndexOf("\n\n", declaration.start()));
            if (TEST.matcher(source.substring(annotations, declaration.start())).find()) {
                return true;
            }
        }
        return false;
    }

    /** The sources of all modules' tests by the names of their classes. */
    private static Map<String, String> sources() {
        Map<String, String> sources = new HashMap<>();
        for (Path module : files(ROOT, 1)) {
            Path tests = module.resolve("src/test/java");
            if (!Files.isDirectory(tests)) {
                continue;
            }
            for (Path file : files(tests, Integer.MAX_VALUE)) {
                String name = file.getFileName().toString();
                if (name.endsWith(".java")) {
                    sources.merge(name.substring(0, name.length() - ".java".length()), read(file), String::concat);
                }
            }
        }
        return sources;
    }

    private static List<Path> files(Path directory, int depth) {
        try (Stream<Path> files = Files.walk(directory, depth)) {
            return files.toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
