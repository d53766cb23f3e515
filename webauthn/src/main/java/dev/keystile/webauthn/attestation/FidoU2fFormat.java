package dev.keystile.webauthn.attestation;

import dev.keystile.webauthn.authenticator.Aaguid;
import dev.keystile.webauthn.bytes.ByteString;
import dev.keystile.webauthn.bytes.MalformedException;
import dev.keystile.webauthn.cose.CoseAlgorithm;
import dev.keystile.webauthn.cose.EcKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Set;

/** Attestation by a U2F security key (<a href="https://www.w3.org/TR/webauthn-3/#sctn-fido-u2f-attestation">L3 §8.6</a>). */
final class FidoU2fFormat implements StatementFormat {

    private static final Set<String> MEMBERS = Set.of("sig", "x5c");
    private static final ByteString RESERVED = ByteString.of((byte) 0);
    private static final ByteString UNCOMPRESSED = ByteString.of((byte) 4);

    @Override
    public AttestationFormat identifier() {
        return AttestationFormat.FIDO_U2F;
    }

    @Override
    public CorrectStatement verify(StatementInput input) throws MalformedException, AttestationRefusedException {
        input.statementMap(MEMBERS);
        ByteString signature = input.signature();
        List<X509Certificate> certificates = input.certificates();
        input.require(
                "x5c",
                certificates.size() == 1,
                "there must be exactly one certificate",
                certificates.size() + " certificates");
        EcKey credentialKey = credentialKey(input);
        input.verifySignature(
                certificates.get(0),
                CoseAlgorithm.ES256, // That the certificate's key is on P-256 goes with it.
                signature,
                RESERVED,
                input.authenticatorData().rpIdHash(),
                input.clientDataHash(),
                input.credential().credentialId().value(),
                UNCOMPRESSED,
                credentialKey.x(),
                credentialKey.y());
        Aaguid aaguid = input.credential().aaguid();
        input.require(
                "authData",
                aaguid.isZero() || !input.rules().u2fAaguidZero(),
                "the AAGUID of a U2F authenticator must be zero",
                aaguid.toString());
        return CorrectStatement.certified(identifier(), AttestationType.BASIC, certificates, null);
    }

    private static EcKey credentialKey(StatementInput input) throws AttestationRefusedException {
        if (input.credential().credentialPublicKey() instanceof EcKey key
                && key.algorithm().equals(CoseAlgorithm.ES256)) {
            return key;
        }
        throw new AttestationRefusedException(new AttestationFailure.RuleBroken(
                AttestationFormat.FIDO_U2F,
                "authData",
                "the credential's key must be for " + CoseAlgorithm.ES256,
                input.credential().credentialPublicKey().algorithm().toString()));
    }
}
