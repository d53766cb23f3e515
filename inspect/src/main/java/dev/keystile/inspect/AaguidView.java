package dev.keystile.inspect;

import dev.keystile.webauthn.authenticator.Aaguid;

/** The identifier of an authenticator's model. */
final class AaguidView {

    private AaguidView() {}

    static void describe(Tree tree, String label, Aaguid aaguid) {
        tree.text(label, aaguid.toString(), aaguid.isZero() ? "all zero: the model is not told" : "");
    }

    /** On its own: with the bytes that stand in authenticator data. */
    static void describe(Tree tree, Aaguid aaguid) {
        describe(tree, "aaguid", aaguid);
        tree.bytes("bytes", aaguid.value());
        int version = aaguid.toUuid().version();
        tree.text("version", Integer.toString(version), version == 4 ? "a random UUID, as most are" : "");
    }
}
