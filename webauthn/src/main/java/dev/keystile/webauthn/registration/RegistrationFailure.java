package dev.keystile.webauthn.registration;

import dev.keystile.webauthn.attestation.AttestationFailure;
import dev.keystile.webauthn.authenticator.AuthenticatorAttachment;
import dev.keystile.webauthn.authenticator.AuthenticatorDataFailure;
import dev.keystile.webauthn.authenticator.CredentialId;
import dev.keystile.webauthn.client.ClientDataFailure;
import dev.keystile.webauthn.client.RpId;
import dev.keystile.webauthn.cose.CoseAlgorithm;
import dev.keystile.webauthn.extension.CredentialProtection;
import java.time.Instant;
import java.util.List;
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

    /** The client data are not those of this ceremony at an expected place. */
    record ClientDataRejected(ClientDataFailure reason) implements RegistrationFailure {
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
    record AuthenticatorDataRejected(AuthenticatorDataFailure reason) implements RegistrationFailure {
        @Override
        public String code() {
            return reason.code();
        }

        @Override
        public String message() {
            return reason.message();
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
