package dev.keystile.webauthn.registration;

/**
 * How much a registration wants a discoverable credential
 * (<a href="https://www.w3.org/TR/webauthn-3/#enum-residentKeyRequirement">L3 §5.4.6</a>).
 */
public enum ResidentKey {
    /** The client fails without one. A response in which the client says that it made none is refused. */
    REQUIRED("required"),
    /** One is made where possible. */
    PREFERRED("preferred"),
    /** One that the authenticator does not have to keep is better. */
    DISCOURAGED("discouraged");

    private final String value;

    ResidentKey(String value) {
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
