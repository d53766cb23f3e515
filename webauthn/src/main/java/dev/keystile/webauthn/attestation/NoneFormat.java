package dev.keystile.webauthn.attestation;

import dev.keystile.webauthn.bytes.MalformedException;
import java.util.List;

/** No attestation (<a href="https://www.w3.org/TR/webauthn-3/#sctn-none-attestation">L3 §8.7</a>): an empty map. */
final class NoneFormat implements StatementFormat {

    @Override
    public AttestationFormat identifier() {
        return AttestationFormat.NONE;
    }

    @Override
    public CorrectStatement verify(StatementInput input) throws MalformedException {
        if (!input.statementMap().isEmpty()) {
            throw input.malformed("", "is not empty");
        }
        return new CorrectStatement(AttestationFormat.NONE, AttestationType.NONE, List.of(), null, List.of());
    }
}
