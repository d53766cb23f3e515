package dev.keystile.passkeys.account;

import dev.keystile.webauthn.credential.AuthenticatorTransport;
import dev.keystile.webauthn.credential.CredentialRecord;
import java.util.Locale;
import java.util.Set;

/** What kind of thing keeps a passkey, as far as its backup eligibility and its transports say. */
public enum PasskeyKind {
    /** A provider that brings it to all of a person's devices. */
    SYNCED,
    /** The device itself, and no other. */
    DEVICE,
    /** A thing of its own, plugged in or held against the device. */
    SECURITY_KEY,
    /** Neither says anything. */
    UNKNOWN;

    private final String text = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /** The kind of a passkey with this credential. */
    public static PasskeyKind of(CredentialRecord credential) {
        Set<AuthenticatorTransport> transports = credential.transports();
        if (credential.backupEligible()) {
            return SYNCED;
        }
        if (transports.contains(AuthenticatorTransport.INTERNAL)) {
            return DEVICE;
        }
        if (transports.contains(AuthenticatorTransport.USB) || transports.contains(AuthenticatorTransport.NFC)) {
            return SECURITY_KEY;
        }
        return UNKNOWN;
    }

    /** The constant's name in kebab-case. */
    public String text() {
        return text;
    }
}
