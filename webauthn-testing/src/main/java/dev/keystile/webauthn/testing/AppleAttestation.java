package dev.keystile.webauthn.testing;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** L3 §8.8. */
final class AppleAttestation extends Attestation {
    static final String NONCE = "1.2.840.113635.100.8.2";

    private final AttestationAuthority authority;

    AppleAttestation(AttestationAuthority authority) {
        this.authority = authority;
    }

    @Override
    public String format() {
        return "apple";
    }

    @Override
    Object statement(Subject subject, Faults faults) {
        SigningKey key = faults.at(Stage.CERTIFIED_KEY, subject.credential().key());
        byte[] nonce = faults.at(Stage.NONCE, Bytes.sha256(subject.authenticatorDataAndHash()));
        DistinguishedName name =
                DistinguishedName.empty().with("CN", "Software Credential").with("OU", "AAA Certification");
        ChainDraft chain = authority.chain(name, key.publicKey());
        chain.leaf().extension(NONCE, false, nonceExtension(nonce));
        Map<Object, @Nullable Object> statement = new LinkedHashMap<>();
        statement.put("x5c", authority.issue(chain, false, faults));
        return faults.at(Stage.STATEMENT, statement);
    }

    static byte[] nonceExtension(byte[] nonce) {
        return Der.sequence(Der.explicit(1, Der.octetString(nonce)));
    }
}
