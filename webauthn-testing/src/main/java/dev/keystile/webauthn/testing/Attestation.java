package dev.keystile.webauthn.testing;

import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.UUID;

/**
 * What an authenticator says about itself when it makes a credential, in one <a
 * href="https://www.w3.org/TR/webauthn-3/#sctn-defined-attestation-formats">attestation statement format</a>.
 */
public abstract sealed class Attestation permits NoAttestation, SelfAttestation, PackedAttestation {

    Attestation() {}

    /** Nothing: format {@code none}. */
    public static Attestation none() {
        return new NoAttestation();
    }

    /** A signature by the credential's own key: format {@code packed} without certificates. */
    public static Attestation self() {
        return new SelfAttestation();
    }

    /** A signature by a key that the authority certified, on P-256: format {@code packed}. */
    public static Attestation packed(AttestationAuthority authority) {
        return packed(authority, Algorithm.ES256);
    }

    /** A signature by a key of this algorithm that the authority certified: format {@code packed}. */
    public static Attestation packed(AttestationAuthority authority, Algorithm algorithm) {
        return new PackedAttestation(authority, algorithm);
    }

    /** The format's identifier, such as {@code packed}. */
    public abstract String format();

    /** Whether a client that was asked for no attestation may pass this on, as it gives no model away. */
    boolean isSelf() {
        return false;
    }

    /** The certificate of a key that signs the statements of every authenticator of a model, where there is such a key. */
    Optional<X509Certificate> certificate(UUID aaguid) {
        return Optional.empty();
    }

    /** The statement: a map with texts as keys in every format but {@code compound}, where it is a list. */
    abstract Object statement(Subject subject, Faults faults);

    /** What a statement is about. */
    record Subject(
            SoftwareCredential credential,
            UUID aaguid,
            byte[] authenticatorData,
            byte[] clientDataHash,
            SecureRandom random) {

        byte[] authenticatorDataAndHash() {
            return Bytes.concat(authenticatorData, clientDataHash);
        }

        /** Somebody about to sign with the credential's own key. */
        Signer credentialSigner() {
            return new Signer(credential.key(), credential, random);
        }
    }
}
