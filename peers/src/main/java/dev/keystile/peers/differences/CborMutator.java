package dev.keystile.peers.differences;

import static dev.keystile.peers.differences.LooseCborWriter.ARRAY;
import static dev.keystile.peers.differences.LooseCborWriter.BYTES;
import static dev.keystile.peers.differences.LooseCborWriter.MAP;
import static dev.keystile.peers.differences.LooseCborWriter.TAG;
import static dev.keystile.peers.differences.LooseCborWriter.TEXT;
import static dev.keystile.peers.differences.LooseCborWriter.proper;

import dev.keystile.webauthn.bytes.ByteString;
import dev.keystile.webauthn.bytes.MalformedException;
import dev.keystile.webauthn.cbor.CborArray;
import dev.keystile.webauthn.cbor.CborBytes;
import dev.keystile.webauthn.cbor.CborInteger;
import dev.keystile.webauthn.cbor.CborMap;
import dev.keystile.webauthn.cbor.CborOptions;
import dev.keystile.webauthn.cbor.CborText;
import dev.keystile.webauthn.cbor.CborValue;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;

/** One change in the structure or the form of a CBOR item. */
final class CborMutator {

    private static final CborOptions LENIENT = CborOptions.CTAP2
            .withMaxDepth(8)
            .allowingUnsortedKeys()
            .allowingLongForms()
            .allowingIndefiniteContainers();
    private static final List<byte[]> OTHER_VALUES = List.of(
                    "f6",
                    "f5",
                    "00",
                    "20",
                    "19ffff",
                    "3903e7",
                    "40",
                    "4100",
                    "60",
                    "6474657874",
                    "80",
                    "8101",
                    "a0",
                    "a1616101",
                    "f7",
                    "f93e00",
                    "fb3ff0000000000000",
                    "f820",
                    "c249010000000000000000",
                    "1bffffffffffffffff",
                    "3bffffffffffffffff",
                    "ff",
                    "1c")
            .stream()
            .map(HexFormat.of()::parseHex)
            .toList();

    private static final List<Long> HUGE =
            List.of(0x7fffffffL, 0x80000000L, 0xffffffffL, 0x100000000L, Long.MAX_VALUE, -1L);

    private final Random random;
    private final Consumer<String> notes;
    private final LooseCborWriter out = new LooseCborWriter();
    private int untilChange;

    CborMutator(Random random, Consumer<String> notes) {
        this.random = random;
        this.notes = notes;
    }

    /** The item with one of the items in it changed, or with something behind it. */
    byte[] mutate(byte[] encoded) {
        CborValue tree;
        try {
            tree = CborValue.parse(ByteString.of(encoded), LENIENT);
        } catch (MalformedException e) {
            return new ByteMutator(random, notes).mutate(encoded);
        }
        untilChange = random.nextInt(size(tree) + 1);
        write(tree, "");
        if (untilChange == 0) {
            notes.accept("CBOR: more behind it");
            out.raw(otherValue());
        }
        return out.toByteArray();
    }

    private static int size(CborValue value) {
        int size = 1;
        if (value instanceof CborMap map) {
            for (Map.Entry<CborValue, CborValue> entry : map.entries()) {
                size += size(entry.getValue());
            }
        } else if (value instanceof CborArray array) {
            for (CborValue element : array) {
                size += size(element);
            }
        }
        return size;
    }

    private byte[] otherValue() {
        return OTHER_VALUES.get(random.nextInt(OTHER_VALUES.size()));
    }

    private void write(CborValue value, String path) {
        if (untilChange-- == 0) {
            change(value, path);
        } else if (value instanceof CborMap map) {
            out.head(MAP, map.size());
            entries(map.entries(), path);
        } else if (value instanceof CborArray array) {
            out.head(ARRAY, array.size());
            elements(array.values(), path);
        } else {
            out.raw(proper(value));
        }
    }

    private void entries(List<Map.Entry<CborValue, CborValue>> entries, String path) {
        for (Map.Entry<CborValue, CborValue> entry : entries) {
            out.raw(proper(entry.getKey()));
            write(entry.getValue(), path + '.' + label(entry.getKey()));
        }
    }

    private static String label(CborValue key) {
        if (key instanceof CborText text) {
            return text.value();
        }
        return key instanceof CborInteger integer ? integer.toString() : "?";
    }

    private void elements(List<CborValue> elements, String path) {
        for (int i = 0; i < elements.size(); i++) {
            write(elements.get(i), path + '[' + i + ']');
        }
    }

    private void note(String path, String note) {
        notes.accept("CBOR " + (path.isEmpty() ? "" : path.substring(1)) + ": " + note);
    }

    private void change(CborValue value, String path) {
        switch (random.nextInt(14)) {
            case 0, 1 -> {
                note(path, "another value");
                out.raw(otherValue());
            }
            case 2 -> {
                note(path, "tagged");
                out.head(TAG, random.nextBoolean() ? 55799 : random.nextInt(40));
                write(value, path);
            }
            case 3 -> {
                note(path, "longer head");
                out.withLongerHead(proper(value), random);
            }
            case 4 -> {
                int depth = List.of(4, 9, 100, 5000).get(random.nextInt(4));
                note(path, "nested " + depth + " deep");
                out.raw("\u0081".repeat(depth).concat("\0").getBytes(StandardCharsets.ISO_8859_1));
            }
            case 5 -> {
                note(path, "huge length");
                out.head(majorType(value), HUGE.get(random.nextInt(HUGE.size())));
                write(value, path);
            }
            default -> changeAsItIs(value, path);
        }
    }

    /** The major type of a value that has a length, and that of byte strings for every other. */
    private static int majorType(CborValue value) {
        return switch (value.type()) {
            case TEXT -> TEXT;
            case ARRAY -> ARRAY;
            case MAP -> MAP;
            default -> BYTES;
        };
    }

    /** A change that takes a value of this type. */
    private void changeAsItIs(CborValue value, String path) {
        if (value instanceof CborMap map) {
            changeMap(map, path);
        } else if (value instanceof CborArray array) {
            changeArray(array, path);
        } else if (value instanceof CborBytes bytes) {
            changeString(BYTES, bytes.value().toByteArray(), path);
        } else if (value instanceof CborText text) {
            changeString(TEXT, text.value().getBytes(StandardCharsets.UTF_8), path);
        } else if (value instanceof CborInteger) {
            note(path, "another integer");
            out.head(random.nextInt(2), random.nextInt(2) == 0 ? random.nextInt(30) : random.nextInt() & 0xffffffffL);
        } else {
            note(path, "another value");
            out.raw(otherValue());
        }
    }

    private void changeMap(CborMap map, String path) {
        List<Map.Entry<CborValue, CborValue>> entries = new ArrayList<>(map.entries());
        int at = entries.isEmpty() ? 0 : random.nextInt(entries.size());
        int choice = entries.isEmpty() ? 6 + random.nextInt(3) : random.nextInt(11);
        String member =
                entries.isEmpty() ? path : path + '.' + label(entries.get(at).getKey());
        switch (choice) {
            case 0, 1 -> {
                note(member, "missing");
                entries.remove(at);
                map(entries.size(), entries, path);
            }
            case 2 -> {
                note(member, "twice");
                entries.add(at, entries.get(at));
                map(entries.size(), entries, path);
            }
            case 3 -> {
                note(member, "twice with different values");
                mapWithOneMore(entries, path, proper(entries.get(at).getKey()), random.nextBoolean());
            }
            case 4 -> {
                note(path, "keys in another order");
                Collections.shuffle(entries, random);
                map(entries.size(), entries, path);
            }
            case 5 -> {
                note(member, "name with a longer head");
                mapWithKey(
                        at,
                        entries,
                        path,
                        () -> out.withLongerHead(proper(entries.get(at).getKey()), random));
            }
            case 6 -> {
                note(path, "an unknown member");
                map(entries.size() + 1L, entries, path);
                out.raw(random.nextBoolean() ? proper(new CborText("unknown-member")) : proper(CborInteger.of(-70000)));
                out.raw(otherValue());
            }
            case 7 -> {
                note(path, "indefinite length");
                out.indefiniteHead(MAP);
                entries(entries, path);
                out.stop();
            }
            case 8 -> {
                note(path, "a count too high");
                map(entries.size() + 1L, entries, path);
            }
            case 9 -> {
                note(path, "a count too low");
                map(Math.max(0, entries.size() - 1), entries, path);
            }
            default -> {
                note(member, "another name");
                mapWithKey(at, entries, path, () -> out.raw(otherValue()));
            }
        }
    }

    /** A map that announces so many entries, whatever it has. */
    private void map(long announced, List<Map.Entry<CborValue, CborValue>> entries, String path) {
        out.head(MAP, announced);
        entries(entries, path);
    }

    /** A map with an entry of this key, before all others or after them, besides. */
    private void mapWithOneMore(List<Map.Entry<CborValue, CborValue>> entries, String path, byte[] key, boolean first) {
        out.head(MAP, entries.size() + 1L);
        if (first) {
            out.raw(key);
            out.raw(otherValue());
        }
        entries(entries, path);
        if (!first) {
            out.raw(key);
            out.raw(otherValue());
        }
    }

    /** A map of which one key is written by something else. */
    private void mapWithKey(int at, List<Map.Entry<CborValue, CborValue>> entries, String path, Runnable writesKey) {
        out.head(MAP, entries.size());
        for (int i = 0; i < entries.size(); i++) {
            if (i == at) {
                writesKey.run();
            } else {
                out.raw(proper(entries.get(i).getKey()));
            }
            write(entries.get(i).getValue(), path);
        }
    }

    private void changeArray(CborArray array, String path) {
        List<CborValue> elements = new ArrayList<>(array.values());
        switch (random.nextInt(5)) {
            case 0 -> {
                note(path, "empty");
                elements.clear();
                out.head(ARRAY, 0);
            }
            case 1 -> {
                note(path, "an element twice");
                elements.addAll(array.values());
                out.head(ARRAY, elements.size());
            }
            case 2 -> {
                note(path, "other order");
                Collections.shuffle(elements, random);
                out.head(ARRAY, elements.size());
            }
            case 3 -> {
                note(path, "indefinite length");
                out.indefiniteHead(ARRAY);
                elements(elements, path);
                out.stop();
                return;
            }
            default -> {
                note(path, "an element of another type");
                out.head(ARRAY, elements.size() + 1L);
                elements(elements, path);
                out.raw(otherValue());
                return;
            }
        }
        elements(elements, path);
    }

    private void changeString(int major, byte[] content, String path) {
        switch (random.nextInt(6)) {
            case 0 -> {
                note(path, "in chunks");
                out.indefiniteHead(major);
                out.head(major, content.length);
                out.raw(content);
                out.stop();
            }
            case 1 -> {
                note(path, "a length too high");
                out.head(major, content.length + 1L);
                out.raw(content);
            }
            case 2 -> {
                note(path, "the other kind of string");
                out.head(major == BYTES ? TEXT : BYTES, content.length);
                out.raw(content);
            }
            case 3 -> {
                note(path, "empty");
                out.head(major, 0);
            }
            default -> {
                note(path, "other content");
                byte[] changed = new ByteMutator(random, notes).mutate(content);
                out.head(major, changed.length);
                out.raw(changed);
            }
        }
    }
}
