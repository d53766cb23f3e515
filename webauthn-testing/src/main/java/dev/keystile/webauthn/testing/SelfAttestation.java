package dev.keystile.webauthn.testing;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** L3 §8.2 without {@code x5c}. */
final class SelfAttestation extends Attestation {

    @Override
    public String format() {
        return "packed";
    }

    @Override
    boolean isSelf() {
        return true;
    }

    @Override
    Object statement(Subject subject, Faults faults) {
        Map<Object, @Nullable Object> statement = new LinkedHashMap<>();
        statement.put("alg", (long) subject.credential().algorithm().cose());
        statement.put("sig", subject.credentialSigner().sign(subject.authenticatorDataAndHash(), faults));
        return faults.at(Stage.STATEMENT, statement);
    }
}
