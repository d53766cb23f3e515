package dev.keystile.webauthn.authentication;

/**
 * What to do when a credential's backup eligibility is not what it was at registration
 * (<a href="https://www.w3.org/TR/webauthn-3/#sctn-credential-backup">L3 §6.1.3</a>, §7.2 step 19). It must never change, but some
 * authenticators have begun to synchronise keys that they had made for one device.
 */
public enum BackupEligibilityPolicy {
    /** Refuse any change. */
    STRICT("strict"),
    /** Accept that a credential becomes eligible, and record it; refuse the reverse. */
    ALLOW_UPGRADE("allow-upgrade");

    private final String value;

    BackupEligibilityPolicy(String value) {
        this.value = value;
    }

    /** The value as a pending ceremony's JSON has it. */
    public String value() {
        return value;
    }

    boolean accepts(boolean recorded, boolean received) {
        return recorded == received || this == ALLOW_UPGRADE && received;
    }

    @Override
    public String toString() {
        return value;
    }
}
