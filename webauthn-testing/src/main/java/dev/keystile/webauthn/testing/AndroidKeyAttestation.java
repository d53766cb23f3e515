package dev.keystile.webauthn.testing;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** L3 §8.4. */
final class AndroidKeyAttestation extends Attestation {
    static final String KEY_DESCRIPTION = "1.3.6.1.4.1.11129.2.1.17";

    private final AttestationAuthority authority;

    AndroidKeyAttestation(AttestationAuthority authority) {
        this.authority = authority;
    }

    @Override
    public String format() {
        return "android-key";
    }

    @Override
    Object statement(Subject subject, Faults faults) {
        SigningKey key = faults.at(Stage.CERTIFIED_KEY, subject.credential().key());
        Signer signer = new Signer(key, subject.credential(), subject.random());
        Map<Object, @Nullable Object> statement = new LinkedHashMap<>();
        statement.put("alg", (long) key.algorithm().cose());
        statement.put("sig", signer.sign(subject.authenticatorDataAndHash(), faults));
        statement.put("x5c", authority.issue(chain(key, subject, faults), false, faults));
        return faults.at(Stage.STATEMENT, statement);
    }

    private ChainDraft chain(SigningKey key, Subject subject, Faults faults) {
        ChainDraft chain =
                authority.chain(DistinguishedName.empty().with("CN", "Android Keystore Key"), key.publicKey());
        KeyDescriptionDraft description =
                faults.at(Stage.KEY_DESCRIPTION, new KeyDescriptionDraft(subject.clientDataHash()));
        chain.leaf().extension(KEY_DESCRIPTION, false, description.encoded());
        return chain;
    }
}
