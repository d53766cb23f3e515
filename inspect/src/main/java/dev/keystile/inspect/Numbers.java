package dev.keystile.inspect;

import dev.keystile.webauthn.bytes.ByteString;
import java.math.BigInteger;
import java.util.Map;
import java.util.StringJoiner;

/** Numbers in words. */
final class Numbers {
    private static final int LONGEST_DECIMAL = 16;

    private Numbers() {}

    static int bitLength(ByteString unsigned) {
        return new BigInteger(1, unsigned.toByteArray()).bitLength();
    }

    /** An unsigned number in decimal digits while it is short, else in hexadecimal ones. */
    static String decimal(ByteString unsigned) {
        return unsigned.length() <= LONGEST_DECIMAL
                ? new BigInteger(1, unsigned.toByteArray()).toString()
                : Tree.hex(unsigned);
    }

    /** The names of the bits that are set, lowest first; a bit without a name by its number. */
    static String bits(long value, Map<Integer, String> names) {
        StringJoiner joined = new StringJoiner(" ");
        for (int bit = 0; bit < Long.SIZE; bit++) {
            if ((value >>> bit & 1) == 1) {
                joined.add(names.getOrDefault(bit, "bit" + bit));
            }
        }
        return joined.toString();
    }

    /** A duration in milliseconds as people say it. */
    static String duration(long milliseconds) {
        if (milliseconds < 0) {
            return "negative";
        }
        if (milliseconds < 1000) {
            return milliseconds + " ms";
        }
        long seconds = milliseconds / 1000;
        return seconds < 60
                ? seconds + " s"
                : seconds / 60 + " min" + (seconds % 60 == 0 ? "" : " " + seconds % 60 + " s");
    }
}
