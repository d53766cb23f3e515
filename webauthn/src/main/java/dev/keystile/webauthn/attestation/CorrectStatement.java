package dev.keystile.webauthn.attestation;

import dev.keystile.webauthn.cose.CoseAlgorithm;
import java.security.cert.X509Certificate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a verification procedure found of a correct statement.
 *
 * @param type the kind of evidence
 * @param certificates the attestation trust path, the attestation certificate first; empty without one
 * @param algorithm the algorithm of the attestation signature, for formats that name it
 * @param parts the statements in a compound one
 */
record CorrectStatement(
        AttestationFormat format,
        AttestationType type,
        List<X509Certificate> certificates,
        @Nullable CoseAlgorithm algorithm,
        List<CorrectStatement> parts) {

    CorrectStatement {
        certificates = List.copyOf(certificates);
        parts = List.copyOf(parts);
    }

    /** One with a certificate. */
    static CorrectStatement certified(
            AttestationFormat format,
            AttestationType type,
            List<X509Certificate> certificates,
            @Nullable CoseAlgorithm algorithm) {
        return new CorrectStatement(format, type, certificates, algorithm, List.of());
    }

    /** One of a format that is not known: nothing in it was checked. */
    static CorrectStatement unknown(AttestationFormat format) {
        return new CorrectStatement(format, AttestationType.UNKNOWN, List.of(), null, List.of());
    }
}
