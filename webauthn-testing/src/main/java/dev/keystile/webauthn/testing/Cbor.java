package dev.keystile.webauthn.testing;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * CBOR from plain Java values, in the CTAP2 canonical form.
 *
 * <p>{@code Integer} and {@code Long} become integers, {@code byte[]} byte strings, {@code String} texts, {@code List} and
 * {@code Map} what they are, {@code Boolean} and {@code null} simple values. A {@link Raw} is copied as it stands and a
 * {@link Twice} repeats its key: with these two and a {@link CborForm} what is not canonical can be made as well.
 */
final class Cbor {
    private static final int UNSIGNED = 0;
    private static final int NEGATIVE = 1;
    private static final int BYTES = 2;
    private static final int TEXT = 3;
    private static final int ARRAY = 4;
    private static final int MAP = 5;
    private static final int TAG = 6;

    /** The tag that says no more than that CBOR follows. */
    private static final int SELF_DESCRIBED = 55799;

    /** Bytes that stand in the output as they are. */
    record Raw(byte... bytes) {}

    private record Entry(byte[] key, byte[] value) {}

    private Cbor() {}

    static byte[] write(@Nullable Object value) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        write(value, out);
        return out.toByteArray();
    }

    /** The map with its outermost level in the given form. */
    static byte[] write(Map<?, ?> map, CborForm form) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        write(map, form, out);
        return out.toByteArray();
    }

    /** The start of a byte string that says how long it is. */
    static byte[] byteStringHead(long length) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        head(BYTES, length, out);
        return out.toByteArray();
    }

    private static void write(Map<?, ?> map, CborForm form, ByteArrayOutputStream out) {
        List<Entry> entries = sortedEntries(map);
        if (form == CborForm.KEYS_REVERSED) {
            Collections.reverse(entries);
        }
        switch (form) {
            case LONG_COUNT -> out.writeBytes(new byte[] {(byte) (MAP << 5 | 24), (byte) entries.size()});
            case INDEFINITE -> out.write(MAP << 5 | 31);
            case TAGGED -> {
                head(TAG, SELF_DESCRIBED, out);
                head(MAP, entries.size(), out);
            }
            default -> head(MAP, entries.size(), out);
        }
        boolean longer = form == CborForm.LONG_KEY;
        for (Entry entry : entries) {
            out.writeBytes(longer ? withLongerHead(entry.key()) : entry.key());
            out.writeBytes(entry.value());
            longer = false;
        }
        if (form == CborForm.INDEFINITE) {
            out.write(0xff);
        }
    }

    /** The key as CBOR would write it, were it not for a longer head than needed. */
    static Raw withLongerHead(Object key) {
        return new Raw(withLongerHead(write(key)));
    }

    /** The item, whose head is one byte, with its argument in a byte of its own. */
    private static byte[] withLongerHead(byte[] item) {
        byte[] head = {(byte) (item[0] & 0xe0 | 24), (byte) (item[0] & 0x1f)};
        return Bytes.concat(head, Arrays.copyOfRange(item, 1, item.length));
    }

    private static void write(@Nullable Object value, ByteArrayOutputStream out) {
        if (value == null) {
            out.write(0xf6);
        } else if (value instanceof Boolean bool) {
            out.write(bool ? 0xf5 : 0xf4);
        } else if (value instanceof Integer || value instanceof Long) {
            integer(((Number) value).longValue(), out);
        } else if (value instanceof byte[] bytes) {
            head(BYTES, bytes.length, out);
            out.writeBytes(bytes);
        } else if (value instanceof CharSequence text) {
            byte[] utf8 = text.toString().getBytes(StandardCharsets.UTF_8);
            head(TEXT, utf8.length, out);
            out.writeBytes(utf8);
        } else if (value instanceof List<?> elements) {
            head(ARRAY, elements.size(), out);
            elements.forEach(element -> write(element, out));
        } else if (value instanceof Map<?, ?> map) {
            write(map, CborForm.CANONICAL, out);
        } else if (value instanceof Raw raw) {
            out.writeBytes(raw.bytes());
        } else {
            throw new IllegalArgumentException(
                    "CBOR has no form here for a " + value.getClass().getName());
        }
    }

    private static void integer(long value, ByteArrayOutputStream out) {
        if (value >= 0) {
            head(UNSIGNED, value, out);
        } else {
            head(NEGATIVE, -1 - value, out);
        }
    }

    private static void head(int majorType, long argument, ByteArrayOutputStream out) {
        int type = majorType << 5;
        if (argument < 24) {
            out.write(type | (int) argument);
        } else if (argument < 0x100) {
            out.write(type | 24);
            out.writeBytes(Bytes.bigEndian(argument, 1));
        } else if (argument < 0x10000) {
            out.write(type | 25);
            out.writeBytes(Bytes.bigEndian(argument, 2));
        } else if (argument < 0x100000000L) {
            out.write(type | 26);
            out.writeBytes(Bytes.bigEndian(argument, 4));
        } else {
            out.write(type | 27);
            out.writeBytes(Bytes.bigEndian(argument, 8));
        }
    }

    /** Major type first, then the shorter key, then byte by byte. */
    private static List<Entry> sortedEntries(Map<?, ?> map) {
        List<Entry> entries = new ArrayList<>();
        map.forEach((key, value) -> {
            byte[] encodedKey = write(key);
            List<?> values = value instanceof Twice twice ? twice.values() : Collections.singletonList(value);
            values.forEach(each -> entries.add(new Entry(encodedKey, write(each))));
        });
        entries.sort(Comparator.<Entry>comparingInt(entry -> (entry.key()[0] & 0xff) >>> 5)
                .thenComparingInt(entry -> entry.key().length)
                .thenComparing(Entry::key, Arrays::compareUnsigned));
        return entries;
    }
}
