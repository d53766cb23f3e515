package dev.keystile.webauthn.attestation;

import dev.keystile.webauthn.bytes.ByteString;
import dev.keystile.webauthn.bytes.MalformedException;
import dev.keystile.webauthn.cbor.CborMap;
import dev.keystile.webauthn.cose.CoseAlgorithm;
import dev.keystile.webauthn.cose.CoseKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Set;

/** Packed attestation (<a href="https://www.w3.org/TR/webauthn-3/#sctn-packed-attestation">L3 §8.2</a>). */
final class PackedFormat implements StatementFormat {

    private static final Set<String> MEMBERS = Set.of("alg", "sig", "x5c");

    @Override
    public AttestationFormat identifier() {
        return AttestationFormat.PACKED;
    }

    @Override
    public CorrectStatement verify(StatementInput input) throws MalformedException, AttestationRefusedException {
        CborMap statement = input.statementMap(MEMBERS);
        CoseAlgorithm algorithm = input.algorithm();
        ByteString signature = input.signature();
        return statement.has("x5c")
                ? verifyCertified(input, algorithm, signature)
                : verifySelf(input, algorithm, signature);
    }

    private static CorrectStatement verifyCertified(StatementInput input, CoseAlgorithm algorithm, ByteString signature)
            throws MalformedException, AttestationRefusedException {
        List<X509Certificate> certificates = input.certificates();
        X509Certificate attestationCertificate = certificates.get(0);
        input.verifySignature(
                attestationCertificate,
                algorithm,
                signature,
                input.authenticatorData().encoded(),
                input.clientDataHash());
        new PackedCertificate(input, attestationCertificate).verify();
        return CorrectStatement.certified(AttestationFormat.PACKED, AttestationType.BASIC, certificates, algorithm);
    }

    private static CorrectStatement verifySelf(StatementInput input, CoseAlgorithm algorithm, ByteString signature)
            throws AttestationRefusedException {
        CoseKey credentialKey = input.credential().credentialPublicKey();
        if (!algorithm.equals(credentialKey.algorithm())) {
            throw new AttestationRefusedException(
                    new AttestationFailure.AlgorithmMismatch(algorithm, credentialKey.algorithm()));
        }
        input.verifySignature(
                credentialKey, signature, input.authenticatorData().encoded(), input.clientDataHash());
        return new CorrectStatement(AttestationFormat.PACKED, AttestationType.SELF, List.of(), algorithm, List.of());
    }
}
