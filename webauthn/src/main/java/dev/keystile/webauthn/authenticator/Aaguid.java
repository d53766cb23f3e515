package dev.keystile.webauthn.authenticator;

import dev.keystile.webauthn.bytes.ByteString;
import java.util.Objects;
import java.util.UUID;

/**
 * The identifier of an authenticator's model
 * (<a href="https://www.w3.org/TR/webauthn-3/#aaguid">L3 §6, AAGUID</a>). It says something only as far as the
 * attestation is trusted: without one, anybody can claim any model.
 *
 * @param value 16 bytes
 */
public record Aaguid(ByteString value) {

    /** The length of every AAGUID in bytes. */
    public static final int LENGTH = 16;

    /** Sixteen zero bytes: the authenticator does not say, or the client withheld it. */
    public static final Aaguid ZERO = new Aaguid(ByteString.copyOf(new byte[LENGTH]));

    /** @throws IllegalArgumentException if the value has another length than {@value #LENGTH} bytes */
    public Aaguid {
        Objects.requireNonNull(value, "value");
        if (value.length() != LENGTH) {
            throw new IllegalArgumentException("an AAGUID has " + LENGTH + " bytes, not " + value.length());
        }
    }

    /**
     * The AAGUID written as {@code xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx}.
     *
     * @param text hexadecimal digits in either case
     * @throws IllegalArgumentException if the text has another form
     */
    public static Aaguid of(String text) {
        UUID uuid = UUID.fromString(text);
        if (!uuid.toString().equalsIgnoreCase(text)) {
            throw new IllegalArgumentException("not an AAGUID: " + text);
        }
        byte[] bytes = new byte[LENGTH];
        for (int i = 0; i < 8; i++) {
            bytes[i] = (byte) (uuid.getMostSignificantBits() >>> (56 - 8 * i));
            bytes[8 + i] = (byte) (uuid.getLeastSignificantBits() >>> (56 - 8 * i));
        }
        return new Aaguid(ByteString.copyOf(bytes));
    }

    /** Whether all bytes are zero. */
    public boolean isZero() {
        return equals(ZERO);
    }

    /** The bytes as a UUID, most significant first. */
    public UUID toUuid() {
        return new UUID(bits(0), bits(8));
    }

    private long bits(int from) {
        long bits = 0;
        for (int i = from; i < from + 8; i++) {
            bits = bits << 8 | value.byteAt(i) & 0xff;
        }
        return bits;
    }

    /** The usual form, in lower case: {@code xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx}. */
    @Override
    public String toString() {
        return toUuid().toString();
    }
}
