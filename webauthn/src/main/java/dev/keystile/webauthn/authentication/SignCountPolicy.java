package dev.keystile.webauthn.authentication;

import dev.keystile.webauthn.authenticator.AuthenticatorFlags;

/**
 * What to do when an authenticator's signature counter did not increase
 * (<a href="https://www.w3.org/TR/webauthn-3/#sctn-sign-counter">L3 §6.1.1</a>, §7.2 step 22): a signal, but no proof, that somebody
 * copied its keys. The verdict is part of every result.
 */
public enum SignCountPolicy {
    /** Refuse. */
    REJECT("reject"),
    /**
     * Refuse for credentials that stay on one device; accept for those that may be backed up, whose copies on several
     * devices have no common counter.
     */
    REJECT_DEVICE_BOUND("reject-device-bound"),
    /** Accept, and leave it to the caller to look at the verdict. */
    WARN("warn");

    private final String value;

    SignCountPolicy(String value) {
        this.value = value;
    }

    /** The value as a pending ceremony's JSON has it. */
    public String value() {
        return value;
    }

    boolean accepts(SignCountVerdict verdict, AuthenticatorFlags flags) {
        return verdict != SignCountVerdict.NOT_INCREASED
                || this == WARN
                || this == REJECT_DEVICE_BOUND && flags.backupEligible();
    }

    @Override
    public String toString() {
        return value;
    }
}
