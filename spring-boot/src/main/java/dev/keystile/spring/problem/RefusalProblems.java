package dev.keystile.spring.problem;

import dev.keystile.passkeys.Refusal;
import dev.keystile.passkeys.RefusalCode;
import dev.keystile.passkeys.account.DisplayName;
import dev.keystile.passkeys.account.NameProblem;
import dev.keystile.passkeys.account.Username;
import java.util.Locale;

/** The one place where what a use case refuses becomes what HTTP answers. */
public final class RefusalProblems {

    private RefusalProblems() {}

    /** The problem that tells this refusal, with the sentence and the values that fit it. */
    public static Problem of(Refusal refusal) {
        ProblemType type = type(refusal.code());
        if (refusal instanceof Refusal.TooManyPasskeys tooMany) {
            return Problem.of(type, tooMany.maximum());
        }
        if (refusal instanceof Refusal.UsernameInvalid invalid) {
            return badName(type, invalid.problem(), Username.MAXIMUM_LENGTH);
        }
        if (refusal instanceof Refusal.DisplayNameInvalid invalid) {
            return badName(type, invalid.problem(), DisplayName.MAXIMUM_LENGTH);
        }
        if (refusal instanceof Refusal.PasskeyNameInvalid invalid) {
            return badName(type, invalid.problem(), invalid.maximumLength());
        }
        return Problem.of(type);
    }

    private static Problem badName(ProblemType type, NameProblem problem, int maximumLength) {
        String variant = problem.name().toLowerCase(Locale.ROOT).replace('_', '-');
        return Problem.of(type, maximumLength).withVariant(variant);
    }

    /** The type of problem that a refusal becomes; its code is the refusal's own, unless HTTP has one for it. */
    public static ProblemType type(RefusalCode code) {
        String text = code == RefusalCode.HOLDER_SIGNED_OUT ? ProblemType.NOT_SIGNED_IN.code() : code.text();
        return new ProblemType(text, status(code));
    }

    private static int status(RefusalCode code) {
        return switch (code) {
            case CEREMONY_UNKNOWN, CEREMONY_OF_ANOTHER_KIND, CREDENTIAL_MALFORMED -> 400;
            case CEREMONY_OF_ANOTHER_BROWSER,
                    CEREMONY_OF_ANOTHER_ACCOUNT,
                    ORIGIN_NOT_ALLOWED,
                    USER_NOT_VERIFIED,
                    SIGNATURE_INVALID,
                    CHALLENGE_MISMATCH,
                    ATTESTATION_REJECTED,
                    CREDENTIAL_REJECTED,
                    CREDENTIAL_NOT_DISCOVERABLE,
                    SIGN_COUNT_NOT_INCREASED,
                    PASSKEY_UNKNOWN,
                    PASSKEY_OF_ANOTHER_ACCOUNT,
                    SIGN_UP_CLOSED,
                    ACCOUNT_DISABLED -> 403;
            case HOLDER_SIGNED_OUT -> 401;
            case PASSKEY_NOT_FOUND, ACCOUNT_NOT_FOUND -> 404;
            case CEREMONY_ALREADY_USED,
                    CREDENTIAL_ALREADY_REGISTERED,
                    TOO_MANY_PASSKEYS,
                    LAST_PASSKEY,
                    USERNAME_TAKEN -> 409;
            case CEREMONY_EXPIRED -> 410;
            case PASSKEY_NAME_INVALID, USERNAME_INVALID, DISPLAY_NAME_INVALID -> 422;
        };
    }
}
