package dev.keystile.passkeys.ceremony;

/** Why a ceremony cannot be finished. */
public enum CeremonyProblem {
    /** The text opens under no key of the relying party: changed, too old, another relying party's, or invented. */
    UNKNOWN,
    /** It was begun for something else. */
    OF_ANOTHER_KIND,
    /** It was begun in another browser. */
    OF_ANOTHER_BROWSER,
    /** It was begun for another account. */
    OF_ANOTHER_ACCOUNT,
    /** It was left too long. */
    EXPIRED,
    /** It has been finished before. */
    ALREADY_USED
}
