package dev.keystile.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.passkeys.RefusalCode;
import dev.keystile.spring.problem.ProblemType;
import dev.keystile.spring.problem.RefusalProblems;
import dev.keystile.webauthn.bytes.ByteString;
import dev.keystile.webauthn.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds the guides against the code. */
class DocumentationTest {

    private static final Path DOCS = Path.of("..", "docs");

    private static Stream<MatchResult> rows(String file, String row) throws IOException {
        return Pattern.compile(row, Pattern.MULTILINE)
                .matcher(Files.readString(DOCS.resolve(file)))
                .results();
    }

    private static ProblemType constant(java.lang.reflect.Field field) {
        try {
            return (ProblemType) Objects.requireNonNull(field.get(null));
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void theApisGuideHasEachCodeWithItsStatus() throws IOException {
        TreeMap<String, Integer> documented = new TreeMap<>();
        rows("api.md", "^\\| `([a-z-]+)` \\| (\\d{3}) \\|")
                .forEach(row -> documented.put(row.group(1), Integer.valueOf(row.group(2))));

        TreeMap<String, Integer> actual = new TreeMap<>();
        Stream.concat(
                        Arrays.stream(ProblemType.class.getFields())
                                .filter(field -> field.getType() == ProblemType.class)
                                .map(DocumentationTest::constant),
                        Arrays.stream(RefusalCode.values()).map(RefusalProblems::type))
                .forEach(type -> actual.put(type.code(), type.status()));
        assertThat(documented).isEqualTo(actual);
    }

    @Test
    void theStartersGuideHasEachSettingWithItsDefault() throws Exception {
        TreeMap<String, String> documented = new TreeMap<>();
        rows("spring-boot.md", "^\\| `(keystile\\.[a-z.-]+)` \\| `?([^`|]+?)`? \\|")
                .forEach(row -> documented.put(row.group(1), row.group(2)));
        TreeMap<String, String> actual = new TreeMap<>();
        for (JsonObject property : metadata()) {
            assertThat(property.optionalString("description"))
                    .as("%s is described", property.requiredString("name"))
                    .isPresent();
            actual.put(
                    property.requiredString("name"),
                    property.has("defaultValue")
                            ? property.required("defaultValue").toJson().replace("\"", "")
                            : "");
        }
        actual.replace("keystile.relying-party.id", "required");
        actual.replace("keystile.relying-party.name", "the id");
        actual.replace("keystile.relying-party.origins", "required");

        assertThat(documented).isEqualTo(actual);
    }

    private static List<JsonObject> metadata() throws Exception {
        try (InputStream in = Objects.requireNonNull(
                ProblemType.class.getResourceAsStream("/META-INF/spring-configuration-metadata.json"))) {
            return JsonObject.parse(ByteString.copyOf(in.readAllBytes()))
                    .requiredArray("properties")
                    .toObjects();
        }
    }

    @Test
    void theStartersGuideNamesTheBeansThatStepBack() throws IOException {
        Set<String> missing = StartTest.replacements().keySet().stream()
                .map(Class::getSimpleName)
                .collect(Collectors.toCollection(TreeSet::new));
        String guide = Files.readString(DOCS.resolve("spring-boot.md"));
        missing.removeIf(bean -> guide.contains("`" + bean + "`"));

        assertThat(missing).isEmpty();
    }
}
