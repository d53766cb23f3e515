package dev.keystile.webauthn.authenticator;

/**
 * How much a ceremony wants the authenticator to verify its user
 * (<a href="https://www.w3.org/TR/webauthn-3/#enum-userVerificationRequirement">L3 §5.8.6</a>).
 */
public enum UserVerification {
    /** A response without the UV flag is refused. */
    REQUIRED("required"),
    /** Asked for, and not insisted on. */
    PREFERRED("preferred"),
    /** Not wanted, and no harm when it happens. */
    DISCOURAGED("discouraged");

    private final String value;

    UserVerification(String value) {
        this.value = value;
    }

    /** The value as it appears in JSON. */
    public String value() {
        return value;
    }

    @Override
    public String toString() {
        return value;
    }
}
