package dev.keystile.webauthn.json;

/**
 * How much JSON is accepted: what goes beyond is malformed, and is found to be so before memory is spent on it.
 *
 * @param maxLength the longest text, in bytes of UTF-8
 * @param maxDepth how deep objects and arrays may nest, 1 to 256; a text that is a single object of strings has depth 1
 * @param maxValues how many values, of every kind and at every depth, there may be
 */
public record JsonLimits(int maxLength, int maxDepth, int maxValues) {
    /** Enough for any response of an authenticator: 256 KiB, 16 levels, 10,000 values. */
    public static final JsonLimits DEFAULT = new JsonLimits(256 * 1024, 16, 10_000);

    /**
     * @throws IllegalArgumentException when {@code maxLength} is not 1 to 2²⁷, {@code maxDepth} not 1 to 256, or {@code
     *     maxValues} less than 1
     */
    public JsonLimits {
        if (maxLength < 1 || maxLength > 1 << 27) {
            throw new IllegalArgumentException("maxLength must be between 1 and 2^27, not " + maxLength);
        }
        if (maxDepth < 1 || maxDepth > 256) {
            throw new IllegalArgumentException("maxDepth must be between 1 and 256, not " + maxDepth);
        }
        if (maxValues < 1) {
            throw new IllegalArgumentException("maxValues must be at least 1, not " + maxValues);
        }
    }
}
