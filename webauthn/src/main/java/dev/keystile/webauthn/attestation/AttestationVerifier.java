package dev.keystile.webauthn.attestation;

import dev.keystile.webauthn.authenticator.AttestedCredentialData;
import dev.keystile.webauthn.bytes.ByteString;
import dev.keystile.webauthn.bytes.MalformedException;
import dev.keystile.webauthn.cose.SignatureSuite;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Verifies attestation statements and assesses how far they can be trusted
 * (<a href="https://www.w3.org/TR/webauthn-3/#sctn-registering-a-new-credential">L3 §7.1 steps 21 to 24</a>). A statement of a
 * format that it does not know is kept unverified, and its trust is unknown.
 *
 * <p>It remembers up to 256 certificate paths that were found valid, each for an hour at most, because many authenticators share
 * one. Validity periods are looked at and the source of the anchors is asked at each verification all the same.
 *
 * <p>Safe for use by several threads. Revocation of attestation certificates is not looked up: it is the business of
 * the source of trust anchors.
 */
public final class AttestationVerifier {

    private static final Map<AttestationFormat, StatementFormat> FORMATS = formats();

    private final SignatureSuite signatures;
    private final TrustAnchorSource trustAnchors;
    private final KnownPaths knownPaths = new KnownPaths();

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
     * @param attestationObject what {@code response.attestationObject} held
     * @param policy what is correct where there is a choice, and what is accepted
     * @return the verdict; its {@linkplain Attestation#trust() trust} may be less than verified if the policy allows it
     * @throws AttestationRefusedException if the statement is incorrect, or the policy does not accept it
     */
    public Attestation verify(
            AttestationObject attestationObject, ByteString clientDataHash, AttestationPolicy policy, Instant at)
            throws AttestationRefusedException {
        AttestationFormat format = attestationObject.format();
        StatementFormat procedure = FORMATS.get(format); // L3 §7.1 step 21
        CorrectStatement statement = procedure == null
                ? CorrectStatement.unknown(format)
                : correct(procedure, attestationObject, clientDataHash, policy.rules(), at); // L3 §7.1 step 22
        Attestation attestation =
                assess(attestationObject.attestedCredentialData(), statement, policy, at); // L3 §7.1 step 23
        checkPolicy(attestation, policy); // L3 §7.1 step 24
        return attestation;
    }

    private static Map<AttestationFormat, StatementFormat> formats() {
        Map<AttestationFormat, StatementFormat> formats = new HashMap<>();
        for (StatementFormat format : List.of(
                new NoneFormat(),
                new PackedFormat(),
                new TpmFormat(),
                new AndroidKeyFormat(),
                new SafetyNetFormat(),
                new FidoU2fFormat(),
                new AppleFormat())) {
            formats.put(format.identifier(), format);
        }
        CompoundFormat compound = new CompoundFormat(Map.copyOf(formats));
        formats.put(compound.identifier(), compound);
        return Map.copyOf(formats);
    }

    private CorrectStatement correct(
            StatementFormat procedure,
            AttestationObject attestationObject,
            ByteString clientDataHash,
            AttestationRules rules,
            Instant at)
            throws AttestationRefusedException {
        try {
            return procedure.verify(new StatementInput(
                    procedure.identifier(),
                    "",
                    attestationObject.statement(),
                    attestationObject.authenticatorData(),
                    attestationObject.attestedCredentialData(),
                    clientDataHash,
                    signatures,
                    rules,
                    at));
        } catch (MalformedException e) {
            throw AttestationRefusedException.malformed(procedure.identifier(), e);
        }
    }

    private Attestation assess(
            AttestedCredentialData credential, CorrectStatement statement, AttestationPolicy policy, Instant at) {
        List<Attestation> parts = new ArrayList<>();
        for (CorrectStatement part : statement.parts()) {
            parts.add(assess(credential, part, policy, at));
        }
        AttestationTrust trust = parts.isEmpty() ? trust(credential, statement, policy, at) : combined(parts);
        return new Attestation(statement.format(), statement.type(), statement.certificates(), trust, parts);
    }

    /** Each part vouches for the same credential, so that one verified is enough; but one known to be wrong spoils them all. */
    private static AttestationTrust combined(List<Attestation> parts) {
        AttestationTrust combined = new AttestationTrust.Unknown();
        for (Attestation part : parts) {
            if (part.trust() instanceof AttestationTrust.Unverified) {
                return part.trust();
            }
            if (combined instanceof AttestationTrust.Unknown) {
                combined = part.trust();
            }
        }
        return combined;
    }

    private AttestationTrust trust(
            AttestedCredentialData credential, CorrectStatement statement, AttestationPolicy policy, Instant at) {
        if (statement.type() == AttestationType.NONE || statement.type() == AttestationType.UNKNOWN) {
            return new AttestationTrust.Unknown();
        }
        TrustAnchors anchors = trustAnchors.find(new AttestationSubject(
                statement.format(),
                statement.type(),
                credential.aaguid(),
                statement.certificates(),
                credential.credentialPublicKey().algorithm(),
                statement.algorithm()));
        if (anchors instanceof TrustAnchors.Refused refused) {
            return new AttestationTrust.Unverified(new TrustFailure.Refused(refused.code(), refused.reason()));
        }
        // Whoever attests by himself can claim every model, also one that is known to attest so.
        return anchors instanceof TrustAnchors.Known known
                        && !statement.certificates().isEmpty()
                ? new TrustPath(statement.certificates(), policy.rootInPath(), at, knownPaths).assess(known)
                : new AttestationTrust.Unknown();
    }

    private static void checkPolicy(Attestation attestation, AttestationPolicy policy)
            throws AttestationRefusedException {
        checkFormat(attestation, policy);
        for (Attestation part : attestation.parts()) {
            checkFormat(part, policy);
        }
        if (!policy.trust().accepts(attestation.trust())) {
            throw new AttestationRefusedException(new AttestationFailure.TrustInsufficient(
                    attestation.format(), attestation.type(), attestation.trust(), policy.trust()));
        }
    }

    private static void checkFormat(Attestation attestation, AttestationPolicy policy)
            throws AttestationRefusedException {
        if (!policy.accepts(attestation.format())) {
            throw new AttestationRefusedException(
                    new AttestationFailure.FormatNotAccepted(attestation.format(), policy.formats()));
        }
    }
}
