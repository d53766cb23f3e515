package dev.keystile.webauthn.cbor;

/**
 * A CBOR floating-point number. CTAP2's canonical form leaves its precision as it is, so it is kept; two are equal when they
 * are encoded alike.
 *
 * @param size the number of bytes of its encoding: 2, 4 or 8
 * @param bits those bytes as a number
 */
public record CborFloat(int size, long bits) implements CborValue {
    /** @throws IllegalArgumentException when there is no encoding of that size, or the bits do not fit into it */
    public CborFloat {
        if (size != 2 && size != 4 && size != 8) {
            throw new IllegalArgumentException("A floating-point number has 2, 4 or 8 bytes, not " + size);
        }
        if (size < 8 && bits >>> 8 * size != 0) {
            throw new IllegalArgumentException("More bits than " + size + " bytes have");
        }
    }

    /** The number in 8 bytes, IEEE 754 double precision. */
    public static CborFloat of(double value) {
        return new CborFloat(8, Double.doubleToRawLongBits(value));
    }

    /** The number as a {@code double}, which every size fits into without loss. */
    public double value() {
        return switch (size) {
            case 2 -> half();
            case 4 -> Float.intBitsToFloat((int) bits);
            default -> Double.longBitsToDouble(bits);
        };
    }

    private double half() {
        int exponent = (int) bits >> 10 & 0x1F;
        int fraction = (int) bits & 0x3FF;
        double magnitude;
        if (exponent == 0x1F) {
            magnitude = fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
        } else {
            magnitude =
                    exponent == 0 ? Math.scalb((double) fraction, -24) : Math.scalb(fraction + 1024.0, exponent - 25);
        }
        return (bits & 0x8000) == 0 ? magnitude : -magnitude;
    }

    @Override
    public CborType type() {
        return CborType.FLOAT;
    }
}
