package dev.keystile.webauthn.testing;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The <a href="https://www.iana.org/assignments/cose/cose.xhtml#algorithms">COSE algorithms</a> for which credentials can
 * be made here, as far as this JVM's providers have them.
 */
public enum Algorithm {
    /** ECDSA with SHA-256 on P-256. */
    ES256(-7, new KeyShape.Ec("secp256r1", 1, 32), "SHA256withECDSA"),
    /** ECDSA with SHA-384 on P-384. */
    ES384(-35, new KeyShape.Ec("secp384r1", 2, 48), "SHA384withECDSA"),
    /** ECDSA with SHA-512 on P-521. */
    ES512(-36, new KeyShape.Ec("secp521r1", 3, 66), "SHA512withECDSA"),
    /** ECDSA with SHA-256 on P-256, as an algorithm that names its curve. */
    ESP256(-9, new KeyShape.Ec("secp256r1", 1, 32), "SHA256withECDSA"),
    /** ECDSA with SHA-384 on P-384, as an algorithm that names its curve. */
    ESP384(-51, new KeyShape.Ec("secp384r1", 2, 48), "SHA384withECDSA"),
    /** ECDSA with SHA-512 on P-521, as an algorithm that names its curve. */
    ESP512(-52, new KeyShape.Ec("secp521r1", 3, 66), "SHA512withECDSA"),
    /** ECDSA with SHA-256 on secp256k1, which JDKs since 16 have no provider for. */
    ES256K(-47, new KeyShape.Ec("secp256k1", 8, 32), "SHA256withECDSA"),
    /** EdDSA, which WebAuthn ties to Ed25519. */
    EDDSA(-8, new KeyShape.Okp("Ed25519", 6, 32), "Ed25519"),
    /** Ed25519, as an algorithm that names its curve. */
    ED25519(-19, new KeyShape.Okp("Ed25519", 6, 32), "Ed25519"),
    /** Ed448. */
    ED448(-53, new KeyShape.Okp("Ed448", 7, 57), "Ed448"),
    /** RSASSA-PKCS1-v1_5 with SHA-256; keys of 2048 bits, as for all of RSA. */
    RS256(-257, new KeyShape.Rsa(), "SHA256withRSA"),
    /** RSASSA-PKCS1-v1_5 with SHA-384. */
    RS384(-258, new KeyShape.Rsa(), "SHA384withRSA"),
    /** RSASSA-PKCS1-v1_5 with SHA-512. */
    RS512(-259, new KeyShape.Rsa(), "SHA512withRSA"),
    /** RSASSA-PKCS1-v1_5 with SHA-1: broken, and still what some TPM statements are signed with. */
    RS1(-65535, new KeyShape.Rsa(), "SHA1withRSA"),
    /** RSASSA-PSS with SHA-256. */
    PS256(-37, new KeyShape.Rsa(), "SHA-256"),
    /** RSASSA-PSS with SHA-384. */
    PS384(-38, new KeyShape.Rsa(), "SHA-384"),
    /** RSASSA-PSS with SHA-512. */
    PS512(-39, new KeyShape.Rsa(), "SHA-512"),
    /** ML-DSA-44; JDK 24 and later. */
    ML_DSA_44(-48, new KeyShape.Akp("ML-DSA-44", 1312), "ML-DSA-44"),
    /** ML-DSA-65; JDK 24 and later. */
    ML_DSA_65(-49, new KeyShape.Akp("ML-DSA-65", 1952), "ML-DSA-65"),
    /** ML-DSA-87; JDK 24 and later. */
    ML_DSA_87(-50, new KeyShape.Akp("ML-DSA-87", 2592), "ML-DSA-87");

    private final int cose;
    private final KeyShape shape;
    /** The JCA name of the signature, or of the digest when the signature is RSASSA-PSS. */
    private final String jca;

    Algorithm(int cose, KeyShape shape, String jca) {
        this.cose = cose;
        this.shape = shape;
        this.jca = jca;
    }

    /** The number in the COSE registry, as {@code pubKeyCredParams} and COSE keys have it. */
    public int cose() {
        return cose;
    }

    /** Whether this JVM's providers can make keys and signatures of this algorithm. */
    public boolean isSupported() {
        try {
            KeyPairGenerator.getInstance(shape.keyAlgorithm());
            signature();
            return shape.isSupported();
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    static Optional<Algorithm> ofCose(long cose) {
        return Arrays.stream(values()).filter(each -> each.cose == cose).findFirst();
    }

    KeyShape shape() {
        return shape;
    }

    boolean isRsa() {
        return shape instanceof KeyShape.Rsa;
    }

    KeyPair generateKeyPair(SecureRandom random) {
        try {
            return shape.generate(random);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JVM makes no " + this + " keys", e);
        }
    }

    byte[] sign(PrivateKey key, SecureRandom random, byte[]... data) {
        try {
            Signature signature = signature();
            signature.initSign(key, random);
            for (byte[] part : data) {
                signature.update(part);
            }
            return signature.sign();
        } catch (InvalidKeyException | SignatureException | NoSuchAlgorithmException e) {
            throw new IllegalStateException("cannot sign with " + this, e);
        }
    }

    /** The public key as a COSE_Key map with integer labels. */
    Map<Object, @Nullable Object> coseKey(PublicKey key) {
        Map<Object, @Nullable Object> coseKey = new LinkedHashMap<>();
        coseKey.put(CoseLabel.KTY, shape.keyType());
        coseKey.put(CoseLabel.ALG, (long) cose);
        shape.putParameters(key, coseKey);
        return coseKey;
    }

    /** The hash that the algorithm signs; for those that sign the data itself, SHA-512. */
    byte[] digest(byte[] data) {
        return Bytes.digest(
                switch (this) {
                    case RS1 -> "SHA-1";
                    case ES256, ESP256, ES256K, RS256, PS256 -> "SHA-256";
                    case ES384, ESP384, RS384, PS384 -> "SHA-384";
                    default -> "SHA-512";
                },
                data);
    }

    /** The AlgorithmIdentifier of certificates that are signed with this algorithm. */
    byte[] x509Identifier() {
        return switch (this) {
            case ES256, ESP256, ES256K -> Der.sequence(Der.oid("1.2.840.10045.4.3.2"));
            case ES384, ESP384 -> Der.sequence(Der.oid("1.2.840.10045.4.3.3"));
            case ES512, ESP512 -> Der.sequence(Der.oid("1.2.840.10045.4.3.4"));
            case EDDSA, ED25519 -> Der.sequence(Der.oid("1.3.101.112"));
            case ED448 -> Der.sequence(Der.oid("1.3.101.113"));
            case RS256 -> Der.sequence(Der.oid("1.2.840.113549.1.1.11"), Der.nothing());
            case RS384 -> Der.sequence(Der.oid("1.2.840.113549.1.1.12"), Der.nothing());
            case RS512 -> Der.sequence(Der.oid("1.2.840.113549.1.1.13"), Der.nothing());
            case RS1 -> Der.sequence(Der.oid("1.2.840.113549.1.1.5"), Der.nothing());
            case PS256 -> pssIdentifier("2.16.840.1.101.3.4.2.1", 32);
            case PS384 -> pssIdentifier("2.16.840.1.101.3.4.2.2", 48);
            case PS512 -> pssIdentifier("2.16.840.1.101.3.4.2.3", 64);
            case ML_DSA_44 -> Der.sequence(Der.oid("2.16.840.1.101.3.4.3.17"));
            case ML_DSA_65 -> Der.sequence(Der.oid("2.16.840.1.101.3.4.3.18"));
            case ML_DSA_87 -> Der.sequence(Der.oid("2.16.840.1.101.3.4.3.19"));
        };
    }

    private static byte[] pssIdentifier(String digestOid, int saltLength) {
        byte[] digest = Der.sequence(Der.oid(digestOid), Der.nothing());
        byte[] mask = Der.sequence(Der.oid("1.2.840.113549.1.1.8"), digest);
        byte[] parameters =
                Der.sequence(Der.explicit(0, digest), Der.explicit(1, mask), Der.explicit(2, Der.integer(saltLength)));
        return Der.sequence(Der.oid("1.2.840.113549.1.1.10"), parameters);
    }

    private Signature signature() throws NoSuchAlgorithmException {
        if (!name().startsWith("PS")) {
            return Signature.getInstance(jca);
        }
        Signature signature = Signature.getInstance("RSASSA-PSS");
        int saltLength = Integer.parseInt(jca.substring(4)) / 8;
        try {
            signature.setParameter(new PSSParameterSpec(
                    jca, "MGF1", new MGF1ParameterSpec(jca), saltLength, PSSParameterSpec.TRAILER_FIELD_BC));
        } catch (GeneralSecurityException e) {
            throw new NoSuchAlgorithmException(e);
        }
        return signature;
    }
}
