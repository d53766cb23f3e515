package dev.keystile.webauthn.bytes;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.SignatureException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An immutable sequence of bytes, equal to another when the bytes are.
 *
 * <p>{@link #slice} shares the bytes it was cut from; what is kept for long is worth a {@link #compact}. No byte ever
 * reaches {@link #toString()}.
 *
 * <p>{@link #equals} may stop at the first difference; what is secret is compared by {@link #equalsConstantTime}. Every
 * accessor throws an {@link IndexOutOfBoundsException} for an index outside of the bytes.
 */
public final class ByteString implements Comparable<ByteString> {
    private static final ByteString EMPTY = new ByteString(new byte[0], 0, 0);

    private final byte[] storage;
    private final int offset;
    private final int length;

    /** Owns the array from here on: nobody else may write to it. */
    private ByteString(byte[] storage, int offset, int length) {
        this.storage = storage;
        this.offset = offset;
        this.length = length;
    }

    private static ByteString owning(byte[] bytes) {
        return bytes.length == 0 ? EMPTY : new ByteString(bytes, 0, bytes.length);
    }

    /** No bytes. */
    public static ByteString empty() {
        return EMPTY;
    }

    /** The given bytes. */
    public static ByteString of(byte... bytes) {
        return copyOf(bytes);
    }

    /** A copy of an array. */
    public static ByteString copyOf(byte[] bytes) {
        return owning(bytes.clone());
    }

    /**
     * A copy of {@code length} bytes of an array, starting at {@code from}.
     *
     * @throws IndexOutOfBoundsException when the array has no such part
     */
    public static ByteString copyOf(byte[] bytes, int from, int length) {
        Objects.checkFromIndexSize(from, length, bytes.length);
        return owning(Arrays.copyOfRange(bytes, from, from + length));
    }

    /** A copy of what remains in a buffer, which is left as it was. */
    public static ByteString copyOf(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return owning(bytes);
    }

    /**
     * The UTF-8 encoding of a text.
     *
     * @throws IllegalArgumentException when the text holds a lone surrogate, which has none
     */
    public static ByteString ofUtf8(String text) {
        try {
            return owning(Utf8.encode(text));
        } catch (MalformedException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /**
     * Bytes written as hexadecimal digits, in upper or lower case, without separators.
     *
     * @throws IllegalArgumentException for any other text
     */
    public static ByteString fromHex(String hex) {
        return owning(HexFormat.of().parseHex(hex));
    }

    /**
     * Bytes written as base64url, strictly: no padding, no other alphabet, no white space, no bits set that encode nothing, so
     * that every value has one text only.
     *
     * @throws MalformedException ({@link Format#BASE64URL}) for any other text; its place is the offset of the fault,
     *     or empty when it is the length that is impossible
     */
    public static ByteString fromBase64Url(String text) throws MalformedException {
        // What Latin-1 lacks becomes '?', which the alphabet lacks too.
        byte[] ascii = text.getBytes(ISO_8859_1);
        return owning(Base64Url.decode(ascii, 0, ascii.length));
    }

    /**
     * As {@link #fromBase64Url(String)}, from the part of an array that holds the text in ASCII.
     *
     * @param from the index of the text's first character
     * @param to the index behind its last
     * @throws MalformedException ({@link Format#BASE64URL}) for any other text; its place is the offset of the fault
     *     from {@code from}, or empty when it is the length that is impossible
     * @throws IndexOutOfBoundsException when the array has no such part
     */
    public static ByteString fromBase64Url(byte[] ascii, int from, int to) throws MalformedException {
        Objects.checkFromToIndex(from, to, ascii.length);
        return owning(Base64Url.decode(ascii, from, to));
    }

    /**
     * So many bytes from a source of randomness.
     *
     * @param length in bytes
     */
    public static ByteString random(SecureRandom random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return owning(bytes);
    }

    /** The number of bytes. */
    public int length() {
        return length;
    }

    public boolean isEmpty() {
        return length == 0;
    }

    /** The byte at an index from 0 to {@code length() - 1}. */
    public byte byteAt(int index) {
        return storage[offset + Objects.checkIndex(index, length)];
    }

    /** The byte at an index as a number from 0 to 255. */
    public int uint8At(int index) {
        return byteAt(index) & 0xFF;
    }

    /** The unsigned big-endian number in the two bytes at an index. */
    public int uint16At(int index) {
        Objects.checkFromIndexSize(index, 2, length);
        int at = offset + index;
        return (storage[at] & 0xFF) << 8 | storage[at + 1] & 0xFF;
    }

    /** The unsigned big-endian number in the four bytes at an index, from 0 to 2³²-1. */
    public long uint32At(int index) {
        Objects.checkFromIndexSize(index, 4, length);
        return (long) uint16At(index) << 16 | uint16At(index + 2);
    }

    /** The bytes from one index up to, not including, another; shares this value's storage. */
    public ByteString slice(int from, int to) {
        Objects.checkFromToIndex(from, to, length);
        return from == to
                ? EMPTY
                : from == 0 && to == length ? this : new ByteString(storage, offset + from, to - from);
    }

    /** The bytes from an index to the end; shares this value's storage. */
    public ByteString slice(int from) {
        return slice(from, length);
    }

    /**
     * These bytes and then the others.
     *
     * @throws ArithmeticException when that makes more than 2³¹-1 bytes
     */
    public ByteString concat(ByteString... others) {
        int total = length;
        for (ByteString other : others) {
            total = Math.addExact(total, other.length);
        }
        byte[] bytes = new byte[total];
        int at = copyTo(bytes, 0);
        for (ByteString other : others) {
            at = other.copyTo(bytes, at);
        }
        return owning(bytes);
    }

    /** The same bytes in storage of their own, so that keeping them keeps nothing else alive. */
    public ByteString compact() {
        return length == storage.length ? this : owning(toByteArray());
    }

    /** Whether these bytes begin with the others, as all begin with none. Not in constant time. */
    public boolean startsWith(ByteString prefix) {
        return length >= prefix.length
                && Arrays.equals(
                        storage,
                        offset,
                        offset + prefix.length,
                        prefix.storage,
                        prefix.offset,
                        prefix.offset + prefix.length);
    }

    /**
     * Writes all bytes into an array at an index and returns the index behind them.
     *
     * @throws IndexOutOfBoundsException when the array is too short
     */
    public int copyTo(byte[] target, int at) {
        System.arraycopy(storage, offset, target, at, length);
        return at + length;
    }

    /** Feeds all bytes to a digest, without copying them. */
    public void feed(MessageDigest digest) {
        digest.update(storage, offset, length);
    }

    /**
     * Feeds all bytes to a signature that is being made or verified, without copying them.
     *
     * @throws SignatureException when the signature was not initialized
     */
    public void feed(Signature signature) throws SignatureException {
        signature.update(storage, offset, length);
    }

    /**
     * Whether a signature that has been fed its data is these bytes; does not copy them.
     *
     * @throws SignatureException when it was not initialized, or when the provider cannot even read these bytes as a
     *     signature
     * @see Signature#verify(byte[], int, int)
     */
    public boolean isVerifiedBy(Signature signature) throws SignatureException {
        return signature.verify(storage, offset, length);
    }

    /** The bytes' SHA-256 hash, 32 bytes. */
    public ByteString sha256() {
        MessageDigest digest = sha256Digest();
        feed(digest);
        return owning(digest.digest());
    }

    private static MessageDigest sha256Digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java platform lacks SHA-256, which every one must have", e);
        }
    }

    /** A new array with the bytes. */
    public byte[] toByteArray() {
        return Arrays.copyOfRange(storage, offset, offset + length);
    }

    /** A read-only view of the bytes, from position 0. */
    public ByteBuffer asReadOnlyBuffer() {
        return ByteBuffer.wrap(storage, offset, length).slice().asReadOnlyBuffer();
    }

    /** The bytes as base64url without padding. */
    public String toBase64Url() {
        return Base64Url.encode(storage, offset, length);
    }

    /** The bytes as lower-case hexadecimal digits. */
    public String toHex() {
        return HexFormat.of().formatHex(storage, offset, offset + length);
    }

    /**
     * The text these bytes encode in UTF-8.
     *
     * @throws MalformedException ({@link Format#UTF8}) when they do not
     */
    public String toUtf8() throws MalformedException {
        return Utf8.decode(storage, offset, offset + length);
    }

    /** Equality in a time that depends on the lengths alone, for values whose content is secret. */
    public boolean equalsConstantTime(ByteString other) {
        if (length != other.length) {
            return false;
        }
        int difference = 0;
        for (int i = 0; i < length; i++) {
            difference |= storage[offset + i] ^ other.storage[other.offset + i];
        }
        return difference == 0;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ByteString that
                && Arrays.equals(
                        storage, offset, offset + length, that.storage, that.offset, that.offset + that.length);
    }

    @Override
    public int hashCode() {
        int hash = 1;
        for (int i = 0; i < length; i++) {
            hash = 31 * hash + storage[offset + i];
        }
        return hash;
    }

    /** By the first byte that differs, taken as unsigned; a beginning comes before what it is the beginning of. */
    @Override
    public int compareTo(ByteString other) {
        return Arrays.compareUnsigned(
                storage, offset, offset + length, other.storage, other.offset, other.offset + other.length);
    }

    /** The length only: bytes may be secret. */
    @Override
    public String toString() {
        return "ByteString[" + length + " bytes]";
    }
}
