package dev.keystile.webauthn.metadata;

import java.util.Objects;

/**
 * What is asked of an authenticator model's metadata before its trust anchors count.
 *
 * @param status which status reports are acceptable
 * @param checksAttestationTypes whether the kind of attestation must be among the statement's attestation types: no
 *     full attestation from a model that makes surrogate ones only, nor the other way round
 * @param checksAlgorithms whether the credential key's algorithm must be among the statement's authentication
 *     algorithms, and for {@code packed} and {@code fido-u2f} also those of the attestation's signature and certificate
 */
public record MetadataPolicy(StatusPolicy status, boolean checksAttestationTypes, boolean checksAlgorithms) {

    /** The status policy may not be null. */
    public MetadataPolicy {
        Objects.requireNonNull(status, "status");
    }

    /** Every check, with {@link StatusPolicy#strict()}. */
    public static MetadataPolicy strict() {
        return new MetadataPolicy(StatusPolicy.strict(), true, true);
    }

    /** The same with another status policy. */
    public MetadataPolicy withStatus(StatusPolicy status) {
        return new MetadataPolicy(status, checksAttestationTypes, checksAlgorithms);
    }

    /** The same without a look at algorithms, for models whose attestation key is of a kind that their credentials' are not. */
    public MetadataPolicy withoutAlgorithmCheck() {
        return new MetadataPolicy(status, checksAttestationTypes, false);
    }

    /** The same without a look at attestation types. */
    public MetadataPolicy withoutAttestationTypeCheck() {
        return new MetadataPolicy(status, false, checksAlgorithms);
    }
}
