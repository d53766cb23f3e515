package dev.keystile.webauthn.cose;

import dev.keystile.webauthn.bytes.ByteString;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.RSAPublicKeySpec;
import java.security.spec.X509EncodedKeySpec;
import org.jspecify.annotations.Nullable;

/** How one JCA provider verifies one scheme. */
final class JcaVerifier {
    private static final ByteString[] NO_DATA = {};

    private final SignatureScheme scheme;
    private final Provider provider;
    private final String signatureName;
    private final KeyForm keyForm;

    /** Whether the provider takes encodings of a hash that others do not, so that they have to be looked at here. */
    private final boolean isLaxAboutHashes;

    /** What a provider's signatures are given a key as. */
    private enum KeyForm {
        /** Its encoding, which they make a key of their own of. */
        ENCODED,
        /** What the key factory makes of it, which costs more than the encoding where both are taken. */
        MADE
    }

    private JcaVerifier(
            SignatureScheme scheme,
            Provider provider,
            String signatureName,
            KeyForm keyForm,
            boolean isLaxAboutHashes) {
        this.scheme = scheme;
        this.provider = provider;
        this.signatureName = signatureName;
        this.keyForm = keyForm;
        this.isLaxAboutHashes = isLaxAboutHashes;
    }

    /**
     * The verifier of a scheme by a provider, or {@code null} when the provider does not have the scheme, or not as others have
     * it: Bouncy Castle's EdDSA takes signatures that are valid only times the cofactor.
     */
    static @Nullable JcaVerifier probe(SignatureScheme scheme, Provider provider) {
        for (String name : scheme.jca().signatures()) {
            for (KeyForm keyForm : KeyForm.values()) {
                try {
                    return new JcaVerifier(scheme, provider, name, keyForm, isLaxAboutHashes(scheme, provider))
                            .probed();
                } catch (GeneralSecurityException | RuntimeException | LinkageError e) {
                    continue;
                }
            }
        }
        return null;
    }

    private @Nullable JcaVerifier probed() throws GeneralSecurityException {
        Probe probe = Probe.of(scheme);
        initialized(publicKey(probe.key()));
        return probe.doubtful() != null && verify(probe.key(), probe.doubtful(), NO_DATA) ? null : this;
    }

    /** What is true for one hash is taken to be true for all, and to be true when it cannot be found out. */
    private static boolean isLaxAboutHashes(SignatureScheme scheme, Provider provider) {
        if (scheme.pkcs1Hash() == null) {
            return false;
        }
        SignatureScheme probed = SignatureScheme.RS256;
        Probe probe = Probe.of(probed);
        try {
            JcaVerifier verifier =
                    new JcaVerifier(probed, provider, probed.jca().signatures().get(0), KeyForm.MADE, false);
            return probe.doubtful() == null || verifier.verify(probe.key(), probe.doubtful(), NO_DATA);
        } catch (GeneralSecurityException | RuntimeException | LinkageError e) {
            return true;
        }
    }

    boolean verify(CoseKey key, ByteString signature, ByteString[] data) throws GeneralSecurityException {
        Signature verification = initialized(publicKey(key));
        for (ByteString part : data) {
            part.feed(verification);
        }
        return signature.isVerifiedBy(verification) && (!isLaxAboutHashes || hasExactHash(key, signature));
    }

    private boolean hasExactHash(CoseKey key, ByteString signature) {
        Pkcs1Hash hash = scheme.pkcs1Hash();
        return hash != null && key instanceof RsaKey rsa && hash.isExactIn(rsa, signature);
    }

    private Signature initialized(PublicKey key) throws GeneralSecurityException {
        Signature verification = Signature.getInstance(signatureName, provider);
        if (scheme.jca().parameters() != null) {
            verification.setParameter(scheme.jca().parameters());
        }
        verification.initVerify(key);
        return verification;
    }

    private PublicKey publicKey(CoseKey key) throws GeneralSecurityException {
        if (key instanceof RsaKey rsa) {
            return keyFactory()
                    .generatePublic(new RSAPublicKeySpec(
                            new BigInteger(1, rsa.modulus().toByteArray()),
                            new BigInteger(1, rsa.exponent().toByteArray())));
        }
        byte[] encoded = SubjectPublicKeyInfo.of(key);
        return keyForm == KeyForm.ENCODED
                ? new EncodedKey(scheme.jca().keyFactory(), encoded)
                : keyFactory().generatePublic(new X509EncodedKeySpec(encoded));
    }

    /** The provider's own key factory where it has one; some verify with the keys of others. */
    private KeyFactory keyFactory() throws GeneralSecurityException {
        String name = scheme.jca().keyFactory();
        return provider.getService("KeyFactory", name) != null
                ? KeyFactory.getInstance(name, provider)
                : KeyFactory.getInstance(name);
    }

    /** A public key that is nothing but its X.509 encoding; used once, so that the array need not be copied. */
    private static final class EncodedKey implements PublicKey {
        private static final long serialVersionUID = 1;

        private final String algorithm;
        private final byte[] encoded;

        EncodedKey(String algorithm, byte[] encoded) {
            this.algorithm = algorithm;
            this.encoded = encoded;
        }

        @Override
        public String getAlgorithm() {
            return algorithm;
        }

        @Override
        public String getFormat() {
            return "X.509";
        }

        @Override
        public byte[] getEncoded() {
            return encoded;
        }
    }
}
