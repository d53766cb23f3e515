package dev.keystile.inspect;

import dev.keystile.inspect.Node.Problem;
import dev.keystile.inspect.Node.Section;
import dev.keystile.inspect.Node.Text;
import dev.keystile.webauthn.bytes.ByteString;
import dev.keystile.webauthn.bytes.MalformedException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A section while it is made. However the inspected bytes are, it has a bounded number of nodes of bounded length. */
final class Tree {
    private static final int MAX_NODES = 20_000;
    private static final int MAX_CHARACTERS = 4_096;
    private static final int MAX_BYTES = 1024;
    private static final int BYTES_OF_LONGER = 64;

    private final @Nullable Tree parent;
    private final int[] left;
    private final String label;
    private String title;
    private final List<Supplier<Node>> nodes = new ArrayList<>();
    private boolean problem;

    private Tree(@Nullable Tree parent, int[] left, String label, String title) {
        this.parent = parent;
        this.left = left;
        this.label = label;
        this.title = title;
    }

    static Tree of(String title) {
        return new Tree(null, new int[] {MAX_NODES}, "", title);
    }

    /** Says better what this is. */
    Tree title(String better) {
        title = better;
        return this;
    }

    Tree text(String name, String value) {
        return text(name, value, "");
    }

    Tree text(String name, String value, String note) {
        if (mayGrow()) {
            Text text = new Text(cut(name), cut(value), cut(note));
            nodes.add(() -> text);
        }
        return this;
    }

    Tree text(String name, long value, String note) {
        return text(name, Long.toString(value), note);
    }

    Tree text(String name, long value) {
        return text(name, Long.toString(value));
    }

    Tree bytes(String name, ByteString bytes) {
        return bytes(name, bytes, "");
    }

    /** Bytes in hexadecimal digits, and how many they are. */
    Tree bytes(String name, ByteString bytes, String note) {
        String length = bytes.length() == 1 ? "1 byte" : bytes.length() + " bytes";
        return text(name, hex(bytes), note.isEmpty() ? length : length + "; " + note);
    }

    static String hex(ByteString bytes) {
        if (bytes.isEmpty()) {
            return "(empty)";
        }
        return bytes.length() <= MAX_BYTES
                ? bytes.toHex()
                : bytes.slice(0, BYTES_OF_LONGER).toHex() + "…";
    }

    /** A section inside this one, which may still grow. */
    Tree section(String name, String what) {
        Tree child = new Tree(this, left, cut(name), cut(what));
        if (mayGrow()) {
            nodes.add(child::build);
        }
        return child;
    }

    Tree problem(MalformedException malformed) {
        return problem(malformed.place(), "malformed " + malformed.format().title() + ": " + malformed.problem());
    }

    Tree problem(String place, String sentence) {
        if (mayGrow()) {
            Problem node = new Problem(cut(place), cut(sentence));
            nodes.add(() -> node);
        }
        for (Tree each = this; each != null; each = each.parent) {
            each.problem = true;
        }
        return this;
    }

    /** Whether something was found to be wrong, here or inside. */
    boolean hasProblem() {
        return problem;
    }

    private boolean mayGrow() {
        if (left[0] == 0) {
            left[0]--;
            Problem end = new Problem("", "there is more than this view shows; it ends here");
            nodes.add(() -> end);
        }
        return left[0] > 0 && left[0]-- > 0;
    }

    private static String cut(String text) {
        if (text.length() <= MAX_CHARACTERS) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(MAX_CHARACTERS - 1)) ? MAX_CHARACTERS - 1 : MAX_CHARACTERS;
        return text.substring(0, end) + "… (" + text.length() + " characters)";
    }

    Section build() {
        return new Section(label, title, nodes.stream().map(Supplier::get).toList());
    }

    /** Something that is read and may be malformed. */
    interface Reading {
        void run() throws MalformedException;
    }

    /** Adds what the library's own parser refuses, unless something was found to be wrong already. */
    Tree strictly(Reading parser) {
        if (!problem) {
            attempt(parser);
        }
        return this;
    }

    /** Reads, and adds the problem if there is one. */
    Tree attempt(Reading reading) {
        try {
            reading.run();
        } catch (MalformedException e) {
            problem(e);
        }
        return this;
    }
}
