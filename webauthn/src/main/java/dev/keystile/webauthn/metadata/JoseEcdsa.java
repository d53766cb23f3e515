package dev.keystile.webauthn.metadata;

import dev.keystile.webauthn.bytes.ByteString;
import dev.keystile.webauthn.bytes.Format;
import dev.keystile.webauthn.bytes.MalformedException;
import java.math.BigInteger;

/** ECDSA signatures of JOSE: the two numbers one after the other, in 32 bytes each for ES256, and no other form; RFC 7518 §3.4. */
final class JoseEcdsa {
    private static final int NUMBER_LENGTH = 32;
    private static final byte SEQUENCE = 0x30;
    private static final byte INTEGER = 0x02;

    private JoseEcdsa() {}

    /** The same signature as COSE has it, in DER. */
    static ByteString toDer(ByteString raw) throws MalformedException {
        if (raw.length() != 2 * NUMBER_LENGTH) {
            throw new MalformedException(
                    Format.JWS, "signature", "must have " + 2 * NUMBER_LENGTH + " bytes, not " + raw.length());
        }
        ByteString numbers = integer(raw.slice(0, NUMBER_LENGTH)).concat(integer(raw.slice(NUMBER_LENGTH)));
        return ByteString.of(SEQUENCE, (byte) numbers.length()).concat(numbers);
    }

    private static ByteString integer(ByteString number) {
        byte[] minimal = new BigInteger(1, number.toByteArray()).toByteArray();
        return ByteString.of(INTEGER, (byte) minimal.length).concat(ByteString.copyOf(minimal));
    }
}
