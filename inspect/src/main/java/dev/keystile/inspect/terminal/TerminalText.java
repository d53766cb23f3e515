package dev.keystile.inspect.terminal;

import dev.keystile.inspect.Node;
import dev.keystile.inspect.Node.Problem;
import dev.keystile.inspect.Node.Section;
import dev.keystile.inspect.Node.Text;
import java.util.List;

/** A view as lines of a terminal: indented by depth, values of one section below each other, long ones broken. */
final class TerminalText {
    private static final int INDENT = 2;
    private static final int WIDEST_LABEL = 26;
    private static final int LEAST_VALUE = 24;

    private final int width;
    private final boolean color;
    private final StringBuilder out = new StringBuilder();

    private TerminalText(int width, boolean color) {
        this.width = width;
        this.color = color;
    }

    static String of(Section section, int width, boolean color) {
        TerminalText text = new TerminalText(width, color);
        text.nodes(section.nodes(), 0);
        return text.out.toString();
    }

    private void nodes(List<Node> nodes, int depth) {
        int labels = nodes.stream()
                .mapToInt(node -> node.<Integer>fold(text -> text.label().length(), section -> 0, problem -> 0))
                .filter(length -> length <= WIDEST_LABEL)
                .max()
                .orElse(0);
        for (Node node : nodes) {
            if (node instanceof Text text) {
                text(text, depth * INDENT, labels);
            } else if (node instanceof Section section) {
                section(section, depth);
            } else if (node instanceof Problem problem) {
                problem(problem, depth * INDENT);
            }
        }
    }

    private void section(Section section, int depth) {
        String title = section.title();
        indent(depth * INDENT);
        out.append(styled(BOLD, section.label()));
        if (!title.isEmpty()) {
            out.append(section.label().isEmpty() ? "" : "  ").append(styled(DIM, title));
        }
        out.append('\n');
        nodes(section.nodes(), depth + 1);
    }

    private void text(Text text, int indent, int labels) {
        indent(indent);
        int column = indent;
        if (!text.label().isEmpty() || labels > 0) {
            out.append(text.label());
            int pad = Math.max(0, labels - text.label().length());
            out.append(" ".repeat(pad + 2));
            column = indent + labels + 2;
            if (text.label().length() > labels) {
                out.append('\n');
                indent(column);
            }
        }
        int left = broken(text.value(), column);
        note(text.note(), column, left);
        out.append('\n');
    }

    /** Writes a value, on several lines where it is long, and returns how much room is left on the last. */
    private int broken(String value, int column) {
        int room = Math.max(LEAST_VALUE, width - column);
        int at = 0;
        while (value.length() - at > room) {
            int end = breakBefore(value, at, at + room);
            out.append(value, at, end).append('\n');
            indent(column);
            at = end;
            while (at < value.length() && value.charAt(at) == ' ') {
                at++;
            }
        }
        out.append(value, at, value.length());
        return room - (value.length() - at);
    }

    /** The last place up to the limit where a line may end: behind a space if there is one, else anywhere in a long word. */
    private static int breakBefore(String value, int from, int limit) {
        int space = value.lastIndexOf(' ', limit - 1);
        if (space > from) {
            return space + 1;
        }
        return Character.isLowSurrogate(value.charAt(limit)) ? limit - 1 : limit;
    }

    private void note(String note, int column, int left) {
        if (note.isEmpty()) {
            return;
        }
        if (left < note.length() + 2) {
            out.append('\n');
            indent(column);
        } else {
            out.append("  ");
        }
        if (color) {
            out.append(DIM);
        }
        broken(note, column);
        if (color) {
            out.append(PLAIN);
        }
    }

    private void problem(Problem problem, int indent) {
        indent(indent);
        if (color) {
            out.append(RED);
        }
        out.append("! ");
        String place = problem.place().isEmpty() ? "" : problem.place() + ": ";
        broken(place + problem.sentence(), indent + 2);
        if (color) {
            out.append(PLAIN);
        }
        out.append('\n');
    }

    private void indent(int columns) {
        out.append(" ".repeat(columns));
    }

    private String styled(String style, String text) {
        return color && !text.isEmpty() ? style + text + PLAIN : text;
    }

    private static final String BOLD = "\033[1m";
    private static final String DIM = "\033[2m";
    private static final String RED = "\033[31m";
    private static final String PLAIN = "\033[0m";
}
