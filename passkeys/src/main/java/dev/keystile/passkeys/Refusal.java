package dev.keystile.passkeys;

import dev.keystile.passkeys.account.NameProblem;
import java.time.Instant;

/** Why a use case refused, with what is known about it. None of it is secret. */
public sealed interface Refusal {

    /** The stable code: what clients decide by. */
    RefusalCode code();

    /** The ceremony text does not open under any key of this relying party. */
    record CeremonyUnknown() implements Refusal {
        @Override
        public RefusalCode code() {
            return RefusalCode.CEREMONY_UNKNOWN;
        }
    }

    /** The ceremony was left too long. */
    record CeremonyExpired(Instant expiredAt) implements Refusal {
        @Override
        public RefusalCode code() {
            return RefusalCode.CEREMONY_EXPIRED;
        }
    }

    /** The ceremony was finished before. */
    record CeremonyAlreadyUsed() implements Refusal {
        @Override
        public RefusalCode code() {
            return RefusalCode.CEREMONY_ALREADY_USED;
        }
    }

    /** The ceremony belongs to another browser. */
    record CeremonyOfAnotherBrowser() implements Refusal {
        @Override
        public RefusalCode code() {
            return RefusalCode.CEREMONY_OF_ANOTHER_BROWSER;
        }
    }

    /** The ceremony was begun for another account. */
    record CeremonyOfAnotherAccount() implements Refusal {
        @Override
        public RefusalCode code() {
            return RefusalCode.CEREMONY_OF_ANOTHER_ACCOUNT;
        }
    }

    /** The account has this many passkeys already. */
    record TooManyPasskeys(int maximum) implements Refusal {
        @Override
        public RefusalCode code() {
            return RefusalCode.TOO_MANY_PASSKEYS;
        }
    }

    /** The account has no such passkey. */
    record PasskeyNotFound() implements Refusal {
        @Override
        public RefusalCode code() {
            return RefusalCode.PASSKEY_NOT_FOUND;
        }
    }

    /** It is the account's only passkey. */
    record LastPasskey() implements Refusal {
        @Override
        public RefusalCode code() {
            return RefusalCode.LAST_PASSKEY;
        }
    }

    /** What was entered as a passkey's name cannot be one. */
    record PasskeyNameInvalid(NameProblem problem) implements Refusal {
        @Override
        public RefusalCode code() {
            return RefusalCode.PASSKEY_NAME_INVALID;
        }
    }

    /** Sign-up is closed. */
    record SignUpClosed() implements Refusal {
        @Override
        public RefusalCode code() {
            return RefusalCode.SIGN_UP_CLOSED;
        }
    }

    /** What was entered as username cannot be one. */
    record UsernameInvalid(NameProblem problem) implements Refusal {
        @Override
        public RefusalCode code() {
            return RefusalCode.USERNAME_INVALID;
        }
    }

    /** Another account has the username. */
    record UsernameTaken() implements Refusal {
        @Override
        public RefusalCode code() {
            return RefusalCode.USERNAME_TAKEN;
        }
    }

    /** What was entered as display name cannot be one. */
    record DisplayNameInvalid(NameProblem problem) implements Refusal {
        @Override
        public RefusalCode code() {
            return RefusalCode.DISPLAY_NAME_INVALID;
        }
    }

    /** The account has been disabled. */
    record AccountDisabled() implements Refusal {
        @Override
        public RefusalCode code() {
            return RefusalCode.ACCOUNT_DISABLED;
        }
    }

    /** There is no such account. */
    record AccountNotFound() implements Refusal {
        @Override
        public RefusalCode code() {
            return RefusalCode.ACCOUNT_NOT_FOUND;
        }
    }
}
