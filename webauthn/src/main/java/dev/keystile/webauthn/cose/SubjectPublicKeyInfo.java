package dev.keystile.webauthn.cose;

import dev.keystile.webauthn.bytes.ByteString;
import dev.keystile.webauthn.bytes.Format;
import dev.keystile.webauthn.bytes.MalformedException;
import dev.keystile.webauthn.der.DerReader;
import java.math.BigInteger;

/** Public keys in the form that certificates have, RFC 5280 section 4.1. */
final class SubjectPublicKeyInfo {
    private static final String RSA_ENCRYPTION = "1.2.840.113549.1.1.1";

    private SubjectPublicKeyInfo() {}

    /** The form of a key that is not RSA and not unknown: of those, all but the key itself is the same for each group. */
    static byte[] of(CoseKey key) {
        if (key instanceof EcKey ec) {
            return join(ec.curve().keyInfoPrefix(), ec.x(), ec.y());
        }
        if (key instanceof OkpKey okp) {
            return join(okp.curve().keyInfoPrefix(), okp.x(), ByteString.empty());
        }
        if (key instanceof AkpKey akp) {
            return join(akp.parameterSet().keyInfoPrefix(), akp.publicKey(), ByteString.empty());
        }
        throw new IllegalArgumentException("Not a key of a fixed form: " + key.algorithm());
    }

    private static byte[] join(ByteString first, ByteString second, ByteString third) {
        byte[] joined = new byte[first.length() + second.length() + third.length()];
        third.copyTo(joined, second.copyTo(joined, first.copyTo(joined, 0)));
        return joined;
    }

    /** The key of an algorithm that a certificate holds. */
    static CoseKey toCoseKey(ByteString encoded, CoseAlgorithm algorithm) throws MalformedException {
        SignatureScheme scheme = SignatureScheme.of(algorithm);
        if (scheme == null) {
            throw new MalformedException(Format.X509, "", "no key of the unknown algorithm " + algorithm);
        }
        try {
            return toCoseKey(encoded, algorithm, scheme.keyGroup());
        } catch (IllegalArgumentException e) {
            throw new MalformedException(Format.X509, "", String.valueOf(e.getMessage()), e);
        }
    }

    private static CoseKey toCoseKey(ByteString encoded, CoseAlgorithm algorithm, KeyGroup group)
            throws MalformedException {
        if (group instanceof EcCurve curve) {
            ByteString point = withoutPrefix(encoded, curve.keyInfoPrefix(), curve);
            if (point.length() != 2 * curve.coordinateLength()) {
                throw mismatch(curve);
            }
            return new EcKey(
                    algorithm, curve, point.slice(0, curve.coordinateLength()), point.slice(curve.coordinateLength()));
        }
        if (group instanceof OkpCurve curve) {
            return new OkpKey(algorithm, curve, withoutPrefix(encoded, curve.keyInfoPrefix(), curve));
        }
        if (group instanceof MlDsaParameterSet set) {
            return new AkpKey(algorithm, withoutPrefix(encoded, set.keyInfoPrefix(), set));
        }
        return rsaKey(encoded, algorithm);
    }

    private static ByteString withoutPrefix(ByteString encoded, ByteString prefix, KeyGroup group)
            throws MalformedException {
        if (!encoded.startsWith(prefix)) {
            throw mismatch(group);
        }
        return encoded.slice(prefix.length());
    }

    private static RsaKey rsaKey(ByteString encoded, CoseAlgorithm algorithm) throws MalformedException {
        DerReader outer = new DerReader(encoded);
        DerReader info = outer.readSequence();
        outer.requireEnd();
        DerReader identifier = info.readSequence();
        if (!identifier.readObjectIdentifier().equals(RSA_ENCRYPTION)) {
            throw mismatch(RsaModulus.ANY);
        }
        DerReader wrapped = new DerReader(info.readBitString());
        info.requireEnd();
        DerReader key = wrapped.readSequence();
        wrapped.requireEnd();
        ByteString modulus = positive(key);
        ByteString exponent = positive(key);
        key.requireEnd();
        return new RsaKey(algorithm, modulus, exponent);
    }

    private static ByteString positive(DerReader reader) throws MalformedException {
        BigInteger number = reader.readInteger();
        if (number.signum() <= 0) {
            throw new MalformedException(Format.X509, "", "an RSA key of a number that is not positive");
        }
        return ByteString.copyOf(number.toByteArray());
    }

    private static MalformedException mismatch(KeyGroup group) {
        return new MalformedException(Format.X509, "", "the key is not one of " + group.title());
    }
}
