package dev.keystile.fuzz;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A CBOR data item that can be changed and written back, whether or not it is valid then. Only what is canonical can be read. */
final class CborTree {
    int majorType;
    /** The argument of the head, where neither content nor children decide it. */
    long argument;
    /** How the argument is written: in the head itself below 24, else 24 to 27. */
    int form;

    byte[] content = {};
    final List<CborTree> children = new ArrayList<>();

    private CborTree(int majorType) {
        this.majorType = majorType;
    }

    static CborTree ofBytes(byte[] content) {
        CborTree tree = new CborTree(2);
        tree.content = content;
        return tree;
    }

    static CborTree ofNumber(int majorType, long argument) {
        CborTree tree = new CborTree(majorType);
        tree.argument = argument;
        return tree;
    }

    /** The one item, or null where the bytes are none. */
    static @Nullable CborTree read(byte[] bytes) {
        Parser parser = new Parser(bytes);
        try {
            CborTree tree = parser.item(0);
            return parser.at == bytes.length ? tree : null;
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            return null;
        }
    }

    /** This item and all inside of it. */
    List<CborTree> all() {
        List<CborTree> all = new ArrayList<>(List.of(this));
        children.forEach(child -> all.addAll(child.all()));
        return all;
    }

    boolean isString() {
        return majorType == 2 || majorType == 3;
    }

    CborTree copy() {
        CborTree copy = new CborTree(majorType);
        copy.argument = argument;
        copy.form = form;
        copy.content = content;
        children.forEach(child -> copy.children.add(child.copy()));
        return copy;
    }

    byte[] encoded() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        write(out);
        return out.toByteArray();
    }

    private void write(ByteArrayOutputStream out) {
        long length = switch (majorType) {
            case 2, 3 -> content.length;
            case 4 -> children.size();
            case 5 -> children.size() / 2;
            default -> argument;
        };
        head(out, length);
        out.writeBytes(content);
        children.forEach(child -> child.write(out));
    }

    private void head(ByteArrayOutputStream out, long value) {
        int shortest = value >= 0 && value < 24
                ? 0
                : value >= 0 && value < 0x100 ? 24 : value >= 0 && value < 0x10000 ? 25 : value >>> 32 == 0 ? 26 : 27;
        int used = Math.max(shortest, form);
        if (used < 24) {
            out.write(majorType << 5 | (int) value);
            return;
        }
        out.write(majorType << 5 | used);
        for (int shift = (1 << used - 24) * 8 - 8; shift >= 0; shift -= 8) {
            out.write((int) (value >>> shift));
        }
    }

    private static final class Parser {
        private final byte[] bytes;
        private int at;

        Parser(byte[] bytes) {
            this.bytes = bytes;
        }

        CborTree item(int depth) {
            int first = bytes[at++] & 0xff;
            CborTree tree = new CborTree(first >> 5);
            int info = first & 0x1f;
            if (info > 27 || depth > 32) {
                throw new IllegalArgumentException();
            }
            tree.argument = info < 24 ? info : number(1 << info - 24);
            if (tree.majorType == 7) {
                tree.form = info < 24 ? 0 : info;
            }
            if (tree.isString()) {
                if (tree.argument < 0 || tree.argument > bytes.length - at) {
                    throw new IllegalArgumentException();
                }
                tree.content = Arrays.copyOfRange(bytes, at, at += (int) tree.argument);
            }
            long children = tree.majorType == 4
                    ? tree.argument
                    : tree.majorType == 5 ? tree.argument * 2 : tree.majorType == 6 ? 1 : 0;
            if (children < 0 || children > bytes.length) {
                throw new IllegalArgumentException();
            }
            for (long i = 0; i < children; i++) {
                tree.children.add(item(depth + 1));
            }
            return tree;
        }

        private long number(int length) {
            long number = 0;
            for (int i = 0; i < length; i++) {
                number = number << 8 | bytes[at++] & 0xff;
            }
            return number;
        }
    }
}
