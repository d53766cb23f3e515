package dev.keystile.webauthn.testing;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.spec.RSAKeyGenParameterSpec;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/** What can be wrong with the public key of a new credential. */
public final class CredentialKeyFault {

    private CredentialKeyFault() {}

    /** The authenticator makes a credential of this algorithm, whatever was offered. */
    public static Fault algorithm(Algorithm algorithm) {
        return Fault.at(Stage.ALGORITHM, "a credential of algorithm " + algorithm, offered -> algorithm);
    }

    /**
     * The credential has an RSA key of this modulus length and public exponent; for credentials of RSA algorithms.
     *
     * @param bits of the modulus, such as 1024
     * @param publicExponent such as 3
     */
    public static Fault rsa(int bits, long publicExponent) {
        return Fault.at(Stage.KEY_PAIR, "an RSA key of " + bits + " bits, exponent " + publicExponent, proper -> {
            if (!proper.getPublic().getAlgorithm().equals("RSA")) {
                throw new IllegalArgumentException("this credential has no RSA key");
            }
            try {
                KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
                generator.initialize(new RSAKeyGenParameterSpec(bits, BigInteger.valueOf(publicExponent)));
                return generator.generateKeyPair();
            } catch (GeneralSecurityException e) {
                throw new IllegalArgumentException("this JVM makes no such key", e);
            }
        });
    }

    /** A parameter of the new credential's COSE_Key by its label: 1 kty, 3 alg, and -1, -2, -3 as the key type has them. */
    public static Member parameter(long label) {
        return Member.of(Stage.COSE_KEY, List.of((Object) label));
    }

    /** The new credential's COSE_Key is written in another form. */
    public static Fault form(CborForm form) {
        return Fault.at(Stage.COSE_KEY_FORM, "credential public key " + form, canonical -> form);
    }

    /** The credential public key is a point that is not on its curve; for elliptic curves with two coordinates. */
    public static Fault offCurve() {
        return parameter(CoseLabel.Y).changed("turned off the curve", y -> Bytes.withBitTurned((byte[]) y, 5));
    }

    /** The credential public key is a compressed point, which WebAuthn forbids. */
    public static Fault compressed() {
        return parameter(CoseLabel.Y).changed("compressed", y -> (((byte[]) y)[((byte[]) y).length - 1] & 1) == 1);
    }

    /**
     * A byte string of the credential public key, by its label, without its last byte.
     *
     * @param label -2 or -3 on curves, -1 or -2 of RSA
     */
    public static Fault parameterTooShort(long label) {
        return parameter(label).changed("without its last byte", parameter -> {
            byte[] bytes = (byte[]) parameter;
            return Arrays.copyOf(bytes, bytes.length - 1);
        });
    }

    /** A byte string of the credential public key, by its label, with a zero byte in front. */
    public static Fault parameterTooLong(long label) {
        return parameter(label)
                .changed("with a zero byte in front", parameter -> Bytes.concat(new byte[1], (byte[]) parameter));
    }

    /** Whatever this makes of the encoded COSE_Key. */
    public static Fault changing(String name, UnaryOperator<byte[]> change) {
        return Fault.at(Stage.COSE_KEY_BYTES, name, change);
    }
}
