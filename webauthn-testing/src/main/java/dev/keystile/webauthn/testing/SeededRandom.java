package dev.keystile.webauthn.testing;

import java.io.NotSerializableException;
import java.io.ObjectStreamException;
import java.security.SecureRandom;

/**
 * Randomness that is the same for the same seed: SHA-256 over the seed and a counter. Fit for reproducible tests and
 * nothing else.
 */
final class SeededRandom extends SecureRandom {
    private final byte[] seed;
    private long counter;

    SeededRandom(long seed) {
        super(null, null);
        this.seed = Bytes.bigEndian(seed, Long.BYTES);
    }

    @Override
    public String getAlgorithm() {
        return "seeded, for tests";
    }

    @Override
    public synchronized void nextBytes(byte[] bytes) {
        int filled = 0;
        while (filled < bytes.length) {
            byte[] block = Bytes.sha256(seed, Bytes.bigEndian(counter++, Long.BYTES));
            int copied = Math.min(block.length, bytes.length - filled);
            System.arraycopy(block, 0, bytes, filled, copied);
            filled += copied;
        }
    }

    @Override
    public byte[] generateSeed(int length) {
        byte[] bytes = new byte[length];
        nextBytes(bytes);
        return bytes;
    }

    /** The seed is fixed: what a caller mixes in changes nothing. */
    @Override
    public void setSeed(long ignored) {}

    @Override
    public void setSeed(byte[] ignored) {}

    private Object writeReplace() throws ObjectStreamException {
        throw new NotSerializableException(SeededRandom.class.getName());
    }
}
