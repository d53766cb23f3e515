package dev.keystile.webauthn.testing;

import java.math.BigInteger;
import java.util.Arrays;

/** The two numbers of an ECDSA signature, and the forms in which they can be written. */
record EcdsaSignature(BigInteger r, BigInteger s) {
    private static final BigInteger P256_ORDER =
            new BigInteger("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", 16);

    /** Reads an ECDSA-Sig-Value that a provider made. */
    static EcdsaSignature parse(byte[] der) {
        int sequence = Der.contentStart(der, 0);
        if (der[0] != 0x30 || der[sequence] != 0x02) {
            throw new IllegalArgumentException("this signature is not an ECDSA one");
        }
        int second = Der.contentStart(der, sequence) + Der.contentLength(der, sequence);
        return new EcdsaSignature(number(der, sequence), number(der, second));
    }

    EcdsaSignature with(BigInteger otherR, BigInteger otherS) {
        return new EcdsaSignature(otherR, otherS);
    }

    EcdsaSignature malleatedOnP256() {
        return new EcdsaSignature(r, P256_ORDER.subtract(s));
    }

    byte[] encoded() {
        return Der.sequence(Der.integer(r), Der.integer(s));
    }

    byte[] raw(int length) {
        return Bytes.concat(Bytes.unsigned(r, length), Bytes.unsigned(s, length));
    }

    byte[] encodedWithLongNumber() {
        byte[] number = Der.integer(r);
        byte[] content = Arrays.copyOfRange(number, 2, number.length);
        byte[] longer = Bytes.concat(new byte[] {0x02, (byte) (content.length + 1), 0}, content);
        return Der.sequence(longer, Der.integer(s));
    }

    byte[] encodedWithLongLength() {
        byte[] content = Bytes.concat(Der.integer(r), Der.integer(s));
        byte[] head = content.length < 0x80
                ? new byte[] {0x30, (byte) 0x81, (byte) content.length}
                : new byte[] {0x30, (byte) 0x82, 0, (byte) content.length};
        return Bytes.concat(head, content);
    }

    byte[] encodedWithThird() {
        return Der.sequence(Der.integer(r), Der.integer(s), Der.integer(1));
    }

    private static BigInteger number(byte[] der, int element) {
        int start = Der.contentStart(der, element);
        return new BigInteger(Arrays.copyOfRange(der, start, start + Der.contentLength(der, element)));
    }
}
