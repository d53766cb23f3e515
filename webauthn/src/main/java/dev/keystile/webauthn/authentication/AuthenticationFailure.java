package dev.keystile.webauthn.authentication;

import dev.keystile.webauthn.authenticator.AuthenticatorFlags;
import dev.keystile.webauthn.authenticator.CredentialId;
import dev.keystile.webauthn.bytes.ByteString;
import dev.keystile.webauthn.client.CollectedClientData;
import dev.keystile.webauthn.client.Origin;
import dev.keystile.webauthn.client.RpId;
import dev.keystile.webauthn.cose.CoseAlgorithm;
import dev.keystile.webauthn.credential.UserHandle;
import java.time.Instant;
import java.util.Set;

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

    /** The client data are of another kind of ceremony. */
    record WrongType(String received) implements AuthenticationFailure {
        @Override
        public String code() {
            return "wrong-type";
        }

        @Override
        public String message() {
            return "the client data's type is '" + received + "', not '" + CollectedClientData.GET + "'";
        }
    }

    /** Another challenge was answered. */
    record ChallengeMismatch() implements AuthenticationFailure {
        @Override
        public String code() {
            return "challenge-mismatch";
        }

        @Override
        public String message() {
            return "the response answers another challenge than this ceremony's";
        }
    }

    /** The ceremony ran at an origin that is not expected. */
    record OriginNotAllowed(String received, Set<Origin> allowed) implements AuthenticationFailure {
        @Override
        public String code() {
            return "origin-not-allowed";
        }

        @Override
        public String message() {
            return "the origin is '" + received + "', not one of " + allowed;
        }
    }

    /** The ceremony ran in a frame inside a foreign page, which is not expected. */
    record CrossOriginNotAllowed(String origin) implements AuthenticationFailure {
        @Override
        public String code() {
            return "cross-origin-not-allowed";
        }

        @Override
        public String message() {
            return "the ceremony ran at '" + origin + "' in a frame inside a page of another origin";
        }
    }

    /** The page around the frame is not an expected one. */
    record TopOriginNotAllowed(String received, Set<Origin> allowed) implements AuthenticationFailure {
        @Override
        public String code() {
            return "top-origin-not-allowed";
        }

        @Override
        public String message() {
            return "the page around the frame is of '" + received + "', not one of " + allowed;
        }
    }

    /**
     * The authenticator signed for another scope.
     *
     * @param scope the RP ID, or the AppID if the client said that it used it and the ceremony had asked for it
     */
    record RpIdHashMismatch(ByteString received, String scope, ByteString expected) implements AuthenticationFailure {
        @Override
        public String code() {
            return "rp-id-hash-mismatch";
        }

        @Override
        public String message() {
            return "the RP ID's hash is " + received.toHex() + ", not " + expected.toHex() + " of " + scope;
        }
    }

    /** The authenticator did not test for anybody's presence. */
    record UserNotPresent(AuthenticatorFlags flags) implements AuthenticationFailure {
        @Override
        public String code() {
            return "user-not-present";
        }

        @Override
        public String message() {
            return "user presence is required, and the flags are [" + flags + "]";
        }
    }

    /** The authenticator did not verify its user. */
    record UserNotVerified(AuthenticatorFlags flags) implements AuthenticationFailure {
        @Override
        public String code() {
            return "user-not-verified";
        }

        @Override
        public String message() {
            return "user verification is required, and the flags are [" + flags + "]";
        }
    }

    /** The flags contradict each other: backed up, but not eligible for it. */
    record BackedUpWithoutEligibility(AuthenticatorFlags flags) implements AuthenticationFailure {
        @Override
        public String code() {
            return "backed-up-without-eligibility";
        }

        @Override
        public String message() {
            return "the flags [" + flags + "] say that the credential is backed up and can never be";
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
