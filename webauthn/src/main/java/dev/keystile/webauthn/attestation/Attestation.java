package dev.keystile.webauthn.attestation;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Objects;

/**
 * The verdict on an attestation statement that is correct and that the policy accepts.
 *
 * @param format the statement's format
 * @param type the kind of evidence; {@link AttestationType#UNKNOWN} for a format that is not verified here
 * @param certificates {@code x5c}, the attestation certificate first; empty without one. Only {@link
 *     AttestationTrust.Verified} says that they lead to an anchor.
 * @param trust how far it can be believed about the authenticator's model; of a compound attestation, it is verified if
 *     one of the statements in it is and none of them fails to be
 * @param parts the statements in a compound attestation, each with a verdict of its own; empty for every other format
 */
public record Attestation(
        AttestationFormat format,
        AttestationType type,
        List<X509Certificate> certificates,
        AttestationTrust trust,
        List<Attestation> parts) {

    /** Copies the lists. Nothing may be null. */
    public Attestation {
        Objects.requireNonNull(format, "format");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(trust, "trust");
        certificates = List.copyOf(certificates);
        parts = List.copyOf(parts);
    }

    /** Of a format other than compound. */
    public Attestation(
            AttestationFormat format,
            AttestationType type,
            List<X509Certificate> certificates,
            AttestationTrust trust) {
        this(format, type, certificates, trust, List.of());
    }
}
