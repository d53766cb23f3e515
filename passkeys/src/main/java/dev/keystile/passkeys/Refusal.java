package dev.keystile.passkeys;

import dev.keystile.passkeys.account.NameProblem;
import dev.keystile.passkeys.ceremony.CeremonyProblem;
import dev.keystile.webauthn.authentication.AuthenticationFailure;
import dev.keystile.webauthn.authenticator.CredentialId;
import dev.keystile.webauthn.bytes.MalformedException;
import dev.keystile.webauthn.client.RpId;
import dev.keystile.webauthn.registration.RegistrationFailure;

/** Why a use case refused, with what is known about it. None of it is secret. */
public sealed interface Refusal {

    /** The stable code: what clients decide by. */
    RefusalCode code();

    /** What else operators would want to know, in a sentence; empty if the code says it all. Not for people who sign in. */
    default String detail() {
        return "";
    }

    /** The ceremony cannot be finished, not now or not by this client. */
    record CeremonyRefused(CeremonyProblem problem) implements Refusal {
        @Override
        public RefusalCode code() {
            return switch (problem) {
                case UNKNOWN -> RefusalCode.CEREMONY_UNKNOWN;
                case OF_ANOTHER_KIND -> RefusalCode.CEREMONY_OF_ANOTHER_KIND;
                case OF_ANOTHER_BROWSER -> RefusalCode.CEREMONY_OF_ANOTHER_BROWSER;
                case OF_ANOTHER_ACCOUNT -> RefusalCode.CEREMONY_OF_ANOTHER_ACCOUNT;
                case EXPIRED -> RefusalCode.CEREMONY_EXPIRED;
                case ALREADY_USED -> RefusalCode.CEREMONY_ALREADY_USED;
            };
        }
    }

    /** The credential is not what a browser gives. */
    record CredentialMalformed(MalformedException problem) implements Refusal {
        @Override
        public RefusalCode code() {
            return RefusalCode.CREDENTIAL_MALFORMED;
        }

        @Override
        public String detail() {
            return String.valueOf(problem.getMessage());
        }
    }

    /** A registration did not pass a step of the specification. */
    record RegistrationRefused(RegistrationFailure failure) implements Refusal {
        @Override
        public RefusalCode code() {
            return RefusalCode.ofFailure(failure.code());
        }

        @Override
        public String detail() {
            return failure.code() + ": " + failure.message();
        }
    }

    /** An authentication did not pass a step of the specification. */
    record AuthenticationRefused(AuthenticationFailure failure) implements Refusal {
        @Override
        public RefusalCode code() {
            return RefusalCode.ofFailure(failure.code());
        }

        @Override
        public String detail() {
            return failure.code() + ": " + failure.message();
        }
    }

    /** The credential id is taken. */
    record CredentialAlreadyRegistered(CredentialId credentialId) implements Refusal {
        @Override
        public RefusalCode code() {
            return RefusalCode.CREDENTIAL_ALREADY_REGISTERED;
        }
    }

    /**
     * No account has this passkey. The authenticator that offered it can be told, by a browser that has the Signal API's
     * {@code signalUnknownCredential}: it takes these two.
     */
    record PasskeyUnknown(RpId rpId, CredentialId credentialId) implements Refusal {
        @Override
        public RefusalCode code() {
            return RefusalCode.PASSKEY_UNKNOWN;
        }
    }

    /** The account has no such passkey. */
    record PasskeyNotFound() implements Refusal {
        @Override
        public RefusalCode code() {
            return RefusalCode.PASSKEY_NOT_FOUND;
        }
    }

    /** The account has as many passkeys as it may. */
    record TooManyPasskeys(int maximum) implements Refusal {
        @Override
        public RefusalCode code() {
            return RefusalCode.TOO_MANY_PASSKEYS;
        }

        @Override
        public String detail() {
            return "at most " + maximum;
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
    record PasskeyNameInvalid(NameProblem problem, int maximumLength) implements Refusal {
        @Override
        public RefusalCode code() {
            return RefusalCode.PASSKEY_NAME_INVALID;
        }

        @Override
        public String detail() {
            return problem.toString();
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

        @Override
        public String detail() {
            return problem.toString();
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

        @Override
        public String detail() {
            return problem.toString();
        }
    }

    /** The account has been disabled. */
    record AccountDisabled() implements Refusal {
        @Override
        public RefusalCode code() {
            return RefusalCode.ACCOUNT_DISABLED;
        }
    }

    /** The passkey with which its holder signed in no longer opens the account. */
    record HolderSignedOut() implements Refusal {
        @Override
        public RefusalCode code() {
            return RefusalCode.HOLDER_SIGNED_OUT;
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
