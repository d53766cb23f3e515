package dev.keystile.webauthn.testing;

/** How an authenticator is <a href="https://www.w3.org/TR/webauthn-3/#enum-attachment">attached</a> to the device that the browser runs on. */
public enum Attachment {
    /** Part of the device. */
    PLATFORM("platform"),
    /** Roaming between devices. */
    CROSS_PLATFORM("cross-platform");

    private final String value;

    Attachment(String value) {
        this.value = value;
    }

    /** As it stands in options and responses. */
    public String value() {
        return value;
    }
}
