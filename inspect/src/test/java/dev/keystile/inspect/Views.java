package dev.keystile.inspect;

import dev.keystile.inspect.Node.Problem;
import dev.keystile.inspect.Node.Section;
import dev.keystile.inspect.Node.Text;
import dev.keystile.webauthn.bytes.ByteString;
import java.util.ArrayList;
import java.util.List;

/** Looks into views. */
final class Views {

    private Views() {}

    static Inspection of(String text) {
        return of(ByteString.ofUtf8(text));
    }

    static Inspection of(ByteString bytes) {
        return Inspector.inspect(bytes).orElseThrow(() -> new AssertionError("Nothing was recognised"));
    }

    /** Every field by its path, as {@code attStmt.x5c.[0].subject = CN=… (note)}. */
    static List<String> fields(Inspection inspection) {
        List<String> fields = new ArrayList<>();
        collect("", inspection.view(), fields);
        return fields;
    }

    private static void collect(String path, Section section, List<String> fields) {
        for (Node node : section.nodes()) {
            if (node instanceof Text text) {
                fields.add(path + text.label() + " = " + text.value()
                        + (text.note().isEmpty() ? "" : " (" + text.note() + ")"));
            } else if (node instanceof Section inner) {
                collect(path + inner.label() + ".", inner, fields);
            }
        }
    }

    static List<String> problems(Inspection inspection) {
        List<String> problems = new ArrayList<>();
        collectProblems(inspection.view(), problems);
        return problems;
    }

    private static void collectProblems(Section section, List<String> problems) {
        for (Node node : section.nodes()) {
            if (node instanceof Problem problem) {
                problems.add(problem.place() + ": " + problem.sentence());
            } else if (node instanceof Section inner) {
                collectProblems(inner, problems);
            }
        }
    }
}
