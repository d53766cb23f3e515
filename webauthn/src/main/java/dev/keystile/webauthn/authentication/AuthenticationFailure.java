package dev.keystile.webauthn.authentication;

import dev.keystile.webauthn.authenticator.AuthenticatorDataFailure;
import dev.keystile.webauthn.authenticator.CredentialId;
import dev.keystile.webauthn.client.ClientDataFailure;
import dev.keystile.webauthn.client.RpId;
import dev.keystile.webauthn.cose.CoseAlgorithm;
import dev.keystile.webauthn.credential.UserHandle;
import java.time.Instant;

/**
 * Why an authentication's response is refused. The cases stand in the order in which they are checked, that of
 * <a href="https://www.w3.org/TR/webauthn-3/#sctn-verifying-assertion">L3 §7.2</a>; each carries what came and what was
 * expected, for the log. None carries a challenge.
 */
public sealed interface AuthenticationFailure {

    /**
     * A stable word for this kind of failure, in kebab-case, such as {@code ceremony-expired}: for metrics and
     * tests, the same in every version.
     */
    String code();

    /** A sentence for the log, with both sides; not for the user. Parts of it come from outside. */
    String message();

    /**
     * The pending ceremony, or the credential, belongs to another relying party than the one asked; no step of the
     * specification.
     *
     * @param other the ceremony's or the record's
     * @param own the one asked
     */
    record AnotherRelyingParty(RpId other, RpId own) implements AuthenticationFailure {
        @Override
        public String code() {
            return "another-relying-party";
        }

        @Override
        public String message() {
            return "the ceremony or the credential is of " + other + ", not of " + own;
        }
    }

    /**
     * The response came too late; the specification leaves the timeout to the client.
     *
     * @param expiresAt the first moment that was too late
     * @param now the moment of the check
     */
    record Expired(Instant expiresAt, Instant now) implements AuthenticationFailure {
        @Override
        public String code() {
            return "ceremony-expired";
        }

        @Override
        public String message() {
            return "the ceremony expired at " + expiresAt + ", and it is " + now;
        }
    }

    /**
     * The ceremony named the credentials it accepts, and this is none of them: L3 §7.2 step 5.
     *
     * @param received the response's
     */
    record CredentialNotAllowed(CredentialId received) implements AuthenticationFailure {
        @Override
        public String code() {
            return "credential-not-allowed";
        }

        @Override
        public String message() {
            return "the credential " + received + " is none of those that the ceremony allows";
        }
    }

    /**
     * The record given is not that of the response's credential: L3 §7.2 step 6.
     *
     * @param received the response's
     * @param recorded the record's
     */
    record CredentialMismatch(CredentialId received, CredentialId recorded) implements AuthenticationFailure {
        @Override
        public String code() {
            return "credential-mismatch";
        }

        @Override
        public String message() {
            return "the response is of credential " + received + ", and the record of " + recorded;
        }
    }

    /**
     * The ceremony is for one user, and the credential is another one's: L3 §7.2 step 6.
     *
     * @param owner the record's
     * @param identified the ceremony's
     */
    record CredentialOfAnotherUser(UserHandle owner, UserHandle identified) implements AuthenticationFailure {
        @Override
        public String code() {
            return "credential-of-another-user";
        }

        @Override
        public String message() {
            return "the ceremony is for user " + identified + ", and the credential belongs to " + owner;
        }
    }

    /** Nobody was identified before the ceremony, and the response does not say who it is: L3 §7.2 step 6. */
    record UserHandleMissing() implements AuthenticationFailure {
        @Override
        public String code() {
            return "user-handle-missing";
        }

        @Override
        public String message() {
            return "the ceremony began without a user, and the response has no user handle";
        }
    }

    /**
     * The response's user handle is not that of the credential's owner: L3 §7.2 step 6.
     *
     * @param received the response's
     * @param owner the record's
     */
    record UserHandleMismatch(UserHandle received, UserHandle owner) implements AuthenticationFailure {
        @Override
        public String code() {
            return "user-handle-mismatch";
        }

        @Override
        public String message() {
            return "the response's user handle is " + received + ", and the credential belongs to " + owner;
        }
    }

    /**
     * The client data are not those of this ceremony at an expected place: L3 §7.2 steps 10 to 14.
     *
     * @param reason which step, and both sides; {@link #code()} and {@link #message()} are its
     */
    record ClientDataRejected(ClientDataFailure reason) implements AuthenticationFailure {
        @Override
        public String code() {
            return reason.code();
        }

        @Override
        public String message() {
            return reason.message();
        }
    }

    /**
     * The authenticator signed for another scope, or with flags that do not do: L3 §7.2 steps 15 to 18.
     *
     * @param reason which step, and both sides; {@link #code()} and {@link #message()} are its
     */
    record AuthenticatorDataRejected(AuthenticatorDataFailure reason) implements AuthenticationFailure {
        @Override
        public String code() {
            return reason.code();
        }

        @Override
        public String message() {
            return reason.message();
        }
    }

    /**
     * The credential's backup eligibility, which never changes, is not what it was, and the policy refuses that: L3
     * §7.2 step 19.
     *
     * @param recorded the record's
     * @param received the BE flag
     */
    record BackupEligibilityChanged(boolean recorded, boolean received) implements AuthenticationFailure {
        @Override
        public String code() {
            return "backup-eligibility-changed";
        }

        @Override
        public String message() {
            return "the credential's backup eligibility was " + recorded + " and is now " + received;
        }
    }

    /**
     * The authenticator data hold an attested credential, which belongs to registrations only: L3 §6.1.
     *
     * @param credentialId the id of that credential
     */
    record AttestedCredentialPresent(CredentialId credentialId) implements AuthenticationFailure {
        @Override
        public String code() {
            return "attested-credential-present";
        }

        @Override
        public String message() {
            return "the authenticator data attest the credential " + credentialId + ", as only registrations do";
        }
    }

    /**
     * This relying party cannot verify signatures of the credential's algorithm.
     *
     * @param algorithm the record's
     */
    record AlgorithmNotSupported(CoseAlgorithm algorithm) implements AuthenticationFailure {
        @Override
        public String code() {
            return "algorithm-not-supported";
        }

        @Override
        public String message() {
            return "no signature by " + algorithm + " can be verified here";
        }
    }

    /**
     * The signature is not the credential's over this response: L3 §7.2 step 21.
     *
     * @param credentialId the credential's
     * @param algorithm that of its key
     */
    record SignatureInvalid(CredentialId credentialId, CoseAlgorithm algorithm) implements AuthenticationFailure {
        @Override
        public String code() {
            return "signature-invalid";
        }

        @Override
        public String message() {
            return "the signature is not by the " + algorithm + " key of credential " + credentialId;
        }
    }

    /**
     * The signature counter did not increase, and the policy refuses that: L3 §7.2 step 22.
     *
     * @param recorded the record's, 0 to 2³²-1
     * @param received the authenticator's, 0 to 2³²-1
     */
    record SignCountNotIncreased(long recorded, long received) implements AuthenticationFailure {
        @Override
        public String code() {
            return "sign-count-not-increased";
        }

        @Override
        public String message() {
            return "the signature counter was " + recorded + " and is now " + received
                    + ": the authenticator may have been cloned";
        }
    }
}
