package dev.keystile.peers;

import com.yubico.webauthn.AssertionRequest;
import com.yubico.webauthn.CredentialRepository;
import com.yubico.webauthn.FinishAssertionOptions;
import com.yubico.webauthn.FinishRegistrationOptions;
import com.yubico.webauthn.RegisteredCredential;
import com.yubico.webauthn.RelyingParty;
import com.yubico.webauthn.attestation.AttestationTrustSource;
import com.yubico.webauthn.data.AuthenticatorSelectionCriteria;
import com.yubico.webauthn.data.ByteArray;
import com.yubico.webauthn.data.COSEAlgorithmIdentifier;
import com.yubico.webauthn.data.PublicKeyCredential;
import com.yubico.webauthn.data.PublicKeyCredentialCreationOptions;
import com.yubico.webauthn.data.PublicKeyCredentialDescriptor;
import com.yubico.webauthn.data.PublicKeyCredentialParameters;
import com.yubico.webauthn.data.PublicKeyCredentialRequestOptions;
import com.yubico.webauthn.data.PublicKeyCredentialType;
import com.yubico.webauthn.data.RelyingPartyIdentity;
import com.yubico.webauthn.data.UserIdentity;
import com.yubico.webauthn.data.UserVerificationRequirement;
import dev.keystile.webauthn.bytes.ByteString;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Yubico's java-webauthn-server. */
public final class Yubico implements Peer {

    private static final String USERNAME = "somebody";

    @Override
    public Verification registration(RegistrationQuestion question) {
        PublicKeyCredentialCreationOptions options = PublicKeyCredentialCreationOptions.builder()
                .rp(identity(question.rpId()))
                .user(UserIdentity.builder()
                        .name(USERNAME)
                        .displayName(USERNAME)
                        .id(bytes(question.userHandle()))
                        .build())
                .challenge(bytes(question.challenge()))
                .pubKeyCredParams(parameters(question.algorithms()))
                .authenticatorSelection(AuthenticatorSelectionCriteria.builder()
                        .userVerification(requirement(question.userVerificationRequired()))
                        .build())
                .build();
        RelyingParty relyingParty = relyingParty(question.rpId(), question.origin(), null, question.trustRoots());
        return response -> relyingParty.finishRegistration(FinishRegistrationOptions.builder()
                .request(options)
                .response(PublicKeyCredential.parseRegistrationResponseJson(response))
                .build());
    }

    @Override
    @SuppressWarnings("deprecation") // the setters of the backup flags, which are experimental there
    public Verification authentication(AuthenticationQuestion question) {
        RegisteredCredential credential = RegisteredCredential.builder()
                .credentialId(bytes(question.credentialId()))
                .userHandle(bytes(question.userHandle()))
                .publicKeyCose(bytes(question.publicKey()))
                .signatureCount(question.signCount())
                .backupEligible(question.backupEligible())
                .backupState(question.backupState())
                .build();
        AssertionRequest request = AssertionRequest.builder()
                .publicKeyCredentialRequestOptions(PublicKeyCredentialRequestOptions.builder()
                        .challenge(bytes(question.challenge()))
                        .rpId(question.rpId())
                        .userVerification(requirement(question.userVerificationRequired()))
                        .build())
                .build();
        RelyingParty relyingParty = relyingParty(question.rpId(), question.origin(), credential, Set.of());
        return response -> relyingParty.finishAssertion(FinishAssertionOptions.builder()
                .request(request)
                .response(PublicKeyCredential.parseAssertionResponseJson(response))
                .build());
    }

    private static RelyingParty relyingParty(
            String rpId, String origin, @Nullable RegisteredCredential credential, Set<X509Certificate> trustRoots) {
        RelyingParty.RelyingPartyBuilder builder = RelyingParty.builder()
                .identity(identity(rpId))
                .credentialRepository(new OneCredential(Optional.ofNullable(credential)))
                .origins(Set.of(origin))
                .allowUntrustedAttestation(trustRoots.isEmpty());
        if (!trustRoots.isEmpty()) {
            builder.attestationTrustSource((chain, aaguid) -> AttestationTrustSource.TrustRootsResult.builder()
                    .trustRoots(trustRoots)
                    .enableRevocationChecking(false)
                    .build());
        }
        return builder.build();
    }

    private static RelyingPartyIdentity identity(String rpId) {
        return RelyingPartyIdentity.builder().id(rpId).name(rpId).build();
    }

    private static List<PublicKeyCredentialParameters> parameters(List<Integer> algorithms) {
        return algorithms.stream()
                .flatMap(id -> COSEAlgorithmIdentifier.fromId(id).stream())
                .map(algorithm -> PublicKeyCredentialParameters.builder()
                        .alg(algorithm)
                        .type(PublicKeyCredentialType.PUBLIC_KEY)
                        .build())
                .toList();
    }

    private static UserVerificationRequirement requirement(boolean required) {
        return required ? UserVerificationRequirement.REQUIRED : UserVerificationRequirement.PREFERRED;
    }

    private static ByteArray bytes(ByteString bytes) {
        return new ByteArray(bytes.toByteArray());
    }

    /** A repository that knows one user with at most one credential. */
    private record OneCredential(Optional<RegisteredCredential> credential) implements CredentialRepository {

        @Override
        public Set<PublicKeyCredentialDescriptor> getCredentialIdsForUsername(String username) {
            return Set.of();
        }

        @Override
        public Optional<ByteArray> getUserHandleForUsername(String username) {
            return credential.map(RegisteredCredential::getUserHandle);
        }

        @Override
        public Optional<String> getUsernameForUserHandle(ByteArray userHandle) {
            return credential
                    .filter(known -> known.getUserHandle().equals(userHandle))
                    .map(known -> USERNAME);
        }

        @Override
        public Optional<RegisteredCredential> lookup(ByteArray credentialId, ByteArray userHandle) {
            return credential.filter(known -> known.getCredentialId().equals(credentialId)
                    && known.getUserHandle().equals(userHandle));
        }

        @Override
        public Set<RegisteredCredential> lookupAll(ByteArray credentialId) {
            return credential
                    .filter(known -> known.getCredentialId().equals(credentialId))
                    .map(Set::of)
                    .orElse(Set.of());
        }
    }
}
