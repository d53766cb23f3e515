package dev.keystile.webauthn.testing;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;

/** DER, written: each method gives one whole element. */
final class Der {
    private static final DateTimeFormatter UTC_TIME =
            DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter GENERALIZED_TIME =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final Instant UTC_TIME_ENDS = Instant.parse("2050-01-01T00:00:00Z");
    private static final Instant UTC_TIME_BEGINS = Instant.parse("1950-01-01T00:00:00Z");

    private Der() {}

    static byte[] sequence(byte[]... elements) {
        return element(0x30, Bytes.concat(elements));
    }

    static byte[] sequence(List<byte[]> elements) {
        return sequence(elements.toArray(byte[][]::new));
    }

    /** SET OF: the elements in the order of their encodings. */
    static byte[] set(byte[]... elements) {
        byte[][] sorted = elements.clone();
        Arrays.sort(sorted, Arrays::compareUnsigned);
        return element(0x31, Bytes.concat(sorted));
    }

    static byte[] bool(boolean value) {
        return element(0x01, new byte[] {(byte) (value ? 0xff : 0)});
    }

    static byte[] integer(long value) {
        return integer(BigInteger.valueOf(value));
    }

    static byte[] integer(BigInteger value) {
        return element(0x02, value.toByteArray());
    }

    static byte[] bitString(byte[] bytes) {
        return element(0x03, Bytes.concat(new byte[] {0}, bytes));
    }

    /** Named bits, bit 0 first, without trailing zeros. */
    static byte[] namedBits(int... bits) {
        int highest = Arrays.stream(bits).max().orElseThrow();
        byte[] bytes = new byte[2 + highest / 8];
        for (int bit : bits) {
            bytes[1 + bit / 8] |= (byte) (0x80 >>> bit % 8);
        }
        bytes[0] = (byte) (7 - highest % 8);
        return element(0x03, bytes);
    }

    static byte[] octetString(byte[] bytes) {
        return element(0x04, bytes);
    }

    static byte[] nothing() {
        return element(0x05, new byte[0]);
    }

    /** An object identifier from its dotted form. */
    static byte[] oid(String dotted) {
        long[] arcs =
                Arrays.stream(dotted.split("\\.")).mapToLong(Long::parseLong).toArray();
        byte[] content = base128(arcs[0] * 40 + arcs[1]);
        for (int i = 2; i < arcs.length; i++) {
            content = Bytes.concat(content, base128(arcs[i]));
        }
        return element(0x06, content);
    }

    static byte[] enumerated(long value) {
        return element(0x0a, BigInteger.valueOf(value).toByteArray());
    }

    static byte[] utf8String(String text) {
        return element(0x0c, text.getBytes(StandardCharsets.UTF_8));
    }

    static byte[] printableString(String text) {
        return element(0x13, text.getBytes(StandardCharsets.US_ASCII));
    }

    /** UTCTime for the years 1950 to 2049, otherwise GeneralizedTime, as X.509 has it. */
    static byte[] time(Instant instant) {
        boolean utcTime = !instant.isBefore(UTC_TIME_BEGINS) && instant.isBefore(UTC_TIME_ENDS);
        return utcTime
                ? element(0x17, UTC_TIME.format(instant).getBytes(StandardCharsets.US_ASCII))
                : element(0x18, GENERALIZED_TIME.format(instant).getBytes(StandardCharsets.US_ASCII));
    }

    /** {@code [number] EXPLICIT}: around whole elements. */
    static byte[] explicit(int number, byte[]... elements) {
        return tagged(0xa0, number, Bytes.concat(elements));
    }

    /** {@code [number] IMPLICIT} of a primitive type: around its content. */
    static byte[] implicit(int number, byte[] content) {
        return tagged(0x80, number, content);
    }

    /** The key itself out of a SubjectPublicKeyInfo: what its bit string holds. */
    static byte[] subjectPublicKey(byte[] subjectPublicKeyInfo) {
        int algorithm = contentStart(subjectPublicKeyInfo, 0);
        int bitString = contentStart(subjectPublicKeyInfo, algorithm) + contentLength(subjectPublicKeyInfo, algorithm);
        return Arrays.copyOfRange(
                subjectPublicKeyInfo, contentStart(subjectPublicKeyInfo, bitString) + 1, subjectPublicKeyInfo.length);
    }

    static int contentStart(byte[] der, int element) {
        return element + 2 + (der[element + 1] < 0 ? der[element + 1] & 0x7f : 0);
    }

    static int contentLength(byte[] der, int element) {
        if (der[element + 1] >= 0) {
            return der[element + 1];
        }
        byte[] length = Arrays.copyOfRange(der, element + 2, contentStart(der, element));
        return new BigInteger(1, length).intValueExact();
    }

    private static byte[] tagged(int classAndForm, int number, byte[] content) {
        if (number < 31) {
            return element(classAndForm | number, content);
        }
        return Bytes.concat(new byte[] {(byte) (classAndForm | 31)}, base128(number), length(content.length), content);
    }

    private static byte[] element(int tag, byte[] content) {
        return Bytes.concat(new byte[] {(byte) tag}, length(content.length), content);
    }

    private static byte[] length(int length) {
        if (length < 0x80) {
            return new byte[] {(byte) length};
        }
        byte[] bytes = Bytes.unsigned(BigInteger.valueOf(length));
        return Bytes.concat(new byte[] {(byte) (0x80 | bytes.length)}, bytes);
    }

    private static byte[] base128(long value) {
        int groups = Math.max(1, (70 - Long.numberOfLeadingZeros(value)) / 7);
        byte[] bytes = new byte[groups];
        for (int i = 0; i < groups; i++) {
            int more = i < groups - 1 ? 0x80 : 0;
            bytes[i] = (byte) (value >>> 7 * (groups - 1 - i) & 0x7f | more);
        }
        return bytes;
    }
}
