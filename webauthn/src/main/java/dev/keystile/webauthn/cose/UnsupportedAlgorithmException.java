package dev.keystile.webauthn.cose;

/** A signature cannot be verified because the {@link SignatureSuite} has no implementation of its algorithm. */
public final class UnsupportedAlgorithmException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient CoseAlgorithm algorithm;

    UnsupportedAlgorithmException(CoseAlgorithm algorithm) {
        super("No implementation of the algorithm " + algorithm);
        this.algorithm = algorithm;
    }

    /** The algorithm of the key; null after deserialization. */
    public CoseAlgorithm algorithm() {
        return algorithm;
    }
}
