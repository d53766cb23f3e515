package dev.keystile.passkeys.ceremony;

import java.util.Optional;

/** What a ceremony was begun for, which is all that it can be finished for. */
public enum CeremonyKind {
    /** Making an account with its first passkey. */
    SIGN_UP(1),
    /** Adding a passkey to the account that is signed in. */
    ADD_PASSKEY(2),
    /** Signing in, whoever it may be. */
    SIGN_IN(3),
    /** Confirming that it is still the person who signed in. */
    REAUTHENTICATION(4);

    private final byte code;

    CeremonyKind(int code) {
        this.code = (byte) code;
    }

    /** How the kind is written in a sealed ceremony. */
    byte code() {
        return code;
    }

    static Optional<CeremonyKind> ofCode(byte code) {
        for (CeremonyKind kind : values()) {
            if (kind.code == code) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }
}
