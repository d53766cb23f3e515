package dev.keystile.peers.differences;

import dev.keystile.webauthn.cbor.CborValue;
import dev.keystile.webauthn.cbor.CborWriter;
import java.io.ByteArrayOutputStream;
import java.util.Random;

/** Writes CBOR piece by piece, so that heads need not be true of what follows them, nor as short as they can be. */
final class LooseCborWriter {

    static final int BYTES = 2;
    static final int TEXT = 3;
    static final int ARRAY = 4;
    static final int MAP = 5;
    static final int TAG = 6;

    private static final int SIMPLE_OR_FLOAT = 7;
    private static final int IN_ONE_BYTE = 24;
    private static final int IN_EIGHT_BYTES = 27;
    private static final int INDEFINITE = 31;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    /** The item as it ought to be written. */
    static byte[] proper(CborValue value) {
        return new CborWriter().value(value).toByteString().toByteArray();
    }

    void raw(byte[] bytes) {
        out.writeBytes(bytes);
    }

    /** The head of an item, in as few bytes as it needs. */
    void head(int major, long argument) {
        int bytes = argument < 0 || argument > 0xffffffffL
                ? 8
                : argument > 0xffff ? 4 : argument > 0xff ? 2 : argument > 23 ? 1 : 0;
        if (bytes == 0) {
            out.write(major << 5 | (int) argument);
            return;
        }
        out.write(major << 5 | IN_ONE_BYTE + Integer.numberOfTrailingZeros(bytes));
        bigEndian(argument, bytes);
    }

    /** The head of an item that ends with a {@link #stop()}. */
    void indefiniteHead(int major) {
        out.write(major << 5 | INDEFINITE);
    }

    /** What ends the innermost item of indefinite length. */
    void stop() {
        out.write(0xff);
    }

    /** An item that is properly written, with its argument in a longer form, if there is one. */
    void withLongerHead(byte[] item, Random random) {
        int major = item[0] >> 5 & 7;
        int information = item[0] & 31;
        if (major == SIMPLE_OR_FLOAT || information >= IN_EIGHT_BYTES) {
            raw(item);
            return;
        }
        boolean inside = information < IN_ONE_BYTE;
        int had = inside ? 0 : 1 << information - IN_ONE_BYTE;
        long argument = inside ? information : 0;
        for (int i = 1; i <= had; i++) {
            argument = argument << 8 | item[i] & 0xff;
        }
        int longer = inside ? IN_ONE_BYTE + random.nextInt(4) : information + 1;
        out.write(major << 5 | longer);
        bigEndian(argument, 1 << longer - IN_ONE_BYTE);
        out.write(item, 1 + had, item.length - 1 - had);
    }

    private void bigEndian(long number, int bytes) {
        for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8) {
            out.write((int) (number >>> shift));
        }
    }

    byte[] toByteArray() {
        return out.toByteArray();
    }
}
