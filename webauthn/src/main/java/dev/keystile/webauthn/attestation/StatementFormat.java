package dev.keystile.webauthn.attestation;

import dev.keystile.webauthn.bytes.MalformedException;

/**
 * The verification procedure of one attestation statement format
 * (<a href="https://www.w3.org/TR/webauthn-3/#sctn-attestation-formats">L3 §6.5.2</a>). It says whether a statement is correct,
 * not whether anybody trusts it.
 */
interface StatementFormat {

    /** The format's identifier. */
    AttestationFormat identifier();

    /**
     * Verifies a statement of this format: its syntax, its signature, and every rule that the format has for its certificates,
     * except trust and validity in time.
     *
     * @throws MalformedException if the statement, or something in it, is not of the format's syntax
     * @throws AttestationRefusedException with the first thing that is incorrect
     */
    CorrectStatement verify(StatementInput input) throws MalformedException, AttestationRefusedException;
}
