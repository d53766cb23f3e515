package dev.keystile.passkeys;

import dev.keystile.passkeys.account.AccountId;
import dev.keystile.passkeys.ceremony.Ceremony;
import dev.keystile.passkeys.ceremony.CeremonyId;
import dev.keystile.passkeys.ceremony.CeremonyKind;
import dev.keystile.passkeys.ceremony.CeremonyNotOpenedException;
import dev.keystile.passkeys.ceremony.CeremonyProblem;
import dev.keystile.passkeys.ceremony.CeremonySealer;
import dev.keystile.webauthn.RelyingParty;
import dev.keystile.webauthn.authentication.AuthenticationRefusedException;
import dev.keystile.webauthn.authentication.AuthenticationRequest;
import dev.keystile.webauthn.authentication.AuthenticationResponse;
import dev.keystile.webauthn.authentication.PendingAuthentication;
import dev.keystile.webauthn.authentication.VerifiedAuthentication;
import dev.keystile.webauthn.bytes.MalformedException;
import dev.keystile.webauthn.credential.CredentialDescriptor;
import dev.keystile.webauthn.credential.CredentialRecord;
import dev.keystile.webauthn.credential.UserEntity;
import dev.keystile.webauthn.credential.UserHandle;
import dev.keystile.webauthn.registration.PendingRegistration;
import dev.keystile.webauthn.registration.RegistrationRefusedException;
import dev.keystile.webauthn.registration.RegistrationRequest;
import dev.keystile.webauthn.registration.RegistrationResponse;
import dev.keystile.webauthn.registration.VerifiedRegistration;
import java.security.SecureRandom;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** WebAuthn's ceremonies under the relying party's policy, sealed between their two halves. */
final class Ceremonies {

    private final RelyingParty relyingParty;
    private final PasskeyPolicy policy;
    private final CeremonySealer sealer;
    private final SecureRandom random;

    Ceremonies(RelyingParty relyingParty, PasskeyPolicy policy, CeremonySealer sealer, SecureRandom random) {
        this.relyingParty = relyingParty;
        this.policy = policy;
        this.sealer = sealer;
        this.random = random;
    }

    BegunCeremony beginRegistration(
            CeremonyKind kind, AccountId account, UserEntity user, List<CredentialDescriptor> excluded, Client client) {
        PendingRegistration pending = relyingParty.beginRegistration(RegistrationRequest.builder(user)
                .excludeCredentials(excluded)
                .residentKey(policy.residentKey())
                .userVerification(policy.userVerification())
                .attestation(policy.attestation())
                .attestationPolicy(policy.attestationPolicy())
                .timeout(policy.ceremonyLifetime())
                .build());
        Ceremony ceremony = new Ceremony(
                CeremonyId.random(random), kind, account, client.browser(), pending.expiresAt(), pending.toJson());
        return new BegunCeremony(sealer.seal(ceremony), pending.optionsJson(), pending.expiresAt());
    }

    BegunCeremony beginAuthentication(
            CeremonyKind kind,
            @Nullable AccountId account,
            @Nullable UserHandle user,
            List<CredentialDescriptor> allowed,
            Client client) {
        PendingAuthentication pending = relyingParty.beginAuthentication(AuthenticationRequest.builder()
                .user(user)
                .allowCredentials(allowed)
                .userVerification(policy.userVerification())
                .signCountPolicy(policy.signCount())
                .backupEligibilityPolicy(policy.backupEligibility())
                .timeout(policy.ceremonyLifetime())
                .build());
        Ceremony ceremony = new Ceremony(
                CeremonyId.random(random), kind, account, client.browser(), pending.expiresAt(), pending.toJson());
        return new BegunCeremony(sealer.seal(ceremony), pending.optionsJson(), pending.expiresAt());
    }

    /** The ceremony, if this client may finish it now. */
    Ceremony open(String text, CeremonyKind kind, @Nullable AccountId account, Client client) throws RefusedException {
        try {
            return sealer.open(text, kind, account, client.browser());
        } catch (CeremonyNotOpenedException e) {
            throw new RefusedException(new Refusal.CeremonyRefused(e.problem()));
        }
    }

    static RegistrationResponse readRegistration(String credential) throws RefusedException {
        try {
            return RegistrationResponse.parse(credential);
        } catch (MalformedException e) {
            throw new RefusedException(new Refusal.CredentialMalformed(e));
        }
    }

    static AuthenticationResponse readAuthentication(String credential) throws RefusedException {
        try {
            return AuthenticationResponse.parse(credential);
        } catch (MalformedException e) {
            throw new RefusedException(new Refusal.CredentialMalformed(e));
        }
    }

    VerifiedRegistration verify(Ceremony ceremony, RegistrationResponse response) throws RefusedException {
        try {
            return relyingParty.verify(PendingRegistration.parse(ceremony.pending()), response);
        } catch (MalformedException e) {
            throw sealedByAnotherVersion();
        } catch (RegistrationRefusedException e) {
            throw new RefusedException(new Refusal.RegistrationRefused(e.failure()));
        }
    }

    VerifiedAuthentication verify(Ceremony ceremony, AuthenticationResponse response, CredentialRecord credential)
            throws RefusedException {
        try {
            return relyingParty.verify(PendingAuthentication.parse(ceremony.pending()), response, credential);
        } catch (MalformedException e) {
            throw sealedByAnotherVersion();
        } catch (AuthenticationRefusedException e) {
            throw new RefusedException(new Refusal.AuthenticationRefused(e.failure()));
        }
    }

    /** Nobody else can have sealed it: another version of the library did, and begun anew it will work. */
    private static RefusedException sealedByAnotherVersion() {
        return new RefusedException(new Refusal.CeremonyRefused(CeremonyProblem.UNKNOWN));
    }
}
