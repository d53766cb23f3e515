package dev.keystile.webauthn.attestation;

import java.util.Objects;

/**
 * The identifier of an attestation statement format
 * (<a href="https://www.w3.org/TR/webauthn-3/#sctn-attstn-fmt-ids">L3 §8.1</a>). An open registry; case matters.
 *
 * @param value 1 to {@value #MAX_LENGTH} printable ASCII characters without backslash and double quote
 */
public record AttestationFormat(String value) {

    /** The longest identifier in characters. */
    public static final int MAX_LENGTH = 32;

    /** No attestation, L3 §8.7. */
    public static final AttestationFormat NONE = new AttestationFormat("none");

    /** WebAuthn's own: by an attestation key with certificates, or by the credential key itself. L3 §8.2. */
    public static final AttestationFormat PACKED = new AttestationFormat("packed");

    /** By a key of a Trusted Platform Module, as Windows Hello makes it. L3 §8.3. */
    public static final AttestationFormat TPM = new AttestationFormat("tpm");

    /** A certificate for the credential key by Android's key store. L3 §8.4. */
    public static final AttestationFormat ANDROID_KEY = new AttestationFormat("android-key");

    /** A JWS of Google's SafetyNet, a service that is gone. L3 §8.5. */
    public static final AttestationFormat ANDROID_SAFETYNET = new AttestationFormat("android-safetynet");

    /** By a U2F security key, on P-256. L3 §8.6. */
    public static final AttestationFormat FIDO_U2F = new AttestationFormat("fido-u2f");

    /** A certificate for the credential key by Apple's anonymization CA. L3 §8.8. */
    public static final AttestationFormat APPLE = new AttestationFormat("apple");

    /** Several statements in one, L3 §8.9. */
    public static final AttestationFormat COMPOUND = new AttestationFormat("compound");

    /** @throws IllegalArgumentException if the value has another form */
    public AttestationFormat {
        Objects.requireNonNull(value, "value");
        if (!isIdentifier(value)) {
            throw new IllegalArgumentException("an attestation statement format identifier has 1 to " + MAX_LENGTH
                    + " printable ASCII characters without backslash and double quote");
        }
    }

    /** Whether a text has the form of an identifier. */
    public static boolean isIdentifier(String text) {
        if (text.isEmpty() || text.length() > MAX_LENGTH) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c <= ' ' || c > '~' || c == '"' || c == '\\') {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return value;
    }
}
