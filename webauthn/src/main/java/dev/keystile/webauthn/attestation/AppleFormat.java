package dev.keystile.webauthn.attestation;

import dev.keystile.webauthn.bytes.ByteString;
import dev.keystile.webauthn.bytes.MalformedException;
import dev.keystile.webauthn.der.DerReader;
import dev.keystile.webauthn.der.DerTag;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Set;

/**
 * Apple's anonymous attestation
 * (<a href="https://www.w3.org/TR/webauthn-3/#sctn-apple-anonymous-attestation">L3 §8.8</a>): a certificate of the credential's
 * key, and no signature beside it.
 */
final class AppleFormat implements StatementFormat {

    /** The first devices also sent {@code alg}, which no rule speaks of. */
    private static final Set<String> MEMBERS = Set.of("x5c", "alg");

    private static final String NONCE = "1.2.840.113635.100.8.2";
    private static final DerTag NONCE_VALUE = DerTag.explicit(1);

    @Override
    public AttestationFormat identifier() {
        return AttestationFormat.APPLE;
    }

    @Override
    public CorrectStatement verify(StatementInput input) throws MalformedException, AttestationRefusedException {
        input.statementMap(MEMBERS);
        List<X509Certificate> certificates = input.certificates();
        X509Certificate credentialCertificate = certificates.get(0);
        ByteString nonce =
                new AttestationCertificate(input, credentialCertificate).extension(NONCE, AppleFormat::nonce);
        input.requireHash("x5c[0] nonce", nonce, input.signedDataHash());
        input.requireCredentialKey(credentialCertificate);
        return CorrectStatement.certified(identifier(), AttestationType.ANONYMIZATION_CA, certificates, null);
    }

    private static ByteString nonce(DerReader extension) throws MalformedException {
        DerReader sequence = extension.readSequence();
        DerReader value = sequence.enter(NONCE_VALUE);
        ByteString nonce = value.readOctetString();
        value.requireEnd();
        sequence.requireEnd();
        return nonce;
    }
}
