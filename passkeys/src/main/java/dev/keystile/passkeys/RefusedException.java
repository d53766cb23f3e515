package dev.keystile.passkeys;

/**
 * A use case refused, which is one of its expected outcomes. The message is for operators: people are told what the code
 * means, in their language.
 */
public final class RefusedException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Refusal refusal;

    public RefusedException(Refusal refusal) {
        super(refusal.toString());
        this.refusal = refusal;
    }

    /** Why, with what is known about it. */
    public Refusal refusal() {
        return refusal;
    }

    /** Why, as a stable code. */
    public RefusalCode code() {
        return refusal.code();
    }
}
