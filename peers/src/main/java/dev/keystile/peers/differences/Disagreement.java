package dev.keystile.peers.differences;

/**
 * A response that Keystile accepts and a peer does not, or the other way round.
 *
 * @param run the seed and the number of the mutant in its run, such as {@code 7:1234}; the name alone for a valid ceremony
 */
record Disagreement(String run, Mutant mutant, Judge peer, Verdict keystile, Verdict other) {

    boolean keystileAccepts() {
        return keystile.isAcceptance();
    }

    @Override
    public String toString() {
        return run + " " + mutant.ceremony().name() + " [" + mutant.description() + "]: Keystile " + keystile + "; "
                + peer + " " + other;
    }
}
