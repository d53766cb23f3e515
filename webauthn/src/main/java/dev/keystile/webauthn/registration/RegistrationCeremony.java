package dev.keystile.webauthn.registration;

import dev.keystile.webauthn.attestation.Attestation;
import dev.keystile.webauthn.attestation.AttestationFormat;
import dev.keystile.webauthn.attestation.AttestationRefusedException;
import dev.keystile.webauthn.attestation.AttestationVerifier;
import dev.keystile.webauthn.authenticator.Aaguid;
import dev.keystile.webauthn.authenticator.AttestedCredentialData;
import dev.keystile.webauthn.authenticator.AuthenticatorAttachment;
import dev.keystile.webauthn.authenticator.AuthenticatorData;
import dev.keystile.webauthn.authenticator.AuthenticatorFlags;
import dev.keystile.webauthn.authenticator.CredentialId;
import dev.keystile.webauthn.bytes.ByteString;
import dev.keystile.webauthn.client.CollectedClientData;
import dev.keystile.webauthn.client.RpId;
import dev.keystile.webauthn.cose.CoseAlgorithm;
import dev.keystile.webauthn.cose.SignatureSuite;
import dev.keystile.webauthn.credential.CredentialDescriptor;
import dev.keystile.webauthn.credential.CredentialRecord;
import dev.keystile.webauthn.credential.Discoverability;
import dev.keystile.webauthn.extension.AuthenticatorExtensionOutputs;
import dev.keystile.webauthn.extension.CredentialProtection;
import dev.keystile.webauthn.internal.ceremony.AuthenticatorDataCheck;
import dev.keystile.webauthn.internal.ceremony.AuthenticatorDataRefusedException;
import dev.keystile.webauthn.internal.ceremony.ClientDataCheck;
import dev.keystile.webauthn.internal.ceremony.ClientDataRefusedException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The checks of a registration's response
 * (<a href="https://www.w3.org/TR/webauthn-3/#sctn-registering-a-new-credential">L3 §7.1</a>). {@code RelyingParty} is the usual
 * way to it.
 */
public final class RegistrationCeremony {

    private final RpId rpId;
    private final Clock clock;
    private final SignatureSuite signatures;
    private final AttestationVerifier attestations;

    /**
     * For one relying party, whose credentials' and attestations' signatures are verified by these.
     *
     * @param rpId the relying party, whose pending ceremonies alone it finishes
     * @param clock what expiry and certificates are judged by
     * @param signatures what can be verified; a credential of any other algorithm is refused
     * @param attestations verifies the attestation statements
     */
    public RegistrationCeremony(RpId rpId, Clock clock, SignatureSuite signatures, AttestationVerifier attestations) {
        this.rpId = rpId;
        this.clock = clock;
        this.signatures = signatures;
        this.attestations = attestations;
    }

    /**
     * Verifies a response against what was asked. Whether the credential id is new among all users is for the store to check:
     * see {@link VerifiedRegistration}.
     *
     * @param pending what was begun; that it is used once only is the caller's to see to
     * @param response what the client returned for it
     * @throws RegistrationRefusedException with the first failure in the specification's order
     */
    public VerifiedRegistration verify(PendingRegistration pending, RegistrationResponse response)
            throws RegistrationRefusedException {
        RegistrationRequest request = pending.request();
        CollectedClientData clientData = response.clientData();
        AuthenticatorData authenticatorData = response.attestationObject().authenticatorData();
        AttestedCredentialData credential = response.attestationObject().attestedCredentialData();
        AuthenticatorExtensionOutputs authenticatorExtensions =
                new AuthenticatorExtensionOutputs(authenticatorData.extensions());
        Instant now = clock.instant();

        // L3 §7.1 steps 1 and 2 are the pending ceremony; steps 3 to 6 and 13 are RegistrationResponse.parse
        checkRelyingParty(pending);
        checkNotExpired(pending, now);
        checkClientData(pending, clientData); // L3 §7.1 steps 7 to 11
        ByteString clientDataHash = clientData.hash(); // L3 §7.1 step 12
        // L3 §7.1 steps 14 to 17; steps 18 and 19 are the caller's policy
        checkAuthenticatorData(request, authenticatorData);
        checkAlgorithm(pending, credential.credentialPublicKey().algorithm()); // L3 §7.1 step 20
        Attestation attestation = attestation(request, response, clientDataHash, now); // L3 §7.1 steps 21 to 24
        // L3 §7.1 step 25 is CredentialId's own rule
        checkCredentialId(response.unverifiedCredentialId(), credential.credentialId());
        checkNotExcluded(request, credential.credentialId()); // L3 §7.1 step 26, as far as the ceremony knows
        checkAttachment(request, response.attachment().orElse(null));
        checkDiscoverability(request, response);
        checkCredentialProtection(request, authenticatorExtensions); // L3 §7.1 step 28

        return new VerifiedRegistration(
                request.user(),
                credentialRecord(pending, response, attestation),
                attestation,
                clientData.origin(),
                response.attachment().orElse(null),
                response.extensions(),
                authenticatorExtensions,
                response.attestationObject());
    }

    private void checkRelyingParty(PendingRegistration pending) throws RegistrationRefusedException {
        if (!pending.rpId().equals(rpId)) {
            throw new RegistrationRefusedException(new RegistrationFailure.AnotherRelyingParty(pending.rpId(), rpId));
        }
    }

    private static void checkNotExpired(PendingRegistration pending, Instant now) throws RegistrationRefusedException {
        if (!now.isBefore(pending.expiresAt())) {
            throw new RegistrationRefusedException(new RegistrationFailure.Expired(pending.expiresAt(), now));
        }
    }

    private static void checkClientData(PendingRegistration pending, CollectedClientData clientData)
            throws RegistrationRefusedException {
        try {
            ClientDataCheck.check(clientData, CollectedClientData.CREATE, pending.challenge(), pending.origins());
        } catch (ClientDataRefusedException e) {
            throw new RegistrationRefusedException(new RegistrationFailure.ClientDataRejected(e.failure()));
        }
    }

    private void checkAuthenticatorData(RegistrationRequest request, AuthenticatorData authenticatorData)
            throws RegistrationRefusedException {
        try {
            AuthenticatorDataCheck.check(
                    authenticatorData, rpId.value(), rpId.hash(), request.conditional(), request.userVerification());
        } catch (AuthenticatorDataRefusedException e) {
            throw new RegistrationRefusedException(new RegistrationFailure.AuthenticatorDataRejected(e.failure()));
        }
    }

    private void checkAlgorithm(PendingRegistration pending, CoseAlgorithm used) throws RegistrationRefusedException {
        if (!pending.algorithms().contains(used)) {
            throw new RegistrationRefusedException(
                    new RegistrationFailure.AlgorithmNotOffered(used, pending.algorithms()));
        }
        if (!signatures.supported().contains(used)) {
            throw new RegistrationRefusedException(new RegistrationFailure.AlgorithmNotSupported(used));
        }
    }

    private Attestation attestation(
            RegistrationRequest request, RegistrationResponse response, ByteString clientDataHash, Instant now)
            throws RegistrationRefusedException {
        try {
            return attestations.verify(response.attestationObject(), clientDataHash, request.attestationPolicy(), now);
        } catch (AttestationRefusedException e) {
            throw new RegistrationRefusedException(new RegistrationFailure.AttestationRejected(e.failure()));
        }
    }

    private static void checkCredentialId(CredentialId named, CredentialId attested)
            throws RegistrationRefusedException {
        if (!named.equals(attested)) {
            throw new RegistrationRefusedException(new RegistrationFailure.CredentialIdMismatch(named, attested));
        }
    }

    private static void checkNotExcluded(RegistrationRequest request, CredentialId credentialId)
            throws RegistrationRefusedException {
        for (CredentialDescriptor excluded : request.excludeCredentials()) {
            if (excluded.id().equals(credentialId)) {
                throw new RegistrationRefusedException(new RegistrationFailure.CredentialExcluded(credentialId));
            }
        }
    }

    private static void checkAttachment(RegistrationRequest request, @Nullable AuthenticatorAttachment reported)
            throws RegistrationRefusedException {
        AuthenticatorAttachment required = request.attachment();
        if (required == null || reported == null && request.unreportedAttachmentAccepted()) {
            return;
        }
        if (reported != required) {
            throw new RegistrationRefusedException(new RegistrationFailure.AttachmentMismatch(reported, required));
        }
    }

    private static void checkDiscoverability(RegistrationRequest request, RegistrationResponse response)
            throws RegistrationRefusedException {
        if (request.residentKey() == ResidentKey.REQUIRED
                && discoverability(response) == Discoverability.NOT_DISCOVERABLE) {
            throw new RegistrationRefusedException(new RegistrationFailure.CredentialNotDiscoverable());
        }
    }

    private static void checkCredentialProtection(RegistrationRequest request, AuthenticatorExtensionOutputs outputs)
            throws RegistrationRefusedException {
        Optional<CredentialProtection> required = request.extensions().enforcedCredentialProtection();
        if (required.isEmpty()) {
            return;
        }
        CredentialProtection received = outputs.credentialProtection().orElse(null);
        if (received == null || !received.isAtLeast(required.get())) {
            throw new RegistrationRefusedException(
                    new RegistrationFailure.CredentialProtectionTooWeak(received, required.get()));
        }
    }

    /** L3 §7.1 step 27. */
    private CredentialRecord credentialRecord(
            PendingRegistration pending, RegistrationResponse response, Attestation attestation) {
        AuthenticatorData authenticatorData = response.attestationObject().authenticatorData();
        AuthenticatorFlags flags = authenticatorData.flags();
        AttestedCredentialData credential = response.attestationObject().attestedCredentialData();
        return new CredentialRecord(
                rpId,
                pending.user().id(),
                response.unverifiedCredentialId(),
                credential.credentialPublicKey(),
                authenticatorData.signCount(),
                flags.userVerified(),
                flags.backupEligible(),
                flags.backupState(),
                response.transports(),
                isOfU2f(attestation) ? Aaguid.ZERO : credential.aaguid(),
                attestation.format(),
                discoverability(response));
    }

    /** What a U2F security key signs does not cover the AAGUID, so that whoever has one could claim any model. */
    private static boolean isOfU2f(Attestation attestation) {
        for (Attestation part : attestation.parts()) {
            if (isOfU2f(part)) {
                return true;
            }
        }
        return attestation.format().equals(AttestationFormat.FIDO_U2F);
    }

    private static Discoverability discoverability(RegistrationResponse response) {
        Optional<Boolean> discoverable = response.extensions().credentialIsDiscoverable();
        if (discoverable.isEmpty()) {
            return Discoverability.UNKNOWN;
        }
        return discoverable.get() ? Discoverability.DISCOVERABLE : Discoverability.NOT_DISCOVERABLE;
    }
}
