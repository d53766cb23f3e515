package dev.keystile.webauthn.cose;

import dev.keystile.webauthn.bytes.ByteString;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.KeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.security.spec.X509EncodedKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * How one JCA provider verifies one scheme.
 *
 * @param signature the name the provider knows the signature by
 */
record JcaVerifier(SignatureScheme scheme, Provider provider, String signature) {

    /** The verifier of a scheme by a provider, or {@code null} when the provider cannot verify it. */
    static @Nullable JcaVerifier probe(SignatureScheme scheme, Provider provider) {
        for (String name : scheme.jca().signatures()) {
            JcaVerifier verifier = new JcaVerifier(scheme, provider, name);
            if (verifier.works()) {
                return verifier;
            }
        }
        return null;
    }

    /** Whether the provider takes a key of the scheme, and can also use it. */
    private boolean works() {
        try {
            CoseKey key = SampleKeys.of(scheme);
            initialized(publicKey(key));
            return scheme.keyGroup() != EcCurve.SECP256K1 || canVerify(key);
        } catch (GeneralSecurityException | RuntimeException | LinkageError e) {
            return false;
        }
    }

    /** The JDK's provider takes keys on secp256k1 like any other and only fails when a signature is to be verified. */
    private boolean canVerify(CoseKey key) throws GeneralSecurityException {
        ByteString wellFormed = ByteString.fromHex("3006020101020101");
        return !verify(key, wellFormed, new ByteString[] {wellFormed});
    }

    boolean verify(CoseKey key, ByteString signatureBytes, ByteString[] data) throws GeneralSecurityException {
        Signature verification = initialized(publicKey(key));
        for (ByteString part : data) {
            part.feed(verification);
        }
        return signatureBytes.isVerifiedBy(verification);
    }

    private Signature initialized(PublicKey key) throws GeneralSecurityException {
        Signature verification = Signature.getInstance(signature, provider);
        if (scheme.jca().parameters() != null) {
            verification.setParameter(scheme.jca().parameters());
        }
        verification.initVerify(key);
        return verification;
    }

    private PublicKey publicKey(CoseKey key) throws GeneralSecurityException {
        return keyFactory().generatePublic(keySpec(key));
    }

    /** The provider's own key factory where it has one; some verify with the keys of others. */
    private KeyFactory keyFactory() throws GeneralSecurityException {
        String name = scheme.jca().keyFactory();
        return provider.getService("KeyFactory", name) != null
                ? KeyFactory.getInstance(name, provider)
                : KeyFactory.getInstance(name);
    }

    private static KeySpec keySpec(CoseKey key) {
        if (key instanceof RsaKey rsa) {
            return new RSAPublicKeySpec(
                    new BigInteger(1, rsa.modulus().toByteArray()),
                    new BigInteger(1, rsa.exponent().toByteArray()));
        }
        return new X509EncodedKeySpec(SubjectPublicKeyInfo.of(key));
    }
}
