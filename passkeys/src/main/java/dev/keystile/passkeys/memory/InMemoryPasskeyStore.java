package dev.keystile.passkeys.memory;

import dev.keystile.passkeys.account.Account;
import dev.keystile.passkeys.account.AccountHolder;
import dev.keystile.passkeys.account.AccountId;
import dev.keystile.passkeys.account.Passkey;
import dev.keystile.passkeys.account.PasskeyName;
import dev.keystile.passkeys.account.Username;
import dev.keystile.passkeys.audit.AuditEntry;
import dev.keystile.passkeys.audit.AuditEvent;
import dev.keystile.passkeys.audit.AuditLog;
import dev.keystile.passkeys.store.NotStoredException;
import dev.keystile.passkeys.store.NotStoredException.Reason;
import dev.keystile.passkeys.store.OwnedPasskey;
import dev.keystile.passkeys.store.PasskeyStore;
import dev.keystile.passkeys.store.PasskeyUse;
import dev.keystile.passkeys.store.Redemption;
import dev.keystile.passkeys.tenant.RelyingPartyId;
import dev.keystile.webauthn.authenticator.CredentialId;
import dev.keystile.webauthn.credential.CredentialRecord;
import dev.keystile.webauthn.credential.UserHandle;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Accounts and passkeys that last as long as this object; one lock for each relying party. */
final class InMemoryPasskeyStore implements PasskeyStore {

    private final Map<RelyingPartyId, RelyingPartyData> relyingParties = new ConcurrentHashMap<>();

    private RelyingPartyData of(RelyingPartyId relyingParty) {
        return relyingParties.computeIfAbsent(relyingParty, any -> new RelyingPartyData());
    }

    AuditLog auditLog() {
        return new AuditLog() {
            @Override
            public void append(RelyingPartyId relyingParty, AuditEvent event) {
                of(relyingParty).append(event);
            }

            @Override
            public List<AuditEntry> latest(RelyingPartyId relyingParty, int limit) {
                return of(relyingParty).latestEntries(limit);
            }

            @Override
            public void removeBefore(RelyingPartyId relyingParty, Instant moment) {
                of(relyingParty).removeEntriesBefore(moment);
            }
        };
    }

    @Override
    public Optional<Account> findAccount(RelyingPartyId relyingParty, AccountId account) {
        return of(relyingParty).account(account);
    }

    @Override
    public Optional<Account> findAccount(RelyingPartyId relyingParty, Username username) {
        return of(relyingParty).account(username);
    }

    @Override
    public Optional<Account> findAccount(RelyingPartyId relyingParty, UserHandle userHandle) {
        return of(relyingParty).account(userHandle);
    }

    @Override
    public Optional<OwnedPasskey> findPasskey(RelyingPartyId relyingParty, CredentialId passkey) {
        return of(relyingParty).passkey(passkey);
    }

    @Override
    public List<Passkey> listPasskeys(RelyingPartyId relyingParty, AccountId account) {
        return of(relyingParty).passkeys(account);
    }

    @Override
    public boolean opens(RelyingPartyId relyingParty, CredentialId passkey, AccountId account) {
        return of(relyingParty).opens(passkey, account);
    }

    @Override
    public boolean isRedeemed(RelyingPartyId relyingParty, Redemption redemption) {
        return of(relyingParty).isRedeemed(redemption);
    }

    @Override
    public void openAccount(
            RelyingPartyId relyingParty, Redemption redemption, Account account, Passkey passkey, AuditEvent event)
            throws NotStoredException {
        RelyingPartyData data = of(relyingParty);
        synchronized (data) {
            data.requireUnredeemed(redemption);
            require(data.account(account.username()).isEmpty(), Reason.USERNAME_TAKEN);
            data.requireFree(passkey.credentialId());
            data.redeem(redemption);
            data.put(account);
            data.put(account.id(), passkey);
            data.append(event);
        }
    }

    @Override
    public void addPasskey(
            RelyingPartyId relyingParty,
            Redemption redemption,
            AccountHolder holder,
            Passkey passkey,
            int maximum,
            AuditEvent event)
            throws NotStoredException {
        RelyingPartyData data = of(relyingParty);
        synchronized (data) {
            data.requireUnredeemed(redemption);
            AccountId account = holder.account();
            require(!data.requireAccount(account).disabled(), Reason.ACCOUNT_DISABLED);
            data.requireSignedIn(holder);
            require(data.passkeys(account).size() < maximum, Reason.TOO_MANY_PASSKEYS);
            data.requireFree(passkey.credentialId());
            data.redeem(redemption);
            data.put(account, passkey);
            data.append(event);
        }
    }

    @Override
    public void recordUse(
            RelyingPartyId relyingParty, Redemption redemption, AccountId account, PasskeyUse use, AuditEvent event)
            throws NotStoredException {
        RelyingPartyData data = of(relyingParty);
        synchronized (data) {
            data.requireUnredeemed(redemption);
            OwnedPasskey stored = data.passkey(use.credentialId())
                    .orElseThrow(() -> new NotStoredException(Reason.PASSKEY_NOT_FOUND));
            require(!stored.owner().disabled(), Reason.ACCOUNT_DISABLED);
            CredentialRecord credential = stored.passkey().credential();
            require(
                    stored.owner().id().equals(account)
                            && credential
                                    .publicKey()
                                    .encoded()
                                    .equals(use.credential().publicKey().encoded())
                            && credential.signCount() == use.fromSignCount(),
                    Reason.PASSKEY_CHANGED);
            data.redeem(redemption);
            data.put(stored.owner().id(), stored.passkey().used(use.credential(), use.at()));
            data.append(event);
        }
    }

    @Override
    public void renamePasskey(
            RelyingPartyId relyingParty, AccountHolder holder, CredentialId passkey, PasskeyName name, AuditEvent event)
            throws NotStoredException {
        RelyingPartyData data = of(relyingParty);
        synchronized (data) {
            data.requireSignedIn(holder);
            data.put(
                    holder.account(),
                    data.requirePasskey(holder.account(), passkey).named(name));
            data.append(event);
        }
    }

    @Override
    public void removePasskey(RelyingPartyId relyingParty, AccountHolder holder, CredentialId passkey, AuditEvent event)
            throws NotStoredException {
        RelyingPartyData data = of(relyingParty);
        synchronized (data) {
            AccountId account = holder.account();
            data.requireSignedIn(holder);
            data.requirePasskey(account, passkey);
            require(data.passkeys(account).size() > 1, Reason.LAST_PASSKEY);
            data.remove(account, passkey);
            data.append(event);
        }
    }

    @Override
    public void setDisabled(RelyingPartyId relyingParty, AccountId account, boolean disabled, AuditEvent event)
            throws NotStoredException {
        RelyingPartyData data = of(relyingParty);
        synchronized (data) {
            data.put(data.requireAccount(account).withDisabled(disabled));
            data.append(event);
        }
    }

    @Override
    public void removeRedemptionsExpiredBefore(RelyingPartyId relyingParty, Instant moment) {
        of(relyingParty).removeRedemptionsExpiredBefore(moment);
    }

    private static void require(boolean condition, Reason otherwise) throws NotStoredException {
        if (!condition) {
            throw new NotStoredException(otherwise);
        }
    }

    /** Everything but the audit log. */
    @Override
    public String toString() {
        return relyingParties.entrySet().stream()
                .filter(entry -> !entry.getValue().isEmpty())
                .map(Object::toString)
                .collect(Collectors.joining("\n"));
    }
}
