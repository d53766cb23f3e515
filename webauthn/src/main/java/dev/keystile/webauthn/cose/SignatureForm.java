package dev.keystile.webauthn.cose;

import dev.keystile.webauthn.bytes.ByteString;

/** What a signature must look like before it is worth asking a provider, so that all providers give the same answer. */
final class SignatureForm {
    private SignatureForm() {}

    static void check(CoseKey key, ByteString signature) throws InvalidSignatureException {
        if (key instanceof EcKey ec) {
            EcdsaSignature.check(signature, ec.curve());
        } else if (key instanceof OkpKey okp) {
            requireLength(signature, 2 * okp.curve().keyLength());
            if (!okp.curve().encoding().isSignature(signature)) {
                throw new InvalidSignatureException("not the encoding of a point and of a number below the order");
            }
        } else if (key instanceof RsaKey rsa) {
            requireLength(signature, rsa.modulus().length());
        } else if (key instanceof AkpKey akp) {
            requireLength(signature, akp.parameterSet().signatureLength());
        }
    }

    private static void requireLength(ByteString signature, int length) throws InvalidSignatureException {
        if (signature.length() != length) {
            throw new InvalidSignatureException("must have " + length + " bytes, not " + signature.length());
        }
    }
}
