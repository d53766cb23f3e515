package dev.keystile.webauthn.cbor;

import dev.keystile.webauthn.bytes.Format;
import dev.keystile.webauthn.bytes.MalformedException;
import java.math.BigInteger;

/**
 * A CBOR integer, from -2⁶⁴ to 2⁶⁴-1.
 *
 * @param negative whether the integer is below zero
 * @param magnitude the integer itself, or, when it is below zero, -1 minus the integer; an unsigned number of 64 bits
 */
public record CborInteger(boolean negative, long magnitude) implements CborValue {
    /** The integer of major type 0, or 1 when it is below zero. */
    public static CborInteger of(long value) {
        return value < 0 ? new CborInteger(true, -1 - value) : new CborInteger(false, value);
    }

    /** Whether the integer is one of 64 bits, signed. */
    public boolean isLong() {
        return magnitude >= 0;
    }

    /**
     * The integer as one of 64 bits, signed.
     *
     * @throws MalformedException when it does not fit
     */
    public long toLong() throws MalformedException {
        if (!isLong()) {
            throw new MalformedException(Format.CBOR, "", "the integer exceeds 64 bits");
        }
        return negative ? -1 - magnitude : magnitude;
    }

    /** The integer, whatever its size. */
    public BigInteger toBigInteger() {
        BigInteger unsigned = new BigInteger(Long.toUnsignedString(magnitude));
        return negative ? unsigned.not() : unsigned;
    }

    @Override
    public CborType type() {
        return CborType.INTEGER;
    }

    @Override
    public String toString() {
        return "CborInteger[" + toBigInteger() + "]";
    }
}
