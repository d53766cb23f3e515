package dev.keystile.webauthn.attestation;

import dev.keystile.webauthn.bytes.MalformedException;
import java.util.Objects;

/** An attestation is incorrect or not acceptable; {@link #failure()} says why. */
public final class AttestationRefusedException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient AttestationFailure failure;

    /** Refused for this reason. */
    public AttestationRefusedException(AttestationFailure failure) {
        super(failure.message());
        this.failure = Objects.requireNonNull(failure, "failure");
    }

    /** Refused since something in the statement is malformed, at a place seen from the statement. */
    static AttestationRefusedException malformed(AttestationFormat format, MalformedException problem) {
        return new AttestationRefusedException(
                new AttestationFailure.StatementMalformed(format, problem.in("attStmt")));
    }

    /** The first reason found; null after deserialization. */
    public AttestationFailure failure() {
        return failure;
    }
}
