package dev.keystile.peers.differences;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The page and the code tell of the same classes, in the same words. */
class DifferencesPageTest {

    private static final Path PAGE = Path.of("..", "docs", "differences.md");

    @Test
    void hasARowForEachClassAndNoOther() throws IOException {
        assertThat(DifferencesPage.classes(Files.readString(PAGE)))
                .containsExactlyElementsOf(Arrays.stream(DifferenceClass.values())
                        .map(DifferenceClass::id)
                        .toList());
    }

    @Test
    void saysWhatDecidesEachClass() throws IOException {
        String page = Files.readString(PAGE);

        assertThat(DifferenceClass.values()).allSatisfy(each -> assertThat(page).contains(DifferencesPage.row(each)));
    }

    @Test
    void namesTheSectionThatDecidesEachClass() {
        assertThat(DifferenceClass.values())
                .allSatisfy(each -> assertThat(each.decision()).containsPattern("(L3 §|RFC \\d+ §|L3 §8)"));
    }
}
