package dev.keystile.webauthn.attestation;

/**
 * Who must enforce that an Android key was generated on the device and only signs, for its {@code android-key} attestation to be
 * accepted (<a href="https://www.w3.org/TR/webauthn-3/#sctn-android-key-attestation">L3 §8.4</a>).
 */
public enum AndroidKeyEnforcement {
    /** Hardware: a trusted execution environment or a secure element, which also made the attestation. */
    HARDWARE("hardware"),
    /** Hardware or the operating system's software. */
    SOFTWARE("software"),
    /**
     * As {@link #SOFTWARE}, and nobody may say anything about it, as in the specification's own test vector. Such an attestation
     * tells little.
     */
    UNSTATED("unstated");

    private final String value;

    AndroidKeyEnforcement(String value) {
        this.value = value;
    }

    /** The value as a pending ceremony's JSON has it. */
    public String value() {
        return value;
    }
}
