package dev.keystile.passkeys.account;

/** Why a text cannot be a name. */
public enum NameProblem {
    /** Nothing is left once the spaces around it are gone. */
    EMPTY,
    /** Longer than the name may be. */
    TOO_LONG,
    /** A character that people cannot see or type: a control or line-break character, a lone surrogate, one without meaning. */
    FORBIDDEN_CHARACTER
}
