package dev.keystile.passkeys.ceremony;

/** A text that was presented as a ceremony cannot be finished by whoever presented it. */
public final class CeremonyNotOpenedException extends Exception {

    private static final long serialVersionUID = 1L;

    private final CeremonyProblem problem;

    CeremonyNotOpenedException(CeremonyProblem problem) {
        super("The ceremony cannot be finished: " + problem);
        this.problem = problem;
    }

    /** What is wrong with it. */
    public CeremonyProblem problem() {
        return problem;
    }
}
