package dev.keystile.webauthn.registration;

import dev.keystile.webauthn.attestation.Attestation;
import dev.keystile.webauthn.attestation.AttestationObject;
import dev.keystile.webauthn.authenticator.AuthenticatorAttachment;
import dev.keystile.webauthn.authenticator.AuthenticatorFlags;
import dev.keystile.webauthn.credential.CredentialRecord;
import dev.keystile.webauthn.credential.UserEntity;
import dev.keystile.webauthn.extension.AuthenticatorExtensionOutputs;
import dev.keystile.webauthn.extension.ClientExtensionOutputs;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A registration that passed every check. One is left to whoever stores it, because only the store can do it: that no user has
 * this credential id yet (L3 §7.1 step 26). Add the record and make that check in one atomic step, and refuse the registration
 * if the id is taken.
 *
 * @param user the account that the ceremony was for
 * @param credentialRecord what to store (L3 §7.1 step 27)
 * @param attestation the verdict on the attestation
 * @param origin where the ceremony ran, one of the expected origins
 * @param attachment the authenticator's attachment, as far as the client said; null when it did not
 * @param clientExtensions what the client reports of extensions; unsigned
 * @param authenticatorExtensions what the authenticator signed of extensions
 * @param attestationObject the whole object, to keep if the attestation may have to be examined later
 */
public record VerifiedRegistration(
        UserEntity user,
        CredentialRecord credentialRecord,
        Attestation attestation,
        String origin,
        @Nullable AuthenticatorAttachment attachment,
        ClientExtensionOutputs clientExtensions,
        AuthenticatorExtensionOutputs authenticatorExtensions,
        AttestationObject attestationObject) {

    /** Only the attachment may be null. */
    public VerifiedRegistration {
        Objects.requireNonNull(user, "user");
        Objects.requireNonNull(credentialRecord, "credentialRecord");
        Objects.requireNonNull(attestation, "attestation");
        Objects.requireNonNull(origin, "origin");
        Objects.requireNonNull(clientExtensions, "clientExtensions");
        Objects.requireNonNull(authenticatorExtensions, "authenticatorExtensions");
        Objects.requireNonNull(attestationObject, "attestationObject");
    }

    /** The flags that the authenticator signed. */
    public AuthenticatorFlags flags() {
        return attestationObject.authenticatorData().flags();
    }

    /** Whether the authenticator verified its user: the UV flag. */
    public boolean userVerified() {
        return flags().userVerified();
    }
}
