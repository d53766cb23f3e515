package dev.keystile.peers.differences;

import java.util.regex.Pattern;

/** Whether a disagreement is of a {@link DifferenceClass}, whoever the peer is. The expressions match from beginning to end. */
interface Condition {

    boolean fits(Disagreement disagreement);

    /** Both hold. */
    default Condition and(Condition other) {
        return disagreement -> fits(disagreement) && other.fits(disagreement);
    }

    static Condition any() {
        return disagreement -> true;
    }

    /** Nothing was changed in the ceremony. */
    static Condition valid() {
        return disagreement -> disagreement.mutant().kinds().isEmpty();
    }

    /** The ceremony's name is like this. */
    static Condition in(String ceremony) {
        Pattern pattern = Pattern.compile(ceremony);
        return disagreement ->
                pattern.matcher(disagreement.mutant().ceremony().name()).matches();
    }

    /** What was changed is described like this. */
    static Condition changed(String description) {
        Pattern pattern = Pattern.compile(description);
        return disagreement ->
                pattern.matcher(disagreement.mutant().description()).matches();
    }

    /** Keystile accepts what the peer refuses for a reason like this. */
    static Condition accepts(Condition also, String peersReason) {
        Pattern pattern = Pattern.compile(peersReason);
        return disagreement -> disagreement.keystileAccepts()
                && also.fits(disagreement)
                && pattern.matcher(disagreement.other().reason()).matches();
    }

    /** Keystile refuses, for a reason like this, what the peer accepts. */
    static Condition refuses(String keystilesReason) {
        return refuses(any(), keystilesReason);
    }

    static Condition refuses(Condition also, String keystilesReason) {
        Pattern pattern = Pattern.compile(keystilesReason);
        return disagreement -> !disagreement.keystileAccepts()
                && also.fits(disagreement)
                && pattern.matcher(disagreement.keystile().reason()).matches();
    }
}
