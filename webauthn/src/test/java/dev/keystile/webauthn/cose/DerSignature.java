package dev.keystile.webauthn.cose;

import dev.keystile.webauthn.bytes.ByteString;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Sequence;

/** ECDSA signatures taken apart and put together, by Bouncy Castle where they are well-formed. */
final class DerSignature {
    private DerSignature() {}

    /** r and s. */
    static BigInteger[] numbers(ByteString signature) {
        ASN1Sequence sequence = ASN1Sequence.getInstance(signature.toByteArray());
        return new BigInteger[] {
            ASN1Integer.getInstance(sequence.getObjectAt(0)).getValue(),
            ASN1Integer.getInstance(sequence.getObjectAt(1)).getValue()
        };
    }

    static ByteString of(BigInteger r, BigInteger s) {
        return sequence(integer(r).concat(integer(s)));
    }

    static ByteString integer(BigInteger number) {
        try {
            return ByteString.copyOf(new ASN1Integer(number).getEncoded("DER"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ByteString sequence(ByteString content) {
        int length = content.length();
        ByteString head = length < 0x80
                ? ByteString.of((byte) 0x30, (byte) length)
                : length < 0x100
                        ? ByteString.of((byte) 0x30, (byte) 0x81, (byte) length)
                        : ByteString.of((byte) 0x30, (byte) 0x82, (byte) (length >> 8), (byte) length);
        return head.concat(content);
    }
}
