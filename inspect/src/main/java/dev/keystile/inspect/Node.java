package dev.keystile.inspect;

import java.util.List;
import java.util.function.Function;

/**
 * A part of what an inspection shows. Texts hold no control characters and none that turn the direction of writing: those stand
 * as {@code \}{@code u} and their number, whatever the inspected object holds. Markup is not escaped; that is the renderer's part.
 */
public sealed interface Node {

    /**
     * One field.
     *
     * @param label the specification's name of the field
     * @param value what it holds: text, a number, or bytes in hexadecimal digits
     * @param note what that means; empty when it needs no words
     */
    record Text(String label, String value, String note) implements Node {

        /** Replaces what must not reach a screen. */
        public Text {
            label = Screen.safe(label);
            value = Screen.safe(value);
            note = Screen.safe(note);
        }
    }

    /**
     * A structure and its fields.
     *
     * @param label the specification's name of the field it stands in; empty for the outermost
     * @param title what it is
     * @param nodes its fields, in the order they were found
     */
    record Section(String label, String title, List<Node> nodes) implements Node {

        /** Replaces what must not reach a screen, and copies the list. */
        public Section {
            label = Screen.safe(label);
            title = Screen.safe(title);
            nodes = List.copyOf(nodes);
        }

        /** Whether something is wrong anywhere inside. */
        public boolean hasProblem() {
            return nodes.stream().anyMatch(node -> node.<Boolean>fold(t -> false, Section::hasProblem, p -> true));
        }
    }

    /**
     * Something that is not as it should be.
     *
     * @param place where in the structure: a path, an offset such as {@code @12}, or both; empty for the structure as a whole
     * @param sentence what is wrong
     */
    record Problem(String place, String sentence) implements Node {

        /** Replaces what must not reach a screen. */
        public Problem {
            place = Screen.safe(place);
            sentence = Screen.safe(sentence);
        }
    }

    /** What one of three functions makes of this node, by what it is. */
    default <T> T fold(
            Function<? super Text, ? extends T> text,
            Function<? super Section, ? extends T> section,
            Function<? super Problem, ? extends T> problem) {
        if (this instanceof Text one) {
            return text.apply(one);
        }
        if (this instanceof Section one) {
            return section.apply(one);
        }
        return problem.apply((Problem) this);
    }
}
