package dev.keystile.inspect;

import dev.keystile.webauthn.bytes.ByteString;
import dev.keystile.webauthn.bytes.MalformedException;
import dev.keystile.webauthn.der.DerReader;
import java.math.BigInteger;

/** A signature, and its two numbers if it is one of ECDSA. */
final class SignatureView {

    private SignatureView() {}

    static void describe(Tree tree, String label, ByteString signature) {
        try {
            DerReader outer = new DerReader(signature);
            DerReader numbers = outer.readSequence();
            outer.requireEnd();
            BigInteger r = numbers.readInteger();
            BigInteger s = numbers.readInteger();
            numbers.requireEnd();
            Tree ecdsa = tree.section(label, "Ecdsa-Sig-Value, " + signature.length() + " bytes");
            ecdsa.text("r", r.toString(16));
            ecdsa.text("s", s.toString(16));
        } catch (MalformedException e) {
            tree.bytes(label, signature);
        }
    }
}
