package dev.keystile.webauthn.attestation;

import dev.keystile.webauthn.authenticator.Aaguid;
import dev.keystile.webauthn.cose.CoseAlgorithm;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An authenticator as its correct attestation statement presents it, to be looked up in a {@link TrustAnchorSource}.
 *
 * @param format the statement's format
 * @param type what its verification procedure found; never {@link AttestationType#NONE} or {@link
 *     AttestationType#UNKNOWN}
 * @param aaguid the model that the authenticator data claim; zero for most U2F authenticators, whose statements do not
 *     sign it
 * @param certificates {@code x5c}, the attestation certificate first; empty for self attestation. Where they lead is
 *     not known yet.
 * @param credentialAlgorithm the algorithm of the credential's key
 * @param statementAlgorithm the algorithm of the attestation signature, for formats that name it; otherwise null
 */
public record AttestationSubject(
        AttestationFormat format,
        AttestationType type,
        Aaguid aaguid,
        List<X509Certificate> certificates,
        CoseAlgorithm credentialAlgorithm,
        @Nullable CoseAlgorithm statementAlgorithm) {

    /** Copies the list. Only the statement's algorithm may be null. */
    public AttestationSubject {
        Objects.requireNonNull(format, "format");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(aaguid, "aaguid");
        Objects.requireNonNull(credentialAlgorithm, "credentialAlgorithm");
        certificates = List.copyOf(certificates);
    }
}
