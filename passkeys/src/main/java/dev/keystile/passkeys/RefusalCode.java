package dev.keystile.passkeys;

import java.util.Locale;

/**
 * Why a use case refused, as a word that never changes: for clients to decide by, for the audit log, for choosing the
 * sentence that a person reads. {@link #text()} is the kebab-case form of the constant's name.
 */
public enum RefusalCode {
    /** The text is no ceremony of ours: changed, sealed by keys since thrown away, another relying party's, or invented. */
    CEREMONY_UNKNOWN,
    /** It took longer than a ceremony may. */
    CEREMONY_EXPIRED,
    /** It has been finished successfully before. */
    CEREMONY_ALREADY_USED,
    /** It was begun for something else, such as a sign-in presented to a sign-up. */
    CEREMONY_OF_ANOTHER_KIND,
    /** It was begun in another browser. */
    CEREMONY_OF_ANOTHER_BROWSER,
    /** It was begun for another account than the one that is signed in now. */
    CEREMONY_OF_ANOTHER_ACCOUNT,

    /** The credential is not what a browser's {@code toJSON()} gives. */
    CREDENTIAL_MALFORMED,
    /** The browser was on a page whose origin is not the relying party's, or in a frame that is not allowed. */
    ORIGIN_NOT_ALLOWED,
    /** The authenticator did not verify who the person is, by PIN or biometrics, although that was required. */
    USER_NOT_VERIFIED,
    /** The signature is wrong. */
    SIGNATURE_INVALID,
    /** The credential answers another challenge than the ceremony's. */
    CHALLENGE_MISMATCH,
    /** What the authenticator says of itself does not satisfy what is demanded of authenticators here. */
    ATTESTATION_REJECTED,
    /** A step of the specification refused the credential, one that has no code of its own here. */
    CREDENTIAL_REJECTED,
    /** The authenticator did not make the credential discoverable, so that it could not sign in without a username. */
    CREDENTIAL_NOT_DISCOVERABLE,
    /** The credential id is taken, by this account or another one. */
    CREDENTIAL_ALREADY_REGISTERED,
    /** The authenticator's signature counter did not increase: there may be a copy of its key. */
    SIGN_COUNT_NOT_INCREASED,

    /** No account here has this passkey: it was removed, or never was. */
    PASSKEY_UNKNOWN,
    /** The passkey is right, but it is another account's than the one that had to confirm itself. */
    PASSKEY_OF_ANOTHER_ACCOUNT,
    /** The account has no passkey of this id. */
    PASSKEY_NOT_FOUND,
    /** The account has as many passkeys as it may have. */
    TOO_MANY_PASSKEYS,
    /** It is the account's only passkey: without it nobody could sign in to it. */
    LAST_PASSKEY,
    /** The text cannot be a passkey's name. */
    PASSKEY_NAME_INVALID,

    /** Nobody may make themselves an account here. */
    SIGN_UP_CLOSED,
    /** The text cannot be a username. */
    USERNAME_INVALID,
    /** Another account has the username. */
    USERNAME_TAKEN,
    /** The text cannot be a display name. */
    DISPLAY_NAME_INVALID,
    /** The account has been disabled. */
    ACCOUNT_DISABLED,
    /** There is no such account. */
    ACCOUNT_NOT_FOUND,
    /** Whoever asks signed in with a passkey that has been removed since, or whose account has been disabled. */
    HOLDER_SIGNED_OUT;

    private final String text = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /** The code of a library failure that is worth telling apart, or the one for all others. */
    static RefusalCode ofFailure(String failureCode) {
        return switch (failureCode) {
            case "ceremony-expired" -> CEREMONY_EXPIRED;
            case "origin-not-allowed", "cross-origin-not-allowed", "top-origin-not-allowed" -> ORIGIN_NOT_ALLOWED;
            case "user-not-verified" -> USER_NOT_VERIFIED;
            case "signature-invalid" -> SIGNATURE_INVALID;
            case "challenge-mismatch" -> CHALLENGE_MISMATCH;
            case "attestation-rejected" -> ATTESTATION_REJECTED;
            case "credential-excluded" -> CREDENTIAL_ALREADY_REGISTERED;
            case "credential-not-discoverable" -> CREDENTIAL_NOT_DISCOVERABLE;
            case "sign-count-not-increased" -> SIGN_COUNT_NOT_INCREASED;
            case "credential-not-allowed", "credential-of-another-user" -> PASSKEY_OF_ANOTHER_ACCOUNT;
            default -> CREDENTIAL_REJECTED;
        };
    }

    /** The stable code, such as {@code ceremony-expired}. */
    public String text() {
        return text;
    }
}
