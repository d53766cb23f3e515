package dev.keystile.webauthn.registration;

import dev.keystile.webauthn.attestation.AttestationFailure;
import dev.keystile.webauthn.authenticator.AuthenticatorAttachment;
import dev.keystile.webauthn.authenticator.AuthenticatorFlags;
import dev.keystile.webauthn.authenticator.CredentialId;
import dev.keystile.webauthn.bytes.ByteString;
import dev.keystile.webauthn.client.CollectedClientData;
import dev.keystile.webauthn.client.Origin;
import dev.keystile.webauthn.client.RpId;
import dev.keystile.webauthn.cose.CoseAlgorithm;
import dev.keystile.webauthn.extension.CredentialProtection;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Why a registration's response is refused. The cases stand in the order in which they are checked, that of
 * <a href="https://www.w3.org/TR/webauthn-3/#sctn-registering-a-new-credential">L3 §7.1</a>; each carries what came and what
 * was expected, for the log. None carries a challenge.
 */
public sealed interface RegistrationFailure {

    /** A stable word for this kind of failure, in kebab-case. */
    String code();

    /** A sentence for the log, with both sides; not for the user. */
    String message();

    /** The pending ceremony was begun for another relying party than the one asked to finish it. */
    record AnotherRelyingParty(RpId pending, RpId own) implements RegistrationFailure {
        @Override
        public String code() {
            return "another-relying-party";
        }

        @Override
        public String message() {
            return "the ceremony was begun for " + pending + ", not for " + own;
        }
    }

    /** The response came too late. */
    record Expired(Instant expiresAt, Instant now) implements RegistrationFailure {
        @Override
        public String code() {
            return "ceremony-expired";
        }

        @Override
        public String message() {
            return "the ceremony expired at " + expiresAt + ", and it is " + now;
        }
    }

    /** The client data are of another kind of ceremony. */
    record WrongType(String received) implements RegistrationFailure {
        @Override
        public String code() {
            return "wrong-type";
        }

        @Override
        public String message() {
            return "the client data's type is '" + received + "', not '" + CollectedClientData.CREATE + "'";
        }
    }

    /** Another challenge was answered. */
    record ChallengeMismatch() implements RegistrationFailure {
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
    record OriginNotAllowed(String received, Set<Origin> allowed) implements RegistrationFailure {
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
    record CrossOriginNotAllowed(String origin) implements RegistrationFailure {
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
    record TopOriginNotAllowed(String received, Set<Origin> allowed) implements RegistrationFailure {
        @Override
        public String code() {
            return "top-origin-not-allowed";
        }

        @Override
        public String message() {
            return "the page around the frame is of '" + received + "', not one of " + allowed;
        }
    }

    /** The authenticator signed for another RP ID. */
    record RpIdHashMismatch(ByteString received, RpId expected) implements RegistrationFailure {
        @Override
        public String code() {
            return "rp-id-hash-mismatch";
        }

        @Override
        public String message() {
            return "the RP ID's hash is " + received.toHex() + ", not "
                    + expected.hash().toHex() + " of " + expected;
        }
    }

    /** The authenticator did not test for anybody's presence. */
    record UserNotPresent(AuthenticatorFlags flags) implements RegistrationFailure {
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
    record UserNotVerified(AuthenticatorFlags flags) implements RegistrationFailure {
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
    record BackedUpWithoutEligibility(AuthenticatorFlags flags) implements RegistrationFailure {
        @Override
        public String code() {
            return "backed-up-without-eligibility";
        }

        @Override
        public String message() {
            return "the flags [" + flags + "] say that the credential is backed up and can never be";
        }
    }

    /** The credential's algorithm was not asked for. */
    record AlgorithmNotOffered(CoseAlgorithm used, List<CoseAlgorithm> offered) implements RegistrationFailure {
        @Override
        public String code() {
            return "algorithm-not-offered";
        }

        @Override
        public String message() {
            return "the credential's algorithm is " + used + ", not one of " + offered;
        }
    }

    /** The algorithm was offered, but this relying party cannot verify it (any more). */
    record AlgorithmNotSupported(CoseAlgorithm used) implements RegistrationFailure {
        @Override
        public String code() {
            return "algorithm-not-supported";
        }

        @Override
        public String message() {
            return "no signature by " + used + " can be verified here";
        }
    }

    /** The attestation is incorrect, or not what the policy accepts. */
    record AttestationRejected(AttestationFailure reason) implements RegistrationFailure {
        @Override
        public String code() {
            return "attestation-rejected";
        }

        @Override
        public String message() {
            return "the attestation is rejected: " + reason.message();
        }
    }

    /** The response names another credential than the one its authenticator data hold. */
    record CredentialIdMismatch(CredentialId named, CredentialId attested) implements RegistrationFailure {
        @Override
        public String code() {
            return "credential-id-mismatch";
        }

        @Override
        public String message() {
            return "the response is of credential " + named + ", and the authenticator data of " + attested;
        }
    }

    /** The credential is one that the ceremony excluded. */
    record CredentialExcluded(CredentialId credentialId) implements RegistrationFailure {
        @Override
        public String code() {
            return "credential-excluded";
        }

        @Override
        public String message() {
            return "the credential " + credentialId + " was excluded";
        }
    }

    /** The authenticator's attachment is not the one asked for, or not reported. */
    record AttachmentMismatch(@Nullable AuthenticatorAttachment reported, AuthenticatorAttachment required)
            implements RegistrationFailure {
        @Override
        public String code() {
            return "attachment-mismatch";
        }

        @Override
        public String message() {
            return "the client reports "
                    + (reported == null ? "no attachment" : "the attachment " + reported)
                    + ", and " + required + " is required";
        }
    }

    /** A discoverable credential is required, and the client says that it made none. */
    record CredentialNotDiscoverable() implements RegistrationFailure {
        @Override
        public String code() {
            return "credential-not-discoverable";
        }

        @Override
        public String message() {
            return "a discoverable credential is required, and the client reports that this one is not";
        }
    }

    /** The credential is less protected than was insisted on, or the authenticator does not say how. */
    record CredentialProtectionTooWeak(@Nullable CredentialProtection received, CredentialProtection required)
            implements RegistrationFailure {
        @Override
        public String code() {
            return "credential-protection-too-weak";
        }

        @Override
        public String message() {
            return "the credential's protection is "
                    + (received == null ? "not reported" : received.value())
                    + ", and at least " + required + " is required";
        }
    }
}
