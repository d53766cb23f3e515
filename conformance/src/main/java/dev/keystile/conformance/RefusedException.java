package dev.keystile.conformance;

/** A request that is answered with a failure: a stable code, a sentence, and the HTTP status that fits. */
final class RefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;

    private RefusedException(int status, String code, String sentence) {
        super(sentence);
        this.status = status;
        this.code = code;
    }

    /** A request that cannot be granted: 400. */
    static RefusedException of(String code, String sentence) {
        return new RefusedException(400, code, sentence);
    }

    /** With a status that says more. */
    static RefusedException of(int status, String code, String sentence) {
        return new RefusedException(status, code, sentence);
    }

    int status() {
        return status;
    }

    String code() {
        return code;
    }
}
