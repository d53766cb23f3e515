package dev.keystile.passkeys;

import dev.keystile.passkeys.account.AccountId;
import dev.keystile.passkeys.audit.AuditAction;
import dev.keystile.passkeys.audit.AuditEvent;
import dev.keystile.passkeys.audit.AuditLog;
import dev.keystile.passkeys.audit.Occasion;
import dev.keystile.passkeys.tenant.RelyingPartyId;
import dev.keystile.webauthn.authenticator.CredentialId;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** Sees to it that whatever is refused is written down, with all that was known about it by then. */
final class Journal {

    private final RelyingPartyId relyingParty;
    private final AuditLog auditLog;
    private final Clock clock;

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
            auditLog.append(relyingParty, attempt.refused(action, e.refusal()));
            throw e;
        }
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

        private AuditEvent refused(AuditAction action, Refusal refusal) {
            return new AuditEvent.Refused(
                    occasion, action, account, passkey, refusal.code().text(), refusal.detail());
        }
    }
}
