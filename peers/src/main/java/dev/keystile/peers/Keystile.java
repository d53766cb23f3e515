package dev.keystile.peers;

import dev.keystile.webauthn.RelyingParty;
import dev.keystile.webauthn.attestation.AttestationConveyance;
import dev.keystile.webauthn.attestation.AttestationFormat;
import dev.keystile.webauthn.attestation.AttestationPolicy;
import dev.keystile.webauthn.attestation.TrustAnchors;
import dev.keystile.webauthn.authentication.AuthenticationRequest;
import dev.keystile.webauthn.authentication.AuthenticationResponse;
import dev.keystile.webauthn.authentication.PendingAuthentication;
import dev.keystile.webauthn.authenticator.Aaguid;
import dev.keystile.webauthn.authenticator.CredentialId;
import dev.keystile.webauthn.authenticator.UserVerification;
import dev.keystile.webauthn.bytes.MalformedException;
import dev.keystile.webauthn.client.Challenge;
import dev.keystile.webauthn.cose.CoseAlgorithm;
import dev.keystile.webauthn.cose.CoseKey;
import dev.keystile.webauthn.cose.SignatureSuite;
import dev.keystile.webauthn.credential.CredentialRecord;
import dev.keystile.webauthn.credential.Discoverability;
import dev.keystile.webauthn.credential.UserEntity;
import dev.keystile.webauthn.credential.UserHandle;
import dev.keystile.webauthn.registration.PendingRegistration;
import dev.keystile.webauthn.registration.RegistrationRequest;
import dev.keystile.webauthn.registration.RegistrationResponse;
import dev.keystile.webauthn.registration.ResidentKey;
import java.security.cert.X509Certificate;
import java.util.Set;

/** This project's own library, with whichever provider of signatures. */
public final class Keystile implements Peer {

    private static final Set<AttestationFormat> WITH_SAFETY_NET = Set.of(
            AttestationFormat.NONE,
            AttestationFormat.PACKED,
            AttestationFormat.TPM,
            AttestationFormat.ANDROID_KEY,
            AttestationFormat.ANDROID_SAFETYNET,
            AttestationFormat.FIDO_U2F,
            AttestationFormat.APPLE,
            AttestationFormat.COMPOUND);

    private final SignatureSuite signatures;
    private final Set<AttestationFormat> formats;

    /** With the formats that are accepted when nothing is said of them. */
    public Keystile(SignatureSuite signatures) {
        this(signatures, Set.of());
    }

    private Keystile(SignatureSuite signatures, Set<AttestationFormat> formats) {
        this.signatures = signatures;
        this.formats = formats;
    }

    /** The same with {@code android-safetynet}, which has to be asked for, and without unknown formats. */
    public Keystile withSafetyNet() {
        return new Keystile(signatures, WITH_SAFETY_NET);
    }

    @Override
    public Verification registration(RegistrationQuestion question) {
        RelyingParty relyingParty = relyingParty(question.rpId(), question.origin(), question.trustRoots());
        UserEntity user = new UserEntity(new UserHandle(question.userHandle()), "somebody", "Somebody");
        boolean trust = !question.trustRoots().isEmpty();
        PendingRegistration pending = relyingParty.beginRegistration(
                RegistrationRequest.builder(user)
                        .algorithms(question.algorithms().stream()
                                .map(CoseAlgorithm::new)
                                .toList())
                        .residentKey(ResidentKey.PREFERRED)
                        .userVerification(verification(question.userVerificationRequired()))
                        .attestation(AttestationConveyance.DIRECT)
                        .attestationPolicy(
                                (trust ? AttestationPolicy.verified() : AttestationPolicy.any()).withFormats(formats))
                        .build(),
                Challenge.of(question.challenge()));
        return response -> relyingParty.verify(pending, RegistrationResponse.parse(response));
    }

    @Override
    public Verification authentication(AuthenticationQuestion question) {
        RelyingParty relyingParty = relyingParty(question.rpId(), question.origin(), Set.of());
        PendingAuthentication pending = relyingParty.beginAuthentication(
                AuthenticationRequest.builder()
                        .userVerification(verification(question.userVerificationRequired()))
                        .build(),
                Challenge.of(question.challenge()));
        CredentialRecord credential = record(relyingParty, question);
        return response -> relyingParty.verify(pending, AuthenticationResponse.parse(response), credential);
    }

    private RelyingParty relyingParty(String rpId, String origin, Set<X509Certificate> trustRoots) {
        RelyingParty.Builder builder =
                RelyingParty.builder(rpId, rpId).origin(origin).signatures(signatures);
        if (!trustRoots.isEmpty()) {
            TrustAnchors anchors = new TrustAnchors.Known(trustRoots, "an authenticator");
            builder.trustAnchors(subject -> anchors);
        }
        return builder.build();
    }

    private static CredentialRecord record(RelyingParty relyingParty, AuthenticationQuestion question) {
        try {
            return new CredentialRecord(
                    relyingParty.id(),
                    new UserHandle(question.userHandle()),
                    new CredentialId(question.credentialId()),
                    CoseKey.parse(question.publicKey()),
                    question.signCount(),
                    true,
                    question.backupEligible(),
                    question.backupState(),
                    Set.of(),
                    Aaguid.ZERO,
                    AttestationFormat.NONE,
                    Discoverability.UNKNOWN);
        } catch (MalformedException e) {
            throw new IllegalArgumentException("The question's public key is not one", e);
        }
    }

    private static UserVerification verification(boolean required) {
        return required ? UserVerification.REQUIRED : UserVerification.PREFERRED;
    }
}
