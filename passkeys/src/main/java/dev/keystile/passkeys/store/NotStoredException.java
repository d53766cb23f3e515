package dev.keystile.passkeys.store;

/** A store declined a change, and has changed nothing. */
public final class NotStoredException extends Exception {

    private static final long serialVersionUID = 1L;

    private final Reason reason;

    public NotStoredException(Reason reason) {
        super("The store declined: " + reason);
        this.reason = reason;
    }

    /** Why. */
    public Reason reason() {
        return reason;
    }

    /** Why a store declines, in the order in which it looks: of several, the first is told. */
    public enum Reason {
        /** The ceremony has been redeemed before. */
        CEREMONY_ALREADY_USED,
        /** There is no such account. */
        ACCOUNT_NOT_FOUND,
        /** The account has been disabled. */
        ACCOUNT_DISABLED,
        /** The passkey with which its holder signed in no longer opens the account. */
        HOLDER_SIGNED_OUT,
        /** The account has no such passkey, or nobody has. */
        PASSKEY_NOT_FOUND,
        /** The passkey is no longer the one that the change starts from: its owner, key or signature counter is another. */
        PASSKEY_CHANGED,
        /** Another account has the username. */
        USERNAME_TAKEN,
        /** The account has as many passkeys as it may have. */
        TOO_MANY_PASSKEYS,
        /** The account has no other passkey. */
        LAST_PASSKEY,
        /** The credential id is taken, by this account or another one. */
        CREDENTIAL_ID_TAKEN
    }
}
