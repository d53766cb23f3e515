package dev.keystile.webauthn.testing;

import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What an authenticator says about itself when it makes a credential, in one <a
 * href="https://www.w3.org/TR/webauthn-3/#sctn-defined-attestation-formats">attestation statement format</a>.
 */
public abstract sealed class Attestation
        permits NoAttestation,
                SelfAttestation,
                PackedAttestation,
                TpmAttestation,
                AndroidKeyAttestation,
                SafetyNetAttestation,
                FidoU2fAttestation,
                AppleAttestation,
                CompoundAttestation {

    Attestation() {}

    /** Nothing: format {@code none}, L3 §8.7. */
    public static Attestation none() {
        return new NoAttestation();
    }

    /** A signature by the credential's own key: format {@code packed} without certificates, L3 §8.2. */
    public static Attestation self() {
        return new SelfAttestation();
    }

    /** A signature by a key that the authority certified, on P-256: format {@code packed}, L3 §8.2. */
    public static Attestation packed(AttestationAuthority authority) {
        return packed(authority, Algorithm.ES256);
    }

    /** A signature by a key of this algorithm that the authority certified: format {@code packed}. */
    public static Attestation packed(AttestationAuthority authority, Algorithm algorithm) {
        return new PackedAttestation(authority, authority.newKey(algorithm));
    }

    /**
     * A TPM that vouches with an RSA key under RS256: format {@code tpm}, L3 §8.3. Credentials are RSA or on a NIST
     * curve.
     *
     * <p>To make any other credential is an {@link IllegalStateException}.
     */
    public static Attestation tpm(AttestationAuthority authority) {
        return tpm(authority, Algorithm.RS256);
    }

    /** A TPM that vouches with a key of this algorithm, such as ES256 or the outdated RS1: format {@code tpm}. */
    public static Attestation tpm(AttestationAuthority authority, Algorithm algorithm) {
        return new TpmAttestation(authority, authority.newKey(algorithm));
    }

    /** Android's key store, which certifies the credential's own key: format {@code android-key}, L3 §8.4. */
    public static Attestation androidKey(AttestationAuthority authority) {
        return new AndroidKeyAttestation(authority);
    }

    /** Apple's anonymous attestation, which certifies the credential's own key: format {@code apple}, L3 §8.8. */
    public static Attestation apple(AttestationAuthority authority) {
        return new AppleAttestation(authority);
    }

    /**
     * A U2F security key: format {@code fido-u2f}, L3 §8.6. Credentials are ES256; a real one's AAGUID is zero.
     *
     * <p>To make any other credential is an {@link IllegalStateException}.
     */
    public static Attestation fidoU2f(AttestationAuthority authority) {
        return new FidoU2fAttestation(authority, authority.newKey(Algorithm.ES256));
    }

    /** Google's retired SafetyNet: format {@code android-safetynet}, L3 §8.5, made at the present time. */
    public static Attestation androidSafetyNet(AttestationAuthority authority) {
        return androidSafetyNet(authority, Clock.systemUTC());
    }

    /**
     * Google's retired SafetyNet: format {@code android-safetynet}, L3 §8.5, made at the clock's time to the
     * millisecond.
     */
    public static Attestation androidSafetyNet(AttestationAuthority authority, Clock clock) {
        return new SafetyNetAttestation(authority, authority.newKey(Algorithm.RS256), clock);
    }

    /** Several statements at once: format {@code compound}, L3 §8.9. */
    public static Attestation compound(Attestation first, Attestation second, Attestation... more) {
        List<Attestation> parts = new ArrayList<>(List.of(first, second));
        parts.addAll(List.of(more));
        return new CompoundAttestation(List.copyOf(parts));
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
            Map<Object, @Nullable Object> coseKey,
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
