package dev.keystile.inspect;

import dev.keystile.webauthn.bytes.ByteString;
import dev.keystile.webauthn.bytes.MalformedException;
import dev.keystile.webauthn.der.DerReader;
import dev.keystile.webauthn.der.DerTag;
import java.math.BigInteger;

/** A SubjectPublicKeyInfo, RFC 5280 section 4.1.2.7. */
final class PublicKeyView {
    private static final String EC = "1.2.840.10045.2.1";
    private static final String RSA = "1.2.840.113549.1.1.1";

    private PublicKeyView() {}

    static boolean isLikely(ByteString der) {
        try {
            DerReader info = new DerReader(der).readSequence();
            info.readSequence().readObjectIdentifier();
            info.readBitString();
            return !info.hasNext();
        } catch (MalformedException e) {
            return false;
        }
    }

    static void describe(Tree tree, ByteString der) {
        tree.attempt(() -> info(tree, der));
    }

    private static void info(Tree tree, ByteString der) throws MalformedException {
        DerReader outer = new DerReader(der);
        DerReader info = outer.readSequence();
        outer.requireEnd();
        DerReader identifier = info.readSequence();
        String algorithm = identifier.readObjectIdentifier();
        tree.text("algorithm", Oids.describe(algorithm));
        if (identifier.isNext(DerTag.OBJECT_IDENTIFIER)) {
            tree.text("parameters", Oids.describe(identifier.readObjectIdentifier()));
        } else if (!identifier.isNext(DerTag.NULL)) {
            DerView.all(tree, identifier);
        }
        ByteString key = info.readBitString();
        info.requireEnd();
        if (algorithm.equals(EC) && key.length() > 1 && key.length() % 2 == 1 && key.byteAt(0) == 4) {
            int middle = (key.length() + 1) / 2;
            tree.bytes("x", key.slice(1, middle));
            tree.bytes("y", key.slice(middle));
        } else if (algorithm.equals(RSA)) {
            DerReader numbers = new DerReader(key).readSequence();
            ByteString modulus = unsigned(numbers.readInteger());
            tree.bytes("modulus", modulus, Numbers.bitLength(modulus) + " bits");
            tree.text("publicExponent", numbers.readInteger().toString());
        } else {
            tree.bytes("subjectPublicKey", key);
        }
    }

    private static ByteString unsigned(BigInteger number) {
        byte[] bytes = number.toByteArray();
        return ByteString.copyOf(bytes).slice(bytes.length > 1 && bytes[0] == 0 ? 1 : 0);
    }
}
