package dev.keystile.passkeys.account;

/** A text that somebody entered cannot be the name it was meant to be. The message does not repeat the text. */
public final class InvalidNameException extends Exception {

    private static final long serialVersionUID = 1L;

    private final NameProblem problem;

    InvalidNameException(String name, NameProblem problem) {
        super("Not a " + name + ": " + problem);
        this.problem = problem;
    }

    /** What is wrong with the text. */
    public NameProblem problem() {
        return problem;
    }
}
