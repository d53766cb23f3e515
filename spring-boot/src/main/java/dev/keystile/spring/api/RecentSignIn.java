package dev.keystile.spring.api;

import dev.keystile.spring.problem.Problem;
import dev.keystile.spring.problem.ProblemException;
import dev.keystile.spring.problem.ProblemType;
import dev.keystile.spring.security.PasskeyAuthentication;
import java.time.Clock;
import java.time.Duration;

/**
 * How long ago a person may have signed in to change the ways into their account, so that a browser left unattended or a
 * stolen session is not enough to take it over for good.
 *
 * @param maximumAgeToAdd for adding a passkey; zero for any
 * @param maximumAgeToRemove for removing one; zero for any
 */
record RecentSignIn(Duration maximumAgeToAdd, Duration maximumAgeToRemove, Clock clock) {

    void demandToAdd(PasskeyAuthentication authentication) throws ProblemException {
        demand(maximumAgeToAdd, authentication);
    }

    void demandToRemove(PasskeyAuthentication authentication) throws ProblemException {
        demand(maximumAgeToRemove, authentication);
    }

    private void demand(Duration maximumAge, PasskeyAuthentication authentication) throws ProblemException {
        if (maximumAge.isZero()) {
            return;
        }
        Duration age = Duration.between(authentication.authenticatedAt(), clock.instant());
        if (age.compareTo(maximumAge) > 0) {
            throw new ProblemException(Problem.of(ProblemType.RECENT_SIGN_IN_REQUIRED));
        }
    }
}
