package dev.keystile.webauthn.testing;

import java.security.cert.X509Certificate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** L3 §8.3. */
final class TpmAttestation extends Attestation {
    private static final String AIK_CERTIFICATE = "2.23.133.8.3";

    private final AttestationAuthority authority;
    private final SigningKey attestationKey;

    TpmAttestation(AttestationAuthority authority, SigningKey attestationKey) {
        this.authority = authority;
        this.attestationKey = attestationKey;
    }

    @Override
    public String format() {
        return "tpm";
    }

    @Override
    Optional<X509Certificate> certificate(UUID aaguid) {
        Faults none = Faults.none();
        return Optional.of(AttestationAuthority.leaf(authority.issue(chain(aaguid, none), true, none)));
    }

    @Override
    Object statement(Subject subject, Faults faults) {
        TpmPublicDraft publicArea = faults.at(
                Stage.TPM_PUBLIC, TpmPublicDraft.of(subject.credential().publicKey()));
        byte[] pubArea = publicArea.encoded();
        TpmAttestDraft attest = faults.at(
                Stage.TPM_ATTEST,
                new TpmAttestDraft(
                        attestationKey.algorithm().digest(subject.authenticatorDataAndHash()),
                        publicArea.nameAlg.nameOf(pubArea)));
        byte[] certInfo = attest.encoded();
        Signer signer = new Signer(attestationKey, subject.credential(), subject.random());

        Map<Object, @Nullable Object> statement = new LinkedHashMap<>();
        statement.put("ver", "2.0");
        statement.put("alg", (long) attestationKey.algorithm().cose());
        statement.put("x5c", authority.issue(chain(subject.aaguid(), faults), true, faults));
        statement.put("sig", signer.sign(certInfo, faults));
        statement.put("certInfo", certInfo);
        statement.put("pubArea", pubArea);
        return faults.at(Stage.STATEMENT, statement);
    }

    /** L3 §8.3.1. */
    private ChainDraft chain(UUID aaguid, Faults faults) {
        ChainDraft chain = authority.chain(DistinguishedName.empty(), attestationKey.publicKey());
        TpmName name = faults.at(Stage.TPM_NAME, new TpmName());
        chain.leaf().extension(CertificateDraft.EXTENDED_KEY_USAGE, false, Der.sequence(Der.oid(AIK_CERTIFICATE)));
        chain.leaf().extension(CertificateDraft.SUBJECT_ALTERNATIVE_NAME, name.critical, name.encoded());
        chain.leaf().extension(CertificateDraft.AAGUID, false, Der.octetString(Bytes.of(aaguid)));
        return chain;
    }
}
