package dev.keystile.passkeys.audit;

import dev.keystile.passkeys.account.AccountId;
import dev.keystile.webauthn.authenticator.CredentialId;
import org.jspecify.annotations.Nullable;

/**
 * Something that was done, or tried and refused. Events hold no challenge, no key and no credential, nor anything that would
 * help to sign in.
 */
public sealed interface AuditEvent {

    /** When and from where. */
    Occasion occasion();

    /** The event as stores keep it. */
    AuditEntry toEntry();

    /** An account came to exist, with its first passkey. */
    record SignedUp(Occasion occasion, AccountId account, CredentialId passkey) implements AuditEvent {
        @Override
        public AuditEntry toEntry() {
            return new AuditEntry(occasion, AuditAction.SIGN_UP, account, passkey, null, "");
        }
    }

    /**
     * Somebody signed in.
     *
     * @param userVerified whether the authenticator verified its user
     * @param signCountWentBack whether the signature counter failed to increase, which the policy let pass
     */
    record SignedIn(
            Occasion occasion, AccountId account, CredentialId passkey, boolean userVerified, boolean signCountWentBack)
            implements AuditEvent {
        @Override
        public AuditEntry toEntry() {
            String detail = useDetail(userVerified, signCountWentBack);
            return new AuditEntry(occasion, AuditAction.SIGN_IN, account, passkey, null, detail);
        }
    }

    /**
     * Somebody who was signed in confirmed that it is still them.
     *
     * @param userVerified whether the authenticator verified its user
     * @param signCountWentBack whether the signature counter failed to increase, which the policy let pass
     */
    record Reauthenticated(
            Occasion occasion, AccountId account, CredentialId passkey, boolean userVerified, boolean signCountWentBack)
            implements AuditEvent {
        @Override
        public AuditEntry toEntry() {
            String detail = useDetail(userVerified, signCountWentBack);
            return new AuditEntry(occasion, AuditAction.REAUTHENTICATION, account, passkey, null, detail);
        }
    }

    /** An account got one more passkey. */
    record PasskeyAdded(Occasion occasion, AccountId account, CredentialId passkey) implements AuditEvent {
        @Override
        public AuditEntry toEntry() {
            return new AuditEntry(occasion, AuditAction.ADD_PASSKEY, account, passkey, null, "");
        }
    }

    /** A passkey got another name. */
    record PasskeyRenamed(Occasion occasion, AccountId account, CredentialId passkey) implements AuditEvent {
        @Override
        public AuditEntry toEntry() {
            return new AuditEntry(occasion, AuditAction.RENAME_PASSKEY, account, passkey, null, "");
        }
    }

    /** A passkey was removed. */
    record PasskeyRemoved(Occasion occasion, AccountId account, CredentialId passkey) implements AuditEvent {
        @Override
        public AuditEntry toEntry() {
            return new AuditEntry(occasion, AuditAction.REMOVE_PASSKEY, account, passkey, null, "");
        }
    }

    /** An account may no longer sign in. */
    record AccountDisabled(Occasion occasion, AccountId account) implements AuditEvent {
        @Override
        public AuditEntry toEntry() {
            return new AuditEntry(occasion, AuditAction.DISABLE_ACCOUNT, account, null, null, "");
        }
    }

    /** An account may sign in again. */
    record AccountEnabled(Occasion occasion, AccountId account) implements AuditEvent {
        @Override
        public AuditEntry toEntry() {
            return new AuditEntry(occasion, AuditAction.ENABLE_ACCOUNT, account, null, null, "");
        }
    }

    /**
     * Something was refused.
     *
     * @param action what was tried
     * @param account whose account it would have been, as far as was known; not verified
     * @param passkey which passkey was named, if any; not verified
     * @param code why, as a stable word
     * @param detail why, in a sentence for operators
     */
    record Refused(
            Occasion occasion,
            AuditAction action,
            @Nullable AccountId account,
            @Nullable CredentialId passkey,
            String code,
            String detail)
            implements AuditEvent {
        @Override
        public AuditEntry toEntry() {
            return new AuditEntry(occasion, action, account, passkey, code, detail);
        }
    }

    private static String useDetail(boolean userVerified, boolean signCountWentBack) {
        return (userVerified ? "user verified" : "user not verified")
                + (signCountWentBack ? "; signature counter did not increase" : "");
    }
}
