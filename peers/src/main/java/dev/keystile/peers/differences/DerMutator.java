package dev.keystile.peers.differences;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;

/** One change in the structure or the form of a DER element, such as a certificate or an ECDSA signature. */
final class DerMutator {

    private static final int CONSTRUCTED = 0x20;
    private static final int OCTET_STRING = 0x04;

    private final Random random;
    private final Consumer<String> notes;
    private int untilChange;

    DerMutator(Random random, Consumer<String> notes) {
        this.random = random;
        this.notes = notes;
    }

    /** An element; with the elements in it if its content is made of any. */
    private record Element(int tag, byte[] content, List<Element> inner) {

        int size() {
            return 1 + inner.stream().mapToInt(Element::size).sum();
        }
    }

    byte[] mutate(byte[] der) {
        Optional<List<Element>> elements = elements(der);
        if (elements.isEmpty()) {
            return new ByteMutator(random, notes).mutate(der);
        }
        untilChange =
                random.nextInt(elements.get().stream().mapToInt(Element::size).sum());
        return encoded(elements.get(), "");
    }

    private static Optional<List<Element>> elements(byte[] der) {
        List<Element> elements = new ArrayList<>();
        int at = 0;
        while (at < der.length) {
            if (at + 2 > der.length || (der[at] & 0x1f) == 0x1f) {
                return Optional.empty();
            }
            int tag = der[at] & 0xff;
            int first = der[at + 1] & 0xff;
            int lengthBytes = first < 0x80 ? 0 : first & 0x7f;
            if (first == 0x80 || lengthBytes > 3 || at + 2 + lengthBytes > der.length) {
                return Optional.empty();
            }
            int length = lengthBytes == 0 ? first : 0;
            for (int i = 0; i < lengthBytes; i++) {
                length = length << 8 | der[at + 2 + i] & 0xff;
            }
            int start = at + 2 + lengthBytes;
            if (length > der.length - start) {
                return Optional.empty();
            }
            byte[] content = Arrays.copyOfRange(der, start, start + length);
            boolean mayHold = (tag & CONSTRUCTED) != 0 || tag == OCTET_STRING && length > 2;
            elements.add(new Element(tag, content, mayHold ? elements(content).orElse(List.of()) : List.of()));
            at = start + length;
        }
        return Optional.of(elements);
    }

    private byte[] encoded(List<Element> elements, String path) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = 0; i < elements.size(); i++) {
            out.writeBytes(encoded(elements.get(i), path + '/' + i));
        }
        return out.toByteArray();
    }

    private byte[] encoded(Element element, String path) {
        if (untilChange-- == 0) {
            return changed(element, path);
        }
        return joined(element.tag(), content(element, path));
    }

    private byte[] content(Element element, String path) {
        return element.inner().isEmpty() ? element.content() : encoded(element.inner(), path);
    }

    private static byte[] joined(int tag, byte[] content) {
        byte[] length;
        if (content.length < 0x80) {
            length = new byte[] {(byte) content.length};
        } else if (content.length < 0x100) {
            length = new byte[] {(byte) 0x81, (byte) content.length};
        } else {
            length = new byte[] {(byte) 0x82, (byte) (content.length >> 8), (byte) content.length};
        }
        return concat(new byte[] {(byte) tag}, length, content);
    }

    private static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    private byte[] noted(String path, String note, byte[] changed) {
        notes.accept("DER " + path + ": " + note);
        return changed;
    }

    private byte[] changed(Element element, String path) {
        byte[] content = content(element, path);
        byte[] proper = joined(element.tag(), content);
        return switch (random.nextInt(12)) {
            case 0 -> noted(path, "missing", new byte[0]);
            case 1 -> noted(path, "twice", concat(proper, proper));
            case 2 -> noted(path, "empty", joined(element.tag(), new byte[0]));
            case 3 -> noted(path, "another tag", joined(element.tag() ^ 1 << random.nextInt(8), content));
            case 4 -> noted(path, "longer length", longLength(element.tag(), content));
            case 5 ->
                noted(
                        path,
                        "indefinite length",
                        concat(new byte[] {(byte) element.tag(), (byte) 0x80}, content, new byte[2]));
            case 6 -> noted(path, "zero in front", joined(element.tag(), concat(new byte[1], content)));
            case 7 -> noted(path, "ones in front", joined(element.tag(), concat(new byte[] {(byte) 0xff}, content)));
            case 8 -> noted(path, "NULL behind", joined(element.tag(), concat(content, new byte[] {5, 0})));
            case 9 -> swapped(element, path);
            default -> {
                byte[] other = new ByteMutator(random, notes).mutate(content);
                yield noted(path, "other content", joined(element.tag(), other));
            }
        };
    }

    private byte[] swapped(Element element, String path) {
        List<Element> inner = new ArrayList<>(element.inner());
        Collections.shuffle(inner, random);
        return noted(
                path, "other order", joined(element.tag(), inner.isEmpty() ? element.content() : encoded(inner, path)));
    }

    private static byte[] longLength(int tag, byte[] content) {
        return concat(
                new byte[] {
                    (byte) tag,
                    (byte) 0x83,
                    (byte) (content.length >> 16),
                    (byte) (content.length >> 8),
                    (byte) content.length
                },
                content);
    }
}
