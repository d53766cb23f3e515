package dev.keystile.webauthn.testing;

import java.math.BigInteger;
import java.util.function.UnaryOperator;

/**
 * What can be wrong with a signature: an assertion's, or that of an attestation statement. {@link ChainFault} breaks those of
 * certificates.
 */
public final class SignatureFault {

    private SignatureFault() {}

    /** A signature of the right form that is not one over these bytes. */
    public static Fault wrong() {
        return Fault.at(
                Stage.SIGNED_BYTES, "a wrong signature", signed -> Bytes.withBitTurned(signed, signed.length - 1));
    }

    /** A signature by another key of the same algorithm. */
    public static Fault byStranger() {
        return Fault.at(
                Stage.SIGNER,
                "signed by a stranger",
                signer -> signer.by(SigningKey.stranger(signer.key().algorithm())));
    }

    /** An attestation statement signed with the credential's key instead of the one that the certificate is for. */
    public static Fault byCredential() {
        return Fault.at(
                Stage.SIGNER,
                "signed by the credential",
                signer -> signer.by(signer.credential().key()));
    }

    /** Signed with the right key under another algorithm, such as ES384 with a key on P-256. */
    public static Fault withAlgorithm(Algorithm algorithm) {
        return Fault.at(
                Stage.SIGNER,
                "signed with " + algorithm,
                signer -> signer.by(new SigningKey(algorithm, signer.key().keys())));
    }

    /** A signature of no bytes. */
    public static Fault empty() {
        return changing("an empty signature", signature -> new byte[0]);
    }

    /** Bytes after the signature. */
    public static Fault leftover(byte... leftover) {
        return changing("bytes after the signature", signature -> Bytes.concat(signature, leftover));
    }

    /** Whatever this makes of the signature. */
    public static Fault changing(String name, UnaryOperator<byte[]> change) {
        return Fault.at(Stage.SIGNATURE, name, change);
    }

    /** An ECDSA signature of two zeros, which some verifiers take for any message. */
    public static Fault zero() {
        return changing(
                "a signature of zeros",
                signature -> EcdsaSignature.parse(signature)
                        .with(BigInteger.ZERO, BigInteger.ZERO)
                        .encoded());
    }

    /**
     * An ECDSA signature as its two numbers one after the other, without DER.
     *
     * @param coordinateLength the curve's: 32, 48 or 66 bytes
     */
    public static Fault raw(int coordinateLength) {
        return changing(
                "a signature without DER",
                signature -> EcdsaSignature.parse(signature).raw(coordinateLength));
    }

    /** An ECDSA signature with a zero byte too many in front of its first number. */
    public static Fault notMinimal() {
        return changing(
                "a signature with a longer number than needed",
                signature -> EcdsaSignature.parse(signature).encodedWithLongNumber());
    }

    /** An ECDSA signature whose outer length takes a byte more than needed. */
    public static Fault longLength() {
        return changing(
                "a signature with a longer length than needed",
                signature -> EcdsaSignature.parse(signature).encodedWithLongLength());
    }

    /** An ECDSA signature with a third number. */
    public static Fault ofThreeNumbers() {
        return changing(
                "a signature of three numbers",
                signature -> EcdsaSignature.parse(signature).encodedWithThird());
    }

    /** An ECDSA signature on P-256 whose second number was taken from the order: as valid as the one it was made of. */
    public static Fault malleated() {
        return changing(
                "the other signature",
                signature -> EcdsaSignature.parse(signature).malleatedOnP256().encoded());
    }
}
