package dev.keystile.webauthn.authentication;

/** What the signature counter says (<a href="https://www.w3.org/TR/webauthn-3/#sctn-sign-counter">L3 §6.1.1</a>). */
public enum SignCountVerdict {
    /** The authenticator does not count: both the stored value and the new one are zero. */
    NOT_COUNTED,
    /** The counter increased, as it should. */
    INCREASED,
    /** The counter is where it was, or lower: the authenticator may have been cloned. */
    NOT_INCREASED;

    static SignCountVerdict of(long stored, long received) {
        if (stored == 0 && received == 0) {
            return NOT_COUNTED;
        }
        return received > stored ? INCREASED : NOT_INCREASED;
    }
}
