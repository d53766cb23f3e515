package dev.keystile.peers;

import com.webauthn4j.WebAuthnManager;
import com.webauthn4j.anchor.TrustAnchorRepository;
import com.webauthn4j.credential.CredentialRecord;
import com.webauthn4j.credential.CredentialRecordImpl;
import com.webauthn4j.data.AuthenticationParameters;
import com.webauthn4j.data.PublicKeyCredentialParameters;
import com.webauthn4j.data.PublicKeyCredentialType;
import com.webauthn4j.data.RegistrationData;
import com.webauthn4j.data.RegistrationParameters;
import com.webauthn4j.data.attestation.authenticator.AAGUID;
import com.webauthn4j.data.attestation.statement.COSEAlgorithmIdentifier;
import com.webauthn4j.data.client.Origin;
import com.webauthn4j.data.client.challenge.DefaultChallenge;
import com.webauthn4j.server.ServerProperty;
import com.webauthn4j.verifier.attestation.statement.none.NoneAttestationStatementVerifier;
import com.webauthn4j.verifier.attestation.statement.packed.PackedAttestationStatementVerifier;
import com.webauthn4j.verifier.attestation.trustworthiness.certpath.DefaultCertPathTrustworthinessVerifier;
import com.webauthn4j.verifier.attestation.trustworthiness.self.DefaultSelfAttestationTrustworthinessVerifier;
import dev.keystile.webauthn.bytes.ByteString;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** webauthn4j. */
public final class Webauthn4j implements Peer {

    @Override
    public Verification registration(RegistrationQuestion question) {
        WebAuthnManager manager = question.trustRoots().isEmpty()
                ? WebAuthnManager.createNonStrictWebAuthnManager()
                : trusting(question.trustRoots());
        RegistrationParameters parameters = new RegistrationParameters(
                server(question.origin(), question.rpId(), question.challenge()),
                question.algorithms().stream()
                        .map(id -> new PublicKeyCredentialParameters(
                                PublicKeyCredentialType.PUBLIC_KEY, COSEAlgorithmIdentifier.create(id)))
                        .toList(),
                question.userVerificationRequired(),
                true);
        return response -> manager.verifyRegistrationResponseJSON(response, parameters);
    }

    @Override
    public Verification authentication(AuthenticationQuestion question) {
        WebAuthnManager manager = WebAuthnManager.createNonStrictWebAuthnManager();
        ServerProperty server = server(question.origin(), question.rpId(), question.challenge());
        CredentialRecord registered = record(manager, question);
        return response -> {
            // A verified response changes the record that it was given, so the count is set back before each.
            registered.setCounter(question.signCount());
            return manager.verifyAuthenticationResponseJSON(
                    response,
                    new AuthenticationParameters(server, registered, null, question.userVerificationRequired(), true));
        };
    }

    private static CredentialRecord record(WebAuthnManager manager, AuthenticationQuestion question) {
        RegistrationData registered = manager.parseRegistrationResponseJSON(question.registrationJson());
        return new CredentialRecordImpl(
                Objects.requireNonNull(registered.getAttestationObject()),
                registered.getCollectedClientData(),
                registered.getClientExtensions(),
                registered.getTransports());
    }

    private static ServerProperty server(String origin, String rpId, ByteString challenge) {
        return ServerProperty.builder()
                .origin(new Origin(origin))
                .rpId(rpId)
                .challenge(new DefaultChallenge(challenge.toByteArray()))
                .build();
    }

    private static WebAuthnManager trusting(Set<X509Certificate> roots) {
        Set<TrustAnchor> anchors =
                roots.stream().map(root -> new TrustAnchor(root, null)).collect(Collectors.toUnmodifiableSet());
        TrustAnchorRepository repository = new TrustAnchorRepository() {
            @Override
            public Set<TrustAnchor> find(AAGUID aaguid) {
                return anchors;
            }

            @Override
            public Set<TrustAnchor> find(byte[] attestationCertificateKeyIdentifier) {
                return anchors;
            }
        };
        return new WebAuthnManager(
                List.of(new NoneAttestationStatementVerifier(), new PackedAttestationStatementVerifier()),
                new DefaultCertPathTrustworthinessVerifier(repository),
                new DefaultSelfAttestationTrustworthinessVerifier());
    }
}
