package dev.keystile.inspect;

import dev.keystile.webauthn.cbor.CborInteger;
import dev.keystile.webauthn.cbor.CborValue;
import dev.keystile.webauthn.cose.CoseAlgorithm;

/** The names of COSE algorithms. */
final class Algorithms {

    private Algorithms() {}

    /** The name; empty for an algorithm that has none here. */
    static String name(long id) {
        return id == (int) id ? new CoseAlgorithm((int) id).name().orElse("no known algorithm") : "no known algorithm";
    }

    /** Adds a number that should be that of an algorithm, or whatever stands there. */
    static void describe(Tree tree, String label, CborValue value) {
        if (value instanceof CborInteger integer && integer.isLong()) {
            long id = integer.toBigInteger().longValueExact();
            tree.text(label, Long.toString(id), name(id));
        } else {
            CborView.value(tree, label, value);
        }
    }
}
