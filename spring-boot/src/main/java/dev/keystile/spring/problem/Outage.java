package dev.keystile.spring.problem;

import dev.keystile.passkeys.store.StorageUnavailableException;
import jakarta.servlet.http.HttpServletRequest;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/** The store that sessions, accounts and passkeys are in cannot be reached or is too busy. */
public final class Outage {

    /** For {@code Retry-After}. */
    public static final String SECONDS_UNTIL_RETRY = "5";

    private static final Log LOG = LogFactory.getLog(Outage.class);

    private static final String LOGGED = Outage.class.getName();

    private static final int MAXIMUM_DEPTH = 20;

    private Outage() {}

    /** Whether an outage made this fail, so that it may succeed later as it is. */
    public static boolean isBehind(Throwable failure) {
        return find(failure) != null;
    }

    private static @Nullable StorageUnavailableException find(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < MAXIMUM_DEPTH; depth++) {
            if (cause instanceof StorageUnavailableException outage) {
                return outage;
            }
            cause = cause.getCause();
        }
        return null;
    }

    /** How it is told, if an outage made this fail; else that something broke. */
    public static Problem problem(Throwable failure) {
        return isBehind(failure)
                ? Problem.of(ProblemType.TEMPORARILY_UNAVAILABLE)
                        .withHeader(HttpHeaders.RETRY_AFTER, SECONDS_UNTIL_RETRY)
                : Problem.of(ProblemType.INTERNAL_ERROR);
    }

    /**
     * Puts into the log that a request failed: an outage in one line and once for each request, since they all say the same while
     * it lasts, where it was met only for who debugs; anything else as the error that it is.
     */
    public static void log(HttpServletRequest request, Throwable failure) {
        String what = request.getMethod() + " " + request.getRequestURI();
        StorageUnavailableException outage = find(failure);
        if (outage == null) {
            LOG.error("The request failed: " + what, failure);
        } else if (request.getAttribute(LOGGED) == null) {
            request.setAttribute(LOGGED, true);
            LOG.warn("The database is away, so this failed: " + what + ": " + oneLine(outage));
            LOG.debug("Where that was met", failure);
        }
    }

    private static String oneLine(Throwable failure) {
        return String.valueOf(failure.getMessage()).replaceAll("\\s+", " ");
    }
}
