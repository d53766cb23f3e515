package dev.keystile.fuzz;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A DER value that can be changed and written back with lengths that fit, whether or not it is valid then. */
final class DerTree {
    int tag;
    byte[] content = {};
    final List<DerTree> children = new ArrayList<>();

    private DerTree(int tag) {
        this.tag = tag;
    }

    /** The one value, with a tag below 31; or null where the bytes are none. */
    static @Nullable DerTree read(byte[] bytes) {
        List<DerTree> values = values(bytes, 0);
        return values != null && values.size() == 1 ? values.get(0) : null;
    }

    private static @Nullable List<DerTree> values(byte[] bytes, int depth) {
        List<DerTree> values = new ArrayList<>();
        int at = 0;
        while (at < bytes.length) {
            if (bytes.length - at < 2 || (bytes[at] & 0x1f) == 0x1f || depth > 32) {
                return null;
            }
            DerTree tree = new DerTree(bytes[at++] & 0xff);
            int length = bytes[at++] & 0xff;
            if (length > 0x82 || length == 0x80 || length > 0x80 && bytes.length - at < length - 0x80) {
                return null;
            }
            if (length > 0x80) {
                int size = length - 0x80;
                length = 0;
                for (int i = 0; i < size; i++) {
                    length = length << 8 | bytes[at++] & 0xff;
                }
            }
            if (length > bytes.length - at) {
                return null;
            }
            tree.content = Arrays.copyOfRange(bytes, at, at += length);
            if ((tree.tag & 0x20) != 0) {
                List<DerTree> inside = values(tree.content, depth + 1);
                if (inside == null) {
                    return null;
                }
                tree.children.addAll(inside);
            }
            values.add(tree);
        }
        return values;
    }

    List<DerTree> all() {
        List<DerTree> all = new ArrayList<>(List.of(this));
        children.forEach(child -> all.addAll(child.all()));
        return all;
    }

    DerTree copy() {
        DerTree copy = new DerTree(tag);
        copy.content = content;
        children.forEach(child -> copy.children.add(child.copy()));
        return copy;
    }

    boolean isConstructed() {
        return (tag & 0x20) != 0;
    }

    byte[] encoded() {
        byte[] inside = content;
        if (isConstructed()) {
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            children.forEach(child -> all.writeBytes(child.encoded()));
            inside = all.toByteArray();
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(tag);
        if (inside.length < 0x80) {
            out.write(inside.length);
        } else if (inside.length < 0x100) {
            out.writeBytes(new byte[] {(byte) 0x81, (byte) inside.length});
        } else {
            out.writeBytes(new byte[] {(byte) 0x82, (byte) (inside.length >> 8), (byte) inside.length});
        }
        out.writeBytes(inside);
        return out.toByteArray();
    }
}
