package dev.keystile.peers;

import com.webauthn4j.WebAuthnManager;
import com.webauthn4j.anchor.TrustAnchorRepository;
import com.webauthn4j.converter.util.ObjectConverter;
import com.webauthn4j.credential.CredentialRecord;
import com.webauthn4j.credential.CredentialRecordImpl;
import com.webauthn4j.data.AuthenticationData;
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
import com.webauthn4j.verifier.attestation.statement.androidkey.AndroidKeyAttestationStatementVerifier;
import com.webauthn4j.verifier.attestation.statement.androidsafetynet.AndroidSafetyNetAttestationStatementVerifier;
import com.webauthn4j.verifier.attestation.statement.apple.AppleAnonymousAttestationStatementVerifier;
import com.webauthn4j.verifier.attestation.statement.none.NoneAttestationStatementVerifier;
import com.webauthn4j.verifier.attestation.statement.packed.PackedAttestationStatementVerifier;
import com.webauthn4j.verifier.attestation.statement.tpm.TPMAttestationStatementVerifier;
import com.webauthn4j.verifier.attestation.statement.u2f.FIDOU2FAttestationStatementVerifier;
import com.webauthn4j.verifier.attestation.trustworthiness.certpath.CertPathTrustworthinessVerifier;
import com.webauthn4j.verifier.attestation.trustworthiness.certpath.DefaultCertPathTrustworthinessVerifier;
import com.webauthn4j.verifier.attestation.trustworthiness.certpath.NullCertPathTrustworthinessVerifier;
import com.webauthn4j.verifier.attestation.trustworthiness.self.DefaultSelfAttestationTrustworthinessVerifier;
import com.webauthn4j.verifier.exception.NotAllowedCredentialIdException;
import dev.keystile.webauthn.bytes.ByteString;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** webauthn4j. */
public final class Webauthn4j implements Peer {

    /** Made once, since it is costly and safe to share. */
    private final ObjectConverter converter = new ObjectConverter();

    @Override
    public Verification registration(RegistrationQuestion question) {
        WebAuthnManager manager = verifyingStatements(
                question.trustRoots().isEmpty()
                        ? new NullCertPathTrustworthinessVerifier()
                        : trusting(question.trustRoots()));
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
        WebAuthnManager manager = WebAuthnManager.createNonStrictWebAuthnManager(converter);
        ServerProperty server = server(question.origin(), question.rpId(), question.challenge());
        CredentialRecord registered = record(manager, question);
        byte[] credentialId = question.credentialId().toByteArray();
        return response -> {
            // A verified response changes the record that it was given, so the count is set back before each.
            registered.setCounter(question.signCount());
            AuthenticationData parsed = manager.parseAuthenticationResponseJSON(response);
            if (!Arrays.equals(parsed.getCredentialId(), credentialId)) {
                throw new NotAllowedCredentialIdException("The caller finds no such credential");
            }
            return manager.verify(
                    parsed,
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

    private WebAuthnManager verifyingStatements(CertPathTrustworthinessVerifier trust) {
        return new WebAuthnManager(
                List.of(
                        new NoneAttestationStatementVerifier(),
                        new PackedAttestationStatementVerifier(),
                        new TPMAttestationStatementVerifier(),
                        new AndroidKeyAttestationStatementVerifier(),
                        new AndroidSafetyNetAttestationStatementVerifier(),
                        new FIDOU2FAttestationStatementVerifier(),
                        new AppleAnonymousAttestationStatementVerifier()),
                trust,
                new DefaultSelfAttestationTrustworthinessVerifier(),
                converter);
    }

    private static CertPathTrustworthinessVerifier trusting(Set<X509Certificate> roots) {
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
        return new DefaultCertPathTrustworthinessVerifier(repository);
    }
}
