package dev.keystile.webauthn.attestation;

import dev.keystile.webauthn.authenticator.AttestedCredentialData;
import dev.keystile.webauthn.bytes.ByteString;
import dev.keystile.webauthn.bytes.MalformedException;
import dev.keystile.webauthn.cose.SignatureSuite;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Verifies attestation statements and assesses how far they can be trusted
 * (<a href="https://www.w3.org/TR/webauthn-3/#sctn-registering-a-new-credential">L3 §7.1 steps 21 to 24</a>). A statement of a
 * format that it does not know is kept unverified, and its trust is unknown.
 */
public final class AttestationVerifier {

    private static final Map<AttestationFormat, StatementFormat> FORMATS = Stream.of(
                    new NoneFormat(), new PackedFormat())
            .collect(Collectors.toUnmodifiableMap(StatementFormat::identifier, Function.identity()));

    private final SignatureSuite signatures;
    private final TrustAnchorSource trustAnchors;

    /** Verifies signatures with this suite, and trusts what this source says. */
    public AttestationVerifier(SignatureSuite signatures, TrustAnchorSource trustAnchors) {
        this.signatures = signatures;
        this.trustAnchors = trustAnchors;
    }

    /**
     * Verifies the statement of an attestation object and holds it against a policy.
     *
     * @param clientDataHash SHA-256 of the client data, 32 bytes
     * @param at the time that the validity of certificates is judged at
     * @throws AttestationRefusedException if the statement is incorrect, or the policy does not accept it
     */
    public Attestation verify(
            AttestationObject attestationObject, ByteString clientDataHash, AttestationPolicy policy, Instant at)
            throws AttestationRefusedException {
        AttestationFormat format = attestationObject.format();
        StatementFormat procedure = FORMATS.get(format); // L3 §7.1 step 21
        CorrectStatement statement = procedure == null
                ? new CorrectStatement(AttestationType.UNKNOWN, List.of(), null)
                : correct(procedure, attestationObject, clientDataHash, at); // L3 §7.1 step 22
        AttestationTrust trust = trust(attestationObject, statement, policy, at); // L3 §7.1 step 23
        checkPolicy(format, statement.type(), trust, policy); // L3 §7.1 step 24
        return new Attestation(format, statement.type(), statement.certificates(), trust);
    }

    private CorrectStatement correct(
            StatementFormat procedure, AttestationObject attestationObject, ByteString clientDataHash, Instant at)
            throws AttestationRefusedException {
        try {
            return procedure.verify(new StatementInput(
                    attestationObject.statement(),
                    attestationObject.authenticatorData(),
                    attestationObject.attestedCredentialData(),
                    clientDataHash,
                    signatures,
                    at));
        } catch (MalformedException e) {
            throw new AttestationRefusedException(new AttestationFailure.StatementMalformed(procedure.identifier(), e));
        }
    }

    private AttestationTrust trust(
            AttestationObject attestationObject, CorrectStatement statement, AttestationPolicy policy, Instant at) {
        if (statement.type() == AttestationType.NONE || statement.type() == AttestationType.UNKNOWN) {
            return new AttestationTrust.Unknown();
        }
        AttestedCredentialData credential = attestationObject.attestedCredentialData();
        TrustAnchors anchors = trustAnchors.find(new AttestationSubject(
                attestationObject.format(),
                statement.type(),
                credential.aaguid(),
                statement.certificates(),
                credential.credentialPublicKey().algorithm(),
                statement.algorithm()));
        if (anchors instanceof TrustAnchors.Refused refused) {
            return new AttestationTrust.Unverified(new TrustFailure.Refused(refused.code(), refused.reason()));
        }
        if (anchors instanceof TrustAnchors.Known known) {
            return statement.certificates().isEmpty()
                    ? new AttestationTrust.Verified(null, known.description())
                    : new TrustPath(statement.certificates(), policy.rootInPath(), at).assess(known);
        }
        return new AttestationTrust.Unknown();
    }

    private static void checkPolicy(
            AttestationFormat format, AttestationType type, AttestationTrust trust, AttestationPolicy policy)
            throws AttestationRefusedException {
        if (!policy.formats().isEmpty() && !policy.formats().contains(format)) {
            throw new AttestationRefusedException(new AttestationFailure.FormatNotAccepted(format, policy.formats()));
        }
        if (!policy.trust().accepts(trust)) {
            throw new AttestationRefusedException(
                    new AttestationFailure.TrustInsufficient(format, type, trust, policy.trust()));
        }
    }
}
