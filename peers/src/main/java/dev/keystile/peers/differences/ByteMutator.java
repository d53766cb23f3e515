package dev.keystile.peers.differences;

import java.util.Arrays;
import java.util.Random;
import java.util.function.Consumer;

/** One change of bytes that knows nothing of what they mean. */
final class ByteMutator {

    private final Random random;
    private final Consumer<String> notes;

    ByteMutator(Random random, Consumer<String> notes) {
        this.random = random;
        this.notes = notes;
    }

    byte[] mutate(byte[] bytes) {
        if (bytes.length == 0) {
            return inserted(bytes, 0, new byte[] {(byte) random.nextInt()});
        }
        int at = random.nextInt(bytes.length);
        return switch (random.nextInt(9)) {
            case 0 -> noted("bit turned at " + at, with(bytes, at, (byte) (bytes[at] ^ 1 << random.nextInt(8))));
            case 1 -> noted("byte set at " + at, with(bytes, at, (byte) (bytes[at] + 1 + random.nextInt(255))));
            case 2 -> noted("byte zero at " + at, with(bytes, at, (byte) 0));
            case 3 -> noted("cut at " + at, Arrays.copyOf(bytes, at));
            case 4 -> noted("lengthened", inserted(bytes, bytes.length, random(1 + random.nextInt(4))));
            case 5 -> noted("inserted at " + at, inserted(bytes, at, random(1 + random.nextInt(4))));
            case 6 -> noted("removed at " + at, removed(bytes, at, 1 + random.nextInt(4)));
            case 7 -> noted("repeated from " + at, inserted(bytes, at, slice(bytes, at, 1 + random.nextInt(32))));
            default -> noted("copied to " + at, copied(bytes, random.nextInt(bytes.length), at));
        };
    }

    private byte[] noted(String note, byte[] changed) {
        notes.accept(note);
        return changed;
    }

    private byte[] random(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private static byte[] with(byte[] bytes, int at, byte value) {
        byte[] changed = bytes.clone();
        changed[at] = value;
        return changed;
    }

    private static byte[] slice(byte[] bytes, int at, int length) {
        return Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + length));
    }

    private static byte[] inserted(byte[] bytes, int at, byte[] more) {
        byte[] changed = Arrays.copyOf(bytes, bytes.length + more.length);
        System.arraycopy(more, 0, changed, at, more.length);
        System.arraycopy(bytes, at, changed, at + more.length, bytes.length - at);
        return changed;
    }

    private static byte[] removed(byte[] bytes, int at, int length) {
        int end = Math.min(bytes.length, at + length);
        byte[] changed = Arrays.copyOf(bytes, bytes.length - (end - at));
        System.arraycopy(bytes, end, changed, at, bytes.length - end);
        return changed;
    }

    private byte[] copied(byte[] bytes, int from, int to) {
        byte[] changed = bytes.clone();
        int length = Math.min(1 + random.nextInt(8), bytes.length - Math.max(from, to));
        System.arraycopy(bytes, from, changed, to, length);
        return changed;
    }
}
