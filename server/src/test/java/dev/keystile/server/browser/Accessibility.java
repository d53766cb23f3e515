package dev.keystile.server.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What axe-core finds wrong with a page: names, roles, contrast, landmarks, order of headings. */
final class Accessibility {

    private static final String AXE = axe();

    private Accessibility() {}

    private static String axe() {
        try (var in = Accessibility.class.getResourceAsStream("/axe.min.js")) {
            if (in == null) {
                throw new AssertionError("axe-core is not on the test's class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }

    static void check(Page page) {
        if (page.evaluate("typeof axe").equals("undefined")) {
            page.evaluate(AXE);
        }
        Object violations = page.evaluate("""
                async () => {
                  const { violations, passes } = await axe.run(document);
                  if (passes.length < 10) return ["axe ran fewer rules than a page gives it reason to: " + passes.length];
                  return violations.flatMap(({ id, help, nodes }) =>
                    nodes.map((node) => `${id}: ${help}: ${node.html} (${node.failureSummary})`));
                }
                """);
        assertThat((List<?>) violations)
                .as("what is not accessible on " + page.url())
                .isEmpty();
    }
}
