package dev.keystile.webauthn.testing;

import java.util.Arrays;

/**
 * What can be wrong with an {@code apple} attestation statement's nonce. {@link Fault#statement} breaks the statement's
 * members, {@link ChainFault} the certificates in general.
 */
public final class AppleFault {

    private AppleFault() {}

    /** The nonce is the hash of something else. */
    public static Fault otherNonce() {
        return Fault.at(Stage.NONCE, "another nonce", nonce -> Bytes.withBitTurned(nonce, 0));
    }

    /** The nonce is cut to this many bytes. */
    public static Fault nonceOfLength(int length) {
        return Fault.at(Stage.NONCE, "a nonce of " + length + " bytes", nonce -> Arrays.copyOf(nonce, length));
    }

    /** The certificate has no nonce. */
    public static Fault noNonce() {
        return ChainFault.leaf().withoutExtension(AppleAttestation.NONCE);
    }

    /** The nonce's extension is something else. */
    public static Fault malformedNonce() {
        return ChainFault.leaf().extension(AppleAttestation.NONCE, false, Der.sequence(Der.octetString(new byte[32])));
    }
}
