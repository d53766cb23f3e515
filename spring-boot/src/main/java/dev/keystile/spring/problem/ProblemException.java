package dev.keystile.spring.problem;

/** A request that is answered with a problem; carries it from where it is found to the one place that answers. */
public final class ProblemException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    public ProblemException(Problem problem) {
        // An answer, not a malfunction: nobody reads its stack trace, and filling it in would cost more than the
        // answer.
        super(problem.type().code(), null, false, false);
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }
}
