package dev.keystile.webauthn.credential;

import java.util.Objects;

/**
 * A way in which a client can reach an authenticator
 * (<a href="https://www.w3.org/TR/webauthn-3/#enum-transport">L3 §5.8.4</a>). An open registry: unknown values are kept
 * and given back to clients later, which may know them.
 *
 * @param value the value as it appears in JSON, 1 to {@value #MAX_LENGTH} characters
 */
public record AuthenticatorTransport(String value) {

    /** The longest value that is kept. */
    public static final int MAX_LENGTH = 32;

    /** Over USB. */
    public static final AuthenticatorTransport USB = new AuthenticatorTransport("usb");

    /** Over near-field communication. */
    public static final AuthenticatorTransport NFC = new AuthenticatorTransport("nfc");

    /** Over Bluetooth Low Energy. */
    public static final AuthenticatorTransport BLE = new AuthenticatorTransport("ble");

    /** As an ISO/IEC 7816 card with contacts. */
    public static final AuthenticatorTransport SMART_CARD = new AuthenticatorTransport("smart-card");

    /** A phone, by data transport and proximity together. */
    public static final AuthenticatorTransport HYBRID = new AuthenticatorTransport("hybrid");

    /** Part of the client device. */
    public static final AuthenticatorTransport INTERNAL = new AuthenticatorTransport("internal");

    /** @throws IllegalArgumentException if the value is empty or too long */
    public AuthenticatorTransport {
        Objects.requireNonNull(value, "value");
        if (value.isEmpty() || value.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("a transport has 1 to " + MAX_LENGTH + " characters");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
