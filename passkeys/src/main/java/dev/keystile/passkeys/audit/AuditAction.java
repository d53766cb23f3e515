package dev.keystile.passkeys.audit;

import java.util.Locale;

/** What was done or tried. {@link #text()} is how stores keep it. */
public enum AuditAction {
    /** An account was made, with its first passkey. */
    SIGN_UP,
    /** Somebody signed in. */
    SIGN_IN,
    /** Somebody who was signed in confirmed that it is still them. */
    REAUTHENTICATION,
    /** An account got one more passkey. */
    ADD_PASSKEY,
    /** A passkey got another name. */
    RENAME_PASSKEY,
    /** A passkey was removed. */
    REMOVE_PASSKEY,
    /** An account may no longer sign in. */
    DISABLE_ACCOUNT,
    /** An account may sign in again. */
    ENABLE_ACCOUNT;

    private final String text = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /** The action as a stable word, such as {@code sign-in}. */
    public String text() {
        return text;
    }

    /**
     * The action of this word.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static AuditAction ofText(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
