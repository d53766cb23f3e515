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

    /** A stable word for this kind of failure, in kebab-case. */
    String code();

    /** A sentence for the log, with both sides; not for the user. */
    String message();

    /** The pending ceremony, or the credential, belongs to another relying party than the one asked. */
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

    /** The response came too late. */
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

    /** The ceremony named the credentials it accepts, and this is none of them. */
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

    /** The record given is not that of the response's credential. */
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

    /** The ceremony is for one user, and the credential is another one's. */
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

    /** Nobody was identified before the ceremony, and the response does not say who it is. */
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

    /** The response's user handle is not that of the credential's owner. */
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

    /** The client data are not those of this ceremony at an expected place. */
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

    /** The authenticator signed for another scope, or with flags that do not do. */
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

    /** The credential's backup eligibility, which never changes, is not what it was. */
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

    /** The authenticator data hold an attested credential, which belongs to registrations only. */
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

    /** This relying party cannot verify signatures of the credential's algorithm. */
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

    /** The signature is not the credential's over this response. */
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

    /** The signature counter did not increase, and the policy refuses that. */
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
