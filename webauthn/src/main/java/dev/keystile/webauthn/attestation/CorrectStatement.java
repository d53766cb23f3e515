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
 */
record CorrectStatement(
        AttestationType type,
        List<X509Certificate> certificates,
        @Nullable CoseAlgorithm algorithm) {

    CorrectStatement {
        certificates = List.copyOf(certificates);
    }
}
