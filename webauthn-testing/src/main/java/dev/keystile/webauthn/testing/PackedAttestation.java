package dev.keystile.webauthn.testing;

import java.security.cert.X509Certificate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** L3 §8.2 with {@code x5c}. */
final class PackedAttestation extends Attestation {
    private final AttestationAuthority authority;
    private final SigningKey key;

    PackedAttestation(AttestationAuthority authority, SigningKey key) {
        this.authority = authority;
        this.key = key;
    }

    @Override
    public String format() {
        return "packed";
    }

    @Override
    Optional<X509Certificate> certificate(UUID aaguid) {
        return Optional.of(AttestationAuthority.leaf(authority.issue(chain(key, aaguid), true, Faults.none())));
    }

    @Override
    Object statement(Subject subject, Faults faults) {
        SigningKey used = faults.at(Stage.CERTIFIED_KEY, key);
        Signer signer = new Signer(used, subject.credential(), subject.random());
        Map<Object, @Nullable Object> statement = new LinkedHashMap<>();
        statement.put("alg", (long) used.algorithm().cose());
        statement.put("sig", signer.sign(subject.authenticatorDataAndHash(), faults));
        statement.put("x5c", authority.issue(chain(used, subject.aaguid()), used.equals(key), faults));
        return faults.at(Stage.STATEMENT, statement);
    }

    private ChainDraft chain(SigningKey certified, UUID aaguid) {
        DistinguishedName subject =
                authority.name().with("OU", "Authenticator Attestation").with("CN", "Software Authenticator");
        ChainDraft chain = authority.chain(subject, certified.publicKey());
        chain.leaf().extension(CertificateDraft.AAGUID, false, Der.octetString(Bytes.of(aaguid)));
        return chain;
    }
}
