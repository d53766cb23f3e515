package dev.keystile.spring.problem;

import dev.keystile.passkeys.store.StorageUnavailableException;
import org.springframework.http.HttpHeaders;

/** The store that sessions, accounts and passkeys are in cannot be reached or is too busy. */
public final class Outage {

    /** For {@code Retry-After}. */
    public static final String SECONDS_UNTIL_RETRY = "5";

    private static final int MAXIMUM_DEPTH = 20;

    private Outage() {}

    /** Whether an outage made this fail, so that it may succeed later as it is. */
    public static boolean isBehind(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < MAXIMUM_DEPTH; depth++) {
            if (cause instanceof StorageUnavailableException) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }

    /** How it is told, if an outage made this fail; else that something broke. */
    public static Problem problem(Throwable failure) {
        return isBehind(failure)
                ? Problem.of(ProblemType.TEMPORARILY_UNAVAILABLE)
                        .withHeader(HttpHeaders.RETRY_AFTER, SECONDS_UNTIL_RETRY)
                : Problem.of(ProblemType.INTERNAL_ERROR);
    }
}
