package dev.keystile.webauthn.attestation;

import dev.keystile.webauthn.bytes.ByteString;
import dev.keystile.webauthn.cose.CoseKey;
import dev.keystile.webauthn.cose.EcCurve;
import dev.keystile.webauthn.cose.EcKey;
import dev.keystile.webauthn.cose.RsaKey;
import java.math.BigInteger;

/** A public key as a TPM's public area has it. */
sealed interface TpmKey {

    /** Whether it is this one; the area says nothing of the algorithm that the key is used with. */
    boolean is(CoseKey key);

    /** An RSA key, whose area says its length as well. */
    record Rsa(int bits, BigInteger modulus, BigInteger exponent) implements TpmKey {
        @Override
        public boolean is(CoseKey key) {
            return key instanceof RsaKey rsa
                    && modulus.equals(number(rsa.modulus()))
                    && modulus.bitLength() == bits
                    && exponent.equals(number(rsa.exponent()));
        }
    }

    /** A point on a curve. */
    record Ecc(EcCurve curve, BigInteger x, BigInteger y) implements TpmKey {
        @Override
        public boolean is(CoseKey key) {
            return key instanceof EcKey ec
                    && curve == ec.curve()
                    && x.equals(number(ec.x()))
                    && y.equals(number(ec.y()));
        }
    }

    /** The number that bytes are, big-endian and without a sign. */
    static BigInteger number(ByteString bytes) {
        return new BigInteger(1, bytes.toByteArray());
    }
}
