package dev.keystile.peers.differences;

/**
 * What one library says about a response.
 *
 * @param reason Keystile's failure code, with the format and place of malformed input; a peer's exception with its message
 */
record Verdict(Kind kind, String reason) {

    /** The three things that can happen. */
    enum Kind {
        ACCEPTED,
        /** By an exception that the library declares for refusals. */
        REFUSED,
        /** By any other exception. */
        CRASHED
    }

    static final Verdict ACCEPTED = new Verdict(Kind.ACCEPTED, "");

    static Verdict refused(String reason) {
        return new Verdict(Kind.REFUSED, reason);
    }

    static Verdict crashed(Throwable thrown) {
        StackTraceElement[] trace = thrown.getStackTrace();
        return new Verdict(Kind.CRASHED, thrown + (trace.length == 0 ? "" : " at " + trace[0]));
    }

    boolean isAcceptance() {
        return kind == Kind.ACCEPTED;
    }

    @Override
    public String toString() {
        return kind == Kind.ACCEPTED ? "accepts" : (kind == Kind.REFUSED ? "refuses: " : "crashes: ") + reason;
    }
}
