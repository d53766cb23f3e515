package dev.keystile.peers.differences;

import dev.keystile.webauthn.bytes.ByteString;
import dev.keystile.webauthn.bytes.MalformedException;
import dev.keystile.webauthn.cbor.CborArray;
import dev.keystile.webauthn.cbor.CborBytes;
import dev.keystile.webauthn.cbor.CborInteger;
import dev.keystile.webauthn.cbor.CborMap;
import dev.keystile.webauthn.cbor.CborOptions;
import dev.keystile.webauthn.cbor.CborText;
import dev.keystile.webauthn.cbor.CborValue;
import dev.keystile.webauthn.cbor.CborWriter;
import java.io.ByteArrayOutputStream;
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

    private static final int BYTES = 2;
    private static final int TEXT = 3;
    private static final int ARRAY = 4;
    private static final int MAP = 5;
    private static final int TAG = 6;

    private final Random random;
    private final Consumer<String> notes;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
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
            out.writeBytes(otherValue());
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
            head(MAP, map.size());
            entries(map.entries(), path);
        } else if (value instanceof CborArray array) {
            head(ARRAY, array.size());
            elements(array.values(), path);
        } else {
            out.writeBytes(plain(value));
        }
    }

    private static byte[] plain(CborValue value) {
        return new CborWriter().value(value).toByteString().toByteArray();
    }

    private void entries(List<Map.Entry<CborValue, CborValue>> entries, String path) {
        for (Map.Entry<CborValue, CborValue> entry : entries) {
            out.writeBytes(plain(entry.getKey()));
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
                out.writeBytes(otherValue());
            }
            case 2 -> {
                note(path, "tagged");
                head(TAG, random.nextBoolean() ? 55799 : random.nextInt(40));
                write(value, path);
            }
            case 3 -> {
                note(path, "longer head");
                byte[] proper = plain(value);
                longHead(proper);
            }
            case 4 -> {
                int depth = List.of(4, 9, 100, 5000).get(random.nextInt(4));
                note(path, "nested " + depth + " deep");
                out.writeBytes("\u0081".repeat(depth).getBytes(StandardCharsets.ISO_8859_1));
                out.write(0);
            }
            case 5 -> {
                note(path, "huge length");
                int major = value instanceof CborText
                        ? TEXT
                        : value instanceof CborArray ? ARRAY : value instanceof CborMap ? MAP : BYTES;
                head(
                        major,
                        List.of(0x7fffffffL, 0x80000000L, 0xffffffffL, 0x100000000L, Long.MAX_VALUE, -1L)
                                .get(random.nextInt(6)));
                write(value, path);
            }
            default -> {
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
                    head(
                            random.nextInt(2),
                            random.nextInt(2) == 0 ? random.nextInt(30) : random.nextInt() & 0xffffffffL);
                } else {
                    note(path, "another value");
                    out.writeBytes(otherValue());
                }
            }
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
                head(MAP, entries.size());
                entries(entries, path);
            }
            case 2 -> {
                note(member, "twice");
                head(MAP, entries.size() + 1L);
                entries.add(at, entries.get(at));
                entries(entries, path);
            }
            case 3 -> {
                note(member, "twice with different values");
                head(MAP, entries.size() + 1L);
                boolean first = random.nextBoolean();
                byte[] again = plain(entries.get(at).getKey());
                if (first) {
                    out.writeBytes(again);
                    out.writeBytes(otherValue());
                }
                entries(entries, path);
                if (!first) {
                    out.writeBytes(again);
                    out.writeBytes(otherValue());
                }
            }
            case 4 -> {
                note(path, "keys in another order");
                Collections.shuffle(entries, random);
                head(MAP, entries.size());
                entries(entries, path);
            }
            case 5 -> {
                note(member, "name with a longer head");
                head(MAP, entries.size());
                for (int i = 0; i < entries.size(); i++) {
                    byte[] key = plain(entries.get(i).getKey());
                    if (i == at) {
                        longHead(key);
                    } else {
                        out.writeBytes(key);
                    }
                    write(entries.get(i).getValue(), path);
                }
            }
            case 6 -> {
                note(path, "an unknown member");
                head(MAP, entries.size() + 1L);
                entries(entries, path);
                out.writeBytes(
                        random.nextBoolean() ? plain(new CborText("unknown-member")) : plain(CborInteger.of(-70000)));
                out.writeBytes(otherValue());
            }
            case 7 -> {
                note(path, "indefinite length");
                out.write(MAP << 5 | 31);
                entries(entries, path);
                out.write(0xff);
            }
            case 8 -> {
                note(path, "a count too high");
                head(MAP, entries.size() + 1L);
                entries(entries, path);
            }
            case 9 -> {
                note(path, "a count too low");
                head(MAP, Math.max(0, entries.size() - 1));
                entries(entries, path);
            }
            default -> {
                note(member, "another name");
                head(MAP, entries.size());
                for (int i = 0; i < entries.size(); i++) {
                    out.writeBytes(i == at ? otherValue() : plain(entries.get(i).getKey()));
                    write(entries.get(i).getValue(), path);
                }
            }
        }
    }

    private void changeArray(CborArray array, String path) {
        List<CborValue> elements = new ArrayList<>(array.values());
        switch (random.nextInt(5)) {
            case 0 -> {
                note(path, "empty");
                elements.clear();
                head(ARRAY, 0);
            }
            case 1 -> {
                note(path, "an element twice");
                elements.addAll(array.values());
                head(ARRAY, elements.size());
            }
            case 2 -> {
                note(path, "other order");
                Collections.shuffle(elements, random);
                head(ARRAY, elements.size());
            }
            case 3 -> {
                note(path, "indefinite length");
                out.write(ARRAY << 5 | 31);
                elements(elements, path);
                out.write(0xff);
                return;
            }
            default -> {
                note(path, "an element of another type");
                head(ARRAY, elements.size() + 1L);
                elements(elements, path);
                out.writeBytes(otherValue());
                return;
            }
        }
        elements(elements, path);
    }

    private void changeString(int major, byte[] content, String path) {
        switch (random.nextInt(6)) {
            case 0 -> {
                note(path, "in chunks");
                out.write(major << 5 | 31);
                head(major, content.length);
                out.writeBytes(content);
                out.write(0xff);
            }
            case 1 -> {
                note(path, "a length too high");
                head(major, content.length + 1L);
                out.writeBytes(content);
            }
            case 2 -> {
                note(path, "the other kind of string");
                head(major == BYTES ? TEXT : BYTES, content.length);
                out.writeBytes(content);
            }
            case 3 -> {
                note(path, "empty");
                head(major, 0);
            }
            default -> {
                note(path, "other content");
                byte[] changed = new ByteMutator(random, notes).mutate(content);
                head(major, changed.length);
                out.writeBytes(changed);
            }
        }
    }

    /** The item with its argument in a longer form, if there is one. */
    private void longHead(byte[] item) {
        int major = item[0] >> 5 & 7;
        int info = item[0] & 31;
        if (major == 7 || info > 26) {
            out.writeBytes(item);
            return;
        }
        int had = info < 24 ? 0 : 1 << info - 24;
        long argument = info < 24 ? info : 0;
        for (int i = 1; i <= had; i++) {
            argument = argument << 8 | item[i] & 0xff;
        }
        int longer = info < 24 ? 24 + random.nextInt(4) : Math.min(27, info + 1);
        out.write(major << 5 | longer);
        for (int shift = 8 * ((1 << longer - 24) - 1); shift >= 0; shift -= 8) {
            out.write((int) (argument >>> shift));
        }
        out.write(item, 1 + had, item.length - 1 - had);
    }

    private void head(int major, long argument) {
        int bytes = argument < 0 || argument > 0xffffffffL
                ? 8
                : argument > 0xffff ? 4 : argument > 0xff ? 2 : argument > 23 ? 1 : 0;
        if (bytes == 0) {
            out.write(major << 5 | (int) argument);
            return;
        }
        out.write(major << 5 | 24 + Integer.numberOfTrailingZeros(bytes));
        for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8) {
            out.write((int) (argument >>> shift));
        }
    }
}
