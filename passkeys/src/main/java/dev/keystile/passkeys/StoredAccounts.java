package dev.keystile.passkeys;

import dev.keystile.passkeys.account.Account;
import dev.keystile.passkeys.account.AccountId;
import dev.keystile.passkeys.audit.AuditAction;
import dev.keystile.passkeys.audit.AuditEvent;
import dev.keystile.passkeys.store.NotStoredException;
import java.util.Optional;

/** The relying party's accounts, in the store. */
final class StoredAccounts implements Accounts {

    private final Tenant tenant;

    StoredAccounts(Tenant tenant) {
        this.tenant = tenant;
    }

    @Override
    public Optional<Account> find(AccountId account) {
        return tenant.store().findAccount(tenant.id(), account);
    }

    @Override
    public void disable(AccountId account, Client client) throws RefusedException {
        set(account, true, AuditAction.DISABLE_ACCOUNT, client);
    }

    @Override
    public void enable(AccountId account, Client client) throws RefusedException {
        set(account, false, AuditAction.ENABLE_ACCOUNT, client);
    }

    private void set(AccountId account, boolean disabled, AuditAction action, Client client) throws RefusedException {
        tenant.journal().attempt(action, client, attempt -> {
            attempt.concerns(account);
            AuditEvent event = disabled
                    ? new AuditEvent.AccountDisabled(attempt.occasion(), account)
                    : new AuditEvent.AccountEnabled(attempt.occasion(), account);
            try {
                tenant.store().setDisabled(tenant.id(), account, disabled, event);
                return account;
            } catch (NotStoredException e) {
                throw new RefusedException(new Refusal.AccountNotFound());
            }
        });
    }
}
