package dev.keystile.webauthn.authentication;

import dev.keystile.webauthn.authenticator.AttestedCredentialData;
import dev.keystile.webauthn.authenticator.AuthenticatorData;
import dev.keystile.webauthn.authenticator.AuthenticatorFlags;
import dev.keystile.webauthn.authenticator.CredentialId;
import dev.keystile.webauthn.bytes.ByteString;
import dev.keystile.webauthn.client.CollectedClientData;
import dev.keystile.webauthn.client.RpId;
import dev.keystile.webauthn.cose.InvalidSignatureException;
import dev.keystile.webauthn.cose.SignatureSuite;
import dev.keystile.webauthn.cose.UnsupportedAlgorithmException;
import dev.keystile.webauthn.credential.CredentialDescriptor;
import dev.keystile.webauthn.credential.CredentialRecord;
import dev.keystile.webauthn.credential.UserHandle;
import dev.keystile.webauthn.extension.AuthenticatorExtensionOutputs;
import dev.keystile.webauthn.internal.ceremony.AuthenticatorDataCheck;
import dev.keystile.webauthn.internal.ceremony.AuthenticatorDataRefusedException;
import dev.keystile.webauthn.internal.ceremony.ClientDataCheck;
import dev.keystile.webauthn.internal.ceremony.ClientDataRefusedException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The checks of an authentication's response
 * (<a href="https://www.w3.org/TR/webauthn-3/#sctn-verifying-assertion">L3 §7.2</a>). {@code RelyingParty} is the usual way to it.
 */
public final class AuthenticationCeremony {

    private final RpId rpId;
    private final Clock clock;
    private final SignatureSuite signatures;

    /**
     * For one relying party, whose credentials' signatures are verified by this suite.
     *
     * @param rpId the relying party, whose pending ceremonies and credentials alone are accepted
     * @param clock what expiry is judged by
     * @param signatures what can be verified
     */
    public AuthenticationCeremony(RpId rpId, Clock clock, SignatureSuite signatures) {
        this.rpId = rpId;
        this.clock = clock;
        this.signatures = signatures;
    }

    /**
     * Verifies a response against what was asked and what is stored of its credential.
     *
     * @param credential the record stored under {@link AuthenticationResponse#unverifiedCredentialId()}
     * @param pending what was begun; that it is used once only is the caller's to see to
     * @param response what the client returned for it
     * @throws AuthenticationRefusedException with the first failure in the specification's order
     */
    public VerifiedAuthentication verify(
            PendingAuthentication pending, AuthenticationResponse response, CredentialRecord credential)
            throws AuthenticationRefusedException {
        AuthenticationRequest request = pending.request();
        CollectedClientData clientData = response.clientData();
        AuthenticatorData authenticatorData = response.authenticatorData();
        AuthenticatorFlags flags = authenticatorData.flags();

        // L3 §7.2 steps 1 and 2 are the pending ceremony; steps 3, 4 and 7 to 9 are AuthenticationResponse.parse
        checkRelyingParty(pending, credential);
        checkNotExpired(pending);
        checkAllowed(request.allowCredentials(), response.unverifiedCredentialId()); // L3 §7.2 step 5
        checkCredential(response.unverifiedCredentialId(), credential.id()); // L3 §7.2 step 6
        checkUser(pending.user(), response.unverifiedUserHandle(), credential.userHandle()); // L3 §7.2 step 6
        checkClientData(pending, clientData); // L3 §7.2 steps 10 to 14
        checkAuthenticatorData(request, response); // L3 §7.2 steps 15 to 18
        checkBackupEligibility(request, credential, flags); // L3 §7.2 step 19
        checkNothingForeignAttested(request, authenticatorData, credential); // L3 §6.1
        checkSignature(response, credential); // L3 §7.2 steps 20 and 21
        SignCountVerdict signCount = checkSignCount(request, credential, authenticatorData); // L3 §7.2 step 22

        return new VerifiedAuthentication(
                updated(request, credential, authenticatorData),
                credential,
                authenticatorData,
                signCount,
                clientData.origin(),
                response.attachment().orElse(null),
                response.extensions(),
                new AuthenticatorExtensionOutputs(authenticatorData.extensions())); // L3 §7.2 step 23
    }

    private void checkRelyingParty(PendingAuthentication pending, CredentialRecord credential)
            throws AuthenticationRefusedException {
        if (!pending.rpId().equals(rpId)) {
            throw new AuthenticationRefusedException(
                    new AuthenticationFailure.AnotherRelyingParty(pending.rpId(), rpId));
        }
        if (!credential.rpId().equals(rpId)) {
            throw new AuthenticationRefusedException(
                    new AuthenticationFailure.AnotherRelyingParty(credential.rpId(), rpId));
        }
    }

    private void checkNotExpired(PendingAuthentication pending) throws AuthenticationRefusedException {
        Instant now = clock.instant();
        if (!now.isBefore(pending.expiresAt())) {
            throw new AuthenticationRefusedException(new AuthenticationFailure.Expired(pending.expiresAt(), now));
        }
    }

    private static void checkAllowed(List<CredentialDescriptor> allowed, CredentialId received)
            throws AuthenticationRefusedException {
        if (allowed.isEmpty()) {
            return;
        }
        for (CredentialDescriptor descriptor : allowed) {
            if (descriptor.id().equals(received)) {
                return;
            }
        }
        throw new AuthenticationRefusedException(new AuthenticationFailure.CredentialNotAllowed(received));
    }

    private static void checkCredential(CredentialId received, CredentialId recorded)
            throws AuthenticationRefusedException {
        if (!received.equals(recorded)) {
            throw new AuthenticationRefusedException(new AuthenticationFailure.CredentialMismatch(received, recorded));
        }
    }

    /** The record alone says whose the credential is; the response's user handle can only contradict it. */
    private static void checkUser(Optional<UserHandle> identified, Optional<UserHandle> received, UserHandle owner)
            throws AuthenticationRefusedException {
        if (identified.isPresent() && !owner.equals(identified.get())) {
            throw new AuthenticationRefusedException(
                    new AuthenticationFailure.CredentialOfAnotherUser(owner, identified.get()));
        }
        if (identified.isEmpty() && received.isEmpty()) {
            throw new AuthenticationRefusedException(new AuthenticationFailure.UserHandleMissing());
        }
        if (received.isPresent() && !owner.equals(received.get())) {
            throw new AuthenticationRefusedException(
                    new AuthenticationFailure.UserHandleMismatch(received.get(), owner));
        }
    }

    private static void checkClientData(PendingAuthentication pending, CollectedClientData clientData)
            throws AuthenticationRefusedException {
        try {
            ClientDataCheck.check(clientData, CollectedClientData.GET, pending.challenge(), pending.origins());
        } catch (ClientDataRefusedException e) {
            throw new AuthenticationRefusedException(new AuthenticationFailure.ClientDataRejected(e.failure()));
        }
    }

    /** L3 §10.1.1: a client that says it used the AppID is held to it, if the ceremony asked for it. */
    private void checkAuthenticatorData(AuthenticationRequest request, AuthenticationResponse response)
            throws AuthenticationRefusedException {
        Optional<String> appId = request.extensions().appid();
        boolean appIdUsed = appId.isPresent() && response.extensions().appid().orElse(false);
        String scope = appIdUsed ? appId.get() : rpId.value();
        ByteString scopeHash = appIdUsed ? ByteString.ofUtf8(scope).sha256() : rpId.hash();
        try {
            AuthenticatorDataCheck.check(
                    response.authenticatorData(), scope, scopeHash, false, request.userVerification());
        } catch (AuthenticatorDataRefusedException e) {
            throw new AuthenticationRefusedException(new AuthenticationFailure.AuthenticatorDataRejected(e.failure()));
        }
    }

    private static void checkBackupEligibility(
            AuthenticationRequest request, CredentialRecord credential, AuthenticatorFlags flags)
            throws AuthenticationRefusedException {
        boolean recorded = credential.backupEligible();
        boolean received = flags.backupEligible();
        if (!request.backupEligibilityPolicy().accepts(recorded, received)) {
            throw new AuthenticationRefusedException(
                    new AuthenticationFailure.BackupEligibilityChanged(recorded, received));
        }
    }

    private static void checkNothingForeignAttested(
            AuthenticationRequest request, AuthenticatorData authenticatorData, CredentialRecord credential)
            throws AuthenticationRefusedException {
        Optional<AttestedCredentialData> attested = authenticatorData.attestedCredentialData();
        if (attested.isEmpty()) {
            return;
        }
        boolean itself = attested.get().credentialId().equals(credential.id())
                && attested.get().credentialPublicKey().equals(credential.publicKey());
        if (!itself || !request.attestedCredentialAccepted()) {
            throw new AuthenticationRefusedException(new AuthenticationFailure.AttestedCredentialPresent(
                    attested.get().credentialId()));
        }
    }

    private void checkSignature(AuthenticationResponse response, CredentialRecord credential)
            throws AuthenticationRefusedException {
        try {
            signatures.verify(
                    credential.publicKey(),
                    response.signature(),
                    response.authenticatorData().encoded(),
                    response.clientData().hash());
        } catch (InvalidSignatureException e) {
            throw new AuthenticationRefusedException(new AuthenticationFailure.SignatureInvalid(
                    credential.id(), credential.publicKey().algorithm()));
        } catch (UnsupportedAlgorithmException e) {
            throw new AuthenticationRefusedException(new AuthenticationFailure.AlgorithmNotSupported(e.algorithm()));
        }
    }

    private static SignCountVerdict checkSignCount(
            AuthenticationRequest request, CredentialRecord credential, AuthenticatorData authenticatorData)
            throws AuthenticationRefusedException {
        long recorded = credential.signCount();
        long received = authenticatorData.signCount();
        SignCountVerdict verdict = SignCountVerdict.of(recorded, received);
        if (!request.signCountPolicy().accepts(verdict, authenticatorData.flags())) {
            throw new AuthenticationRefusedException(
                    new AuthenticationFailure.SignCountNotIncreased(recorded, received));
        }
        return verdict;
    }

    /** L3 §7.2 step 24. A counter that did not increase leaves the recorded one, so that it goes on telling. */
    private static CredentialRecord updated(
            AuthenticationRequest request, CredentialRecord credential, AuthenticatorData authenticatorData) {
        AuthenticatorFlags flags = authenticatorData.flags();
        return credential.afterUse(
                Math.max(credential.signCount(), authenticatorData.signCount()),
                credential.uvInitialized() || request.initializesUserVerification() && flags.userVerified(),
                flags.backupEligible(),
                flags.backupState());
    }
}
