package dev.keystile.webauthn.testing;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * CBOR from plain Java values, in the CTAP2 canonical form.
 *
 * <p>{@code Integer} and {@code Long} become integers, {@code byte[]} byte strings, {@code String} texts, {@code List} and
 * {@code Map} what they are, {@code Boolean} and {@code null} simple values. A {@link Raw} is copied as it stands and a
 * {@link Twice} repeats its key: with these two and a {@link Form} everything that is not canonical can be made as well.
 */
final class Cbor {
    static final int UNSIGNED = 0;
    static final int NEGATIVE = 1;
    static final int BYTES = 2;
    static final int TEXT = 3;
    static final int ARRAY = 4;
    static final int MAP = 5;
    static final int SIMPLE = 7;

    /** How the outermost map is written; what is inside it is always canonical. */
    enum Form {
        CANONICAL,
        /** Keys in the order that canonical forbids. */
        KEYS_REVERSED,
        /** The number of entries in a longer form than needed. */
        LONG_COUNT,
        /** The length of the first key in a longer form than needed. */
        LONG_KEY_LENGTH,
        /** A map of indefinite length, closed by a break. */
        INDEFINITE
    }

    /** Bytes that stand in the output as they are, as a key or a value. */
    record Raw(byte... bytes) {}

    private Cbor() {}

    static byte[] write(@Nullable Object value) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        write(value, out);
        return out.toByteArray();
    }

    /** The map with its outermost level in the given form. */
    static byte[] write(Map<?, ?> map, Form form) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        List<byte[][]> entries = sortedEntries(map);
        if (form == Form.KEYS_REVERSED) {
            java.util.Collections.reverse(entries);
        }
        switch (form) {
            case LONG_COUNT -> out.writeBytes(new byte[] {(byte) (MAP << 5 | 24), (byte) entries.size()});
            case INDEFINITE -> out.write(MAP << 5 | 31);
            default -> head(MAP, entries.size(), out);
        }
        boolean first = true;
        for (byte[][] entry : entries) {
            out.writeBytes(first && form == Form.LONG_KEY_LENGTH ? withLongerLength(entry[0]) : entry[0]);
            out.writeBytes(entry[1]);
            first = false;
        }
        if (form == Form.INDEFINITE) {
            out.write(0xff);
        }
        return out.toByteArray();
    }

    /** The item, whose head is one byte, with its argument in a byte of its own. */
    static byte[] withLongerLength(byte[] item) {
        byte[] longer = new byte[item.length + 1];
        longer[0] = (byte) (item[0] & 0xe0 | 24);
        longer[1] = (byte) (item[0] & 0x1f);
        System.arraycopy(item, 1, longer, 2, item.length - 1);
        return longer;
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
            out.writeBytes(write(map, Form.CANONICAL));
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
            out.write((int) argument);
        } else if (argument < 0x10000) {
            out.write(type | 25);
            bigEndian(argument, 2, out);
        } else if (argument < 0x100000000L) {
            out.write(type | 26);
            bigEndian(argument, 4, out);
        } else {
            out.write(type | 27);
            bigEndian(argument, 8, out);
        }
    }

    private static void bigEndian(long value, int bytes, ByteArrayOutputStream out) {
        for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8) {
            out.write((int) (value >>> shift));
        }
    }

    /** Major type first, then the shorter key, then byte by byte. */
    private static List<byte[][]> sortedEntries(Map<?, ?> map) {
        List<byte[][]> entries = new ArrayList<>();
        map.forEach((key, value) -> {
            byte[] encodedKey = write(key);
            List<?> values = value instanceof Twice twice ? twice.values() : Arrays.asList(value);
            values.forEach(each -> entries.add(new byte[][] {encodedKey, write(each)}));
        });
        entries.sort(Comparator.<byte[][]>comparingInt(entry -> (entry[0][0] & 0xff) >>> 5)
                .thenComparingInt(entry -> entry[0].length)
                .thenComparing(entry -> entry[0], Arrays::compareUnsigned));
        return entries;
    }
}
