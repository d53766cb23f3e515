package dev.keystile.webauthn.cbor;

import dev.keystile.webauthn.bytes.ByteString;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Writes CBOR values one after another in the canonical form of CTAP2.
 *
 * <p>Keys of maps are put into canonical order, whatever order they were added in; lengths and integers take as few
 * bytes as they can. Nothing bounds the size of what is written.
 */
public final class CborWriter {
    private byte[] bytes = new byte[64];
    private int length;

    /** A writer that has written nothing yet. */
    public CborWriter() {}

    /**
     * Writes a value with all it contains.
     *
     * @throws IllegalArgumentException when a text in it holds a lone surrogate
     */
    public CborWriter value(CborValue value) {
        if (value instanceof CborInteger integer) {
            head(integer.negative() ? 1 : 0, integer.magnitude());
        } else if (value instanceof CborBytes string) {
            head(2, string.value().length());
            append(string.value());
        } else if (value instanceof CborText text) {
            ByteString utf8 = ByteString.ofUtf8(text.value());
            head(3, utf8.length());
            append(utf8);
        } else if (value instanceof CborArray array) {
            head(4, array.size());
            for (CborValue each : array) {
                value(each);
            }
        } else if (value instanceof CborMap map) {
            map(map);
        } else if (value instanceof CborSimple simple) {
            head(7, simple.number());
        } else if (value instanceof CborFloat number) {
            floating(number);
        }
        return this;
    }

    private void map(CborMap map) {
        List<Map.Entry<ByteString, CborValue>> entries = new ArrayList<>(map.size());
        for (Map.Entry<CborValue, CborValue> entry : map.entries()) {
            entries.add(Map.entry(entry.getKey().encode(), entry.getValue()));
        }
        entries.sort((one, other) -> compareKeys(one.getKey(), other.getKey()));
        head(5, entries.size());
        for (Map.Entry<ByteString, CborValue> entry : entries) {
            append(entry.getKey());
            value(entry.getValue());
        }
    }

    /** CTAP2's order of encoded keys: by major type, then by length, then byte by byte. */
    private static int compareKeys(ByteString one, ByteString other) {
        int byType = Integer.compare(one.uint8At(0) >> 5, other.uint8At(0) >> 5);
        if (byType != 0) {
            return byType;
        }
        int byLength = Integer.compare(one.length(), other.length());
        return byLength != 0 ? byLength : one.compareTo(other);
    }

    private void floating(CborFloat number) {
        int size = number.size();
        append(0xE0 | (size == 2 ? 25 : size == 4 ? 26 : 27));
        bigEndian(number.bits(), size);
    }

    /** The first byte, with the major type, and the argument in as few bytes as it needs. */
    private void head(int majorType, long argument) {
        int type = majorType << 5;
        if (argument >= 0 && argument < 24) {
            append(type | (int) argument);
        } else if (argument >>> 8 == 0) {
            append(type | 24);
            bigEndian(argument, 1);
        } else if (argument >>> 16 == 0) {
            append(type | 25);
            bigEndian(argument, 2);
        } else if (argument >>> 32 == 0) {
            append(type | 26);
            bigEndian(argument, 4);
        } else {
            append(type | 27);
            bigEndian(argument, 8);
        }
    }

    private void bigEndian(long number, int size) {
        for (int shift = 8 * (size - 1); shift >= 0; shift -= 8) {
            append((int) (number >>> shift));
        }
    }

    private void append(int each) {
        ensure(1);
        bytes[length++] = (byte) each;
    }

    private void append(ByteString some) {
        ensure(some.length());
        length = some.copyTo(bytes, length);
    }

    private void ensure(int more) {
        int needed = Math.addExact(length, more);
        if (needed > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(needed, 2 * bytes.length));
        }
    }

    /** A copy of all that was written: the encodings one behind the other, without anything between. */
    public ByteString toByteString() {
        return ByteString.copyOf(bytes, 0, length);
    }
}
