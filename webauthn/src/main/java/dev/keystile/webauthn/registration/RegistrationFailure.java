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

    /**
     * A stable word for this kind of failure, in kebab-case, such as {@code ceremony-expired}: for metrics and
     * tests, the same in every version.
     */
    String code();

    /** A sentence for the log, with both sides; not for the user. Parts of it come from outside. */
    String message();

    /**
     * The pending ceremony was begun for another relying party than the one asked to finish it; no step of the
     * specification.
     *
     * @param pending the ceremony's
     * @param own the one asked
     */
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

    /**
     * The response came too late; the specification leaves the timeout to the client.
     *
     * @param expiresAt the first moment that was too late
     * @param now the moment of the check
     */
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

    /**
     * The client data are not those of this ceremony at an expected place: L3 §7.1 steps 7 to 11.
     *
     * @param reason which step, and both sides; {@link #code()} and {@link #message()} are its
     */
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

    /**
     * The authenticator signed for another scope, or with flags that do not do: L3 §7.1 steps 14 to 17.
     *
     * @param reason which step, and both sides; {@link #code()} and {@link #message()} are its
     */
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

    /**
     * The credential's algorithm was not asked for: L3 §7.1 step 20.
     *
     * @param used the credential's
     * @param offered those of the ceremony, the most preferred first
     */
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

    /**
     * The algorithm was offered, but this relying party cannot verify it (any more).
     *
     * @param used the credential's
     */
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

    /**
     * The attestation is incorrect, or not what the policy accepts: L3 §7.1 steps 21 to 24.
     *
     * @param reason why; its {@linkplain AttestationFailure#code() code} tells more than {@link #code()}
     */
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

    /**
     * The response names another credential than the one its authenticator data hold.
     *
     * @param named {@code id}, which nothing signs
     * @param attested that of the authenticator data
     */
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

    /**
     * The credential is one that the ceremony excluded: L3 §7.1 step 26, as far as the ceremony knows.
     *
     * @param credentialId which
     */
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

    /**
     * The authenticator's attachment is not the one asked for, or not reported.
     *
     * @param reported the client's word; null when it reports none, or one that is not known
     * @param required the one asked for
     */
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

    /**
     * A discoverable credential is required, and the client says by {@code credProps} (L3 §10.1.3) that it made
     * none. One that does not say is believed.
     */
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

    /**
     * The credential is less protected than was insisted on, or the authenticator does not say how: L3 §7.1 step 28,
     * CTAP 2.2 §12.1.
     *
     * @param received what the authenticator reports; null when it reports nothing
     * @param required the least that was insisted on
     */
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
