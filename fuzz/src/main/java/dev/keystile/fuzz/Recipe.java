package dev.keystile.fuzz;

import dev.keystile.webauthn.bytes.ByteString;

/**
 * A fuzzer's bytes, taken as a list of decisions. When they run out, every further decision is the first choice, so that short
 * recipes change little and an empty one nothing.
 */
final class Recipe {
    private final ByteString bytes;
    private int at;

    Recipe(ByteString bytes) {
        this.bytes = bytes;
    }

    boolean isOver() {
        return at >= bytes.length();
    }

    int nextByte() {
        return isOver() ? 0 : bytes.uint8At(at++);
    }

    /** A number from 0 up to, not including, the bound. */
    int next(int bound) {
        if (bound <= 1) {
            return 0;
        }
        int number = bound <= 256 ? nextByte() : nextByte() << 8 | nextByte();
        return number % bound;
    }

    /** Some bytes of the recipe itself. */
    byte[] nextBytes(int length) {
        byte[] taken = new byte[length];
        for (int i = 0; i < length; i++) {
            taken[i] = (byte) nextByte();
        }
        return taken;
    }
}
