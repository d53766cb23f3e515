package dev.keystile.webauthn.testing;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;

/** The few things that every encoder here does with bytes. */
final class Bytes {

    private Bytes() {}

    static byte[] concat(byte[]... parts) {
        int length = 0;
        for (byte[] part : parts) {
            length += part.length;
        }
        byte[] whole = new byte[length];
        int position = 0;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, whole, position, part.length);
            position += part.length;
        }
        return whole;
    }

    /** The bytes with the lowest bit of one of them turned. */
    static byte[] withBitTurned(byte[] bytes, int index) {
        byte[] turned = bytes.clone();
        turned[index] ^= 1;
        return turned;
    }

    /** The non-negative number in as many bytes as it needs. */
    static byte[] unsigned(BigInteger number) {
        return unsigned(number, Math.max(1, (number.bitLength() + 7) / 8));
    }

    /** The non-negative number in exactly that many bytes. */
    static byte[] unsigned(BigInteger number, int length) {
        byte[] bytes = number.toByteArray();
        byte[] fixed = new byte[length];
        int copied = Math.min(length, bytes.length);
        System.arraycopy(bytes, bytes.length - copied, fixed, length - copied, copied);
        return fixed;
    }

    static byte[] bigEndian(long value, int length) {
        return Arrays.copyOfRange(
                ByteBuffer.allocate(Long.BYTES).putLong(value).array(), Long.BYTES - length, Long.BYTES);
    }

    static byte[] of(UUID uuid) {
        return concat(
                bigEndian(uuid.getMostSignificantBits(), Long.BYTES),
                bigEndian(uuid.getLeastSignificantBits(), Long.BYTES));
    }

    static byte[] sha256(byte[]... parts) {
        return digest("SHA-256", parts);
    }

    static byte[] digest(String algorithm, byte[]... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance(algorithm);
            for (byte[] part : parts) {
                digest.update(part);
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this JVM has no " + algorithm, e);
        }
    }

    static byte[] fromBase64Url(String text) {
        if (text.indexOf('=') >= 0) {
            throw new IllegalArgumentException("base64url here has no padding");
        }
        return Base64.getUrlDecoder().decode(text);
    }

    static String base64Url(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
