package dev.keystile.webauthn.extension;

import java.util.Optional;

/**
 * When an authenticator lets a credential be used
 * (<a href="https://fidoalliance.org/specs/fido-v2.2-ps-20250714/fido-client-to-authenticator-protocol-v2.2-ps-20250714.html#sctn-credProtect-extension">CTAP
 * 2.2 §12.1, credProtect</a>), from weak to strong.
 *
 * <p>The authenticator reports them as 1, 2 and 3.
 */
public enum CredentialProtection {
    /** Always. */
    USER_VERIFICATION_OPTIONAL("userVerificationOptional"),
    /** Without user verification only when the relying party names the credential. */
    USER_VERIFICATION_OPTIONAL_WITH_CREDENTIAL_ID_LIST("userVerificationOptionalWithCredentialIDList"),
    /** Only with user verification. */
    USER_VERIFICATION_REQUIRED("userVerificationRequired");

    private final String value;

    CredentialProtection(String value) {
        this.value = value;
    }

    /** The value as it appears in JSON. */
    public String value() {
        return value;
    }

    static Optional<CredentialProtection> ofLevel(long level) {
        return level >= 1 && level <= values().length ? Optional.of(values()[(int) level - 1]) : Optional.empty();
    }

    /** Whether this protects no less than the other. */
    public boolean isAtLeast(CredentialProtection other) {
        return compareTo(other) >= 0;
    }

    @Override
    public String toString() {
        return value;
    }
}
