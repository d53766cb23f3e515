package dev.keystile.passkeys;

import dev.keystile.passkeys.account.AccountId;
import dev.keystile.passkeys.audit.AuditAction;
import dev.keystile.passkeys.audit.AuditEvent;
import dev.keystile.passkeys.audit.AuditLog;
import dev.keystile.passkeys.audit.Occasion;
import dev.keystile.passkeys.tenant.RelyingPartyId;
import dev.keystile.webauthn.authenticator.CredentialId;
import java.time.Clock;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Sees to it that whatever is refused is written down, with all that was known about it by then; unless there is a {@link Flood}
 * of it that concerns nobody.
 */
final class Journal {

    private final RelyingPartyId relyingParty;
    private final AuditLog auditLog;
    private final Clock clock;
    private final Flood flood = new Flood();

    Journal(RelyingPartyId relyingParty, AuditLog auditLog, Clock clock) {
        this.relyingParty = relyingParty;
        this.auditLog = auditLog;
        this.clock = clock;
    }

    /** Does what was asked; if that is refused, says so in the audit log. */
    <T> T attempt(AuditAction action, Client client, Work<T> work) throws RefusedException {
        Attempt attempt =
                new Attempt(new Occasion(clock.instant(), client.address().orElse(null)));
        try {
            return work.on(attempt);
        } catch (RefusedException e) {
            writeDown(attempt, action, e.refusal());
            throw e;
        }
    }

    private void writeDown(Attempt attempt, AuditAction action, Refusal refusal) {
        String detail = refusal.detail();
        if (attempt.account == null) {
            OptionalLong untold = flood.admit(attempt.occasion().at());
            if (untold.isEmpty()) {
                return;
            }
            if (untold.getAsLong() > 0) {
                detail = "after " + untold.getAsLong() + " more that were not written down"
                        + (detail.isEmpty() ? "" : "; " + detail);
            }
        }
        auditLog.append(relyingParty, attempt.refused(action, refusal.code(), detail));
    }

    /** Something that may be refused. */
    @FunctionalInterface
    interface Work<T> {
        T on(Attempt attempt) throws RefusedException;
    }

    /** One try: when and from where, and what has become known on the way. */
    static final class Attempt {

        private final Occasion occasion;
        private @Nullable AccountId account;
        private @Nullable CredentialId passkey;

        private Attempt(Occasion occasion) {
            this.occasion = occasion;
        }

        Occasion occasion() {
            return occasion;
        }

        void concerns(AccountId account) {
            this.account = account;
        }

        void concerns(CredentialId passkey) {
            this.passkey = passkey;
        }

        private AuditEvent refused(AuditAction action, RefusalCode code, String detail) {
            return new AuditEvent.Refused(occasion, action, account, passkey, code.text(), detail);
        }
    }
}
