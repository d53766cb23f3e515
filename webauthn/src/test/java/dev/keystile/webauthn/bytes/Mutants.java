package dev.keystile.webauthn.bytes;

import java.util.Random;
import java.util.function.Consumer;

/** All that a few changes make of some valid bytes, the same ones in every run. */
public final class Mutants {
    private Mutants() {}

    /** Every beginning of the bytes, the bytes with more behind them, and each byte changed in several ways. */
    public static void of(ByteString valid, Consumer<ByteString> test) {
        byte[] bytes = valid.toByteArray();
        for (int length = 0; length < bytes.length; length++) {
            test.accept(valid.slice(0, length));
        }
        test.accept(valid.concat(ByteString.of((byte) 0)));
        test.accept(valid.concat(valid));
        Random random = new Random(valid.hashCode());
        for (int i = 0; i < bytes.length; i++) {
            byte original = bytes[i];
            for (int bit = 0; bit < 8; bit++) {
                bytes[i] = (byte) (original ^ 1 << bit);
                test.accept(ByteString.copyOf(bytes));
            }
            bytes[i] = (byte) random.nextInt();
            test.accept(ByteString.copyOf(bytes));
            bytes[i] = original;
        }
        for (int i = 0; i < 500; i++) {
            byte[] several = bytes.clone();
            for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
                several[random.nextInt(several.length)] = (byte) random.nextInt();
            }
            test.accept(ByteString.copyOf(several));
        }
    }
}
