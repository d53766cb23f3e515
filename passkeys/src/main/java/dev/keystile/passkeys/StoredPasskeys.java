package dev.keystile.passkeys;

import dev.keystile.passkeys.account.AccountHolder;
import dev.keystile.passkeys.account.AccountId;
import dev.keystile.passkeys.account.InvalidNameException;
import dev.keystile.passkeys.account.NameProblem;
import dev.keystile.passkeys.account.Passkey;
import dev.keystile.passkeys.account.PasskeyName;
import dev.keystile.passkeys.audit.AuditAction;
import dev.keystile.passkeys.audit.AuditEvent;
import dev.keystile.passkeys.store.NotStoredException;
import dev.keystile.passkeys.store.OwnedPasskey;
import dev.keystile.webauthn.authenticator.CredentialId;
import dev.keystile.webauthn.bytes.ByteString;
import dev.keystile.webauthn.bytes.MalformedException;
import java.util.List;
import java.util.Optional;

/** The passkeys of one account, in the store. */
final class StoredPasskeys implements OwnPasskeys {

    private final Tenant tenant;

    StoredPasskeys(Tenant tenant) {
        this.tenant = tenant;
    }

    @Override
    public List<Passkey> list(AccountId account) {
        return tenant.store().listPasskeys(tenant.id(), account);
    }

    @Override
    public boolean stillOpens(AccountId account, String passkeyId) {
        return read(passkeyId)
                .filter(id -> tenant.store().opens(tenant.id(), id, account))
                .isPresent();
    }

    @Override
    public Passkey rename(AccountHolder holder, String passkeyId, String name, Client client) throws RefusedException {
        return tenant.journal().attempt(AuditAction.RENAME_PASSKEY, client, attempt -> {
            Passkey passkey = requireOwn(holder.account(), passkeyId, attempt);
            PasskeyName newName = readName(name);
            AuditEvent event =
                    new AuditEvent.PasskeyRenamed(attempt.occasion(), holder.account(), passkey.credentialId());
            try {
                tenant.store().renamePasskey(tenant.id(), holder, passkey.credentialId(), newName, event);
            } catch (NotStoredException e) {
                throw tenant.refusal(e, passkey.credentialId());
            }
            return passkey.named(newName);
        });
    }

    @Override
    public void remove(AccountHolder holder, String passkeyId, Client client) throws RefusedException {
        tenant.journal().attempt(AuditAction.REMOVE_PASSKEY, client, attempt -> {
            Passkey passkey = requireOwn(holder.account(), passkeyId, attempt);
            AuditEvent event =
                    new AuditEvent.PasskeyRemoved(attempt.occasion(), holder.account(), passkey.credentialId());
            try {
                tenant.store().removePasskey(tenant.id(), holder, passkey.credentialId(), event);
            } catch (NotStoredException e) {
                throw tenant.refusal(e, passkey.credentialId());
            }
            return passkey;
        });
    }

    private Passkey requireOwn(AccountId account, String passkeyId, Journal.Attempt attempt) throws RefusedException {
        attempt.concerns(account);
        Optional<CredentialId> id = read(passkeyId);
        id.ifPresent(attempt::concerns);
        return id.flatMap(named -> tenant.store().findPasskey(tenant.id(), named))
                .filter(owned -> owned.owner().id().equals(account))
                .map(OwnedPasskey::passkey)
                .orElseThrow(() -> new RefusedException(new Refusal.PasskeyNotFound()));
    }

    private static Optional<CredentialId> read(String passkeyId) {
        try {
            ByteString bytes = ByteString.fromBase64Url(passkeyId);
            return bytes.isEmpty() || bytes.length() > CredentialId.MAX_LENGTH
                    ? Optional.empty()
                    : Optional.of(new CredentialId(bytes));
        } catch (MalformedException e) {
            return Optional.empty();
        }
    }

    private PasskeyName readName(String text) throws RefusedException {
        int maximumLength = tenant.policy().maximumNameLength();
        try {
            PasskeyName name = PasskeyName.parse(text);
            if (name.value().length() > maximumLength) {
                throw new RefusedException(new Refusal.PasskeyNameInvalid(NameProblem.TOO_LONG, maximumLength));
            }
            return name;
        } catch (InvalidNameException e) {
            throw new RefusedException(new Refusal.PasskeyNameInvalid(e.problem(), maximumLength));
        }
    }
}
