package dev.keystile.passkeys;

import dev.keystile.passkeys.account.PasskeyKind;
import dev.keystile.passkeys.account.PasskeyName;

/**
 * What a new passkey is called whose provider nobody knows, until its owner gives it another name: for whoever is at the browser
 * now, and in their language. It is shortened where the policy wants it shorter, and gets a number where the account has one of
 * that name.
 */
@FunctionalInterface
public interface PasskeyNaming {

    /** The name for a passkey of this kind. */
    PasskeyName of(PasskeyKind kind);

    /** Names in English: {@code Synced passkey}, {@code Device passkey}, {@code Security key}, {@code Passkey}. */
    static PasskeyNaming english() {
        return kind -> new PasskeyName(
                switch (kind) {
                    case SYNCED -> "Synced passkey";
                    case DEVICE -> "Device passkey";
                    case SECURITY_KEY -> "Security key";
                    case UNKNOWN -> "Passkey";
                });
    }
}
