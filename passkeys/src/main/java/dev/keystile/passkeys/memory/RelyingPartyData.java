package dev.keystile.passkeys.memory;

import dev.keystile.passkeys.account.Account;
import dev.keystile.passkeys.account.AccountHolder;
import dev.keystile.passkeys.account.AccountId;
import dev.keystile.passkeys.account.Passkey;
import dev.keystile.passkeys.account.Username;
import dev.keystile.passkeys.audit.AuditEntry;
import dev.keystile.passkeys.audit.AuditEvent;
import dev.keystile.passkeys.ceremony.CeremonyId;
import dev.keystile.passkeys.store.NotStoredException;
import dev.keystile.passkeys.store.NotStoredException.Reason;
import dev.keystile.passkeys.store.OwnedPasskey;
import dev.keystile.passkeys.store.Redemption;
import dev.keystile.webauthn.authenticator.CredentialId;
import dev.keystile.webauthn.credential.UserHandle;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** All of one relying party's data. Its own lock guards each step; who does several holds the lock over all of them. */
final class RelyingPartyData {

    private static final int MAXIMUM_ENTRIES = 10_000;

    private static final Comparator<Passkey> OLDEST_FIRST = Comparator.comparing(Passkey::createdAt)
            .thenComparing(passkey -> passkey.credentialId().value());

    private static final Comparator<AuditEntry> NEWEST_FIRST =
            Comparator.comparing((AuditEntry entry) -> entry.occasion().at()).reversed();

    private final Map<AccountId, Account> accounts = new HashMap<>();
    private final Map<Username, AccountId> usernames = new HashMap<>();
    private final Map<UserHandle, AccountId> userHandles = new HashMap<>();
    private final Map<AccountId, Map<CredentialId, Passkey>> passkeys = new HashMap<>();
    private final Map<CredentialId, AccountId> owners = new HashMap<>();
    private final Map<CeremonyId, Instant> redeemed = new HashMap<>();
    private final Deque<AuditEntry> entries = new ArrayDeque<>();

    synchronized Optional<Account> account(@Nullable AccountId id) {
        return Optional.ofNullable(id).map(accounts::get);
    }

    synchronized Optional<Account> account(Username username) {
        return account(usernames.get(username));
    }

    synchronized Optional<Account> account(UserHandle userHandle) {
        return account(userHandles.get(userHandle));
    }

    synchronized Optional<OwnedPasskey> passkey(CredentialId id) {
        return account(owners.get(id))
                .flatMap(owner -> Optional.ofNullable(ownPasskeys(owner.id()).get(id))
                        .map(passkey -> new OwnedPasskey(owner, passkey)));
    }

    synchronized List<Passkey> passkeys(AccountId account) {
        return ownPasskeys(account).values().stream().sorted(OLDEST_FIRST).toList();
    }

    private Map<CredentialId, Passkey> ownPasskeys(AccountId account) {
        return passkeys.getOrDefault(account, Map.of());
    }

    synchronized List<AuditEntry> latestEntries(int limit) {
        return entries.stream().sorted(NEWEST_FIRST).limit(limit).toList();
    }

    synchronized Account requireAccount(AccountId id) throws NotStoredException {
        return account(id).orElseThrow(() -> new NotStoredException(Reason.ACCOUNT_NOT_FOUND));
    }

    synchronized Passkey requirePasskey(AccountId account, CredentialId id) throws NotStoredException {
        return passkey(id)
                .filter(owned -> owned.owner().id().equals(account))
                .map(OwnedPasskey::passkey)
                .orElseThrow(() -> new NotStoredException(Reason.PASSKEY_NOT_FOUND));
    }

    synchronized void requireSignedIn(AccountHolder holder) throws NotStoredException {
        CredentialId passkey = holder.signedInWith();
        if (passkey != null && !opens(passkey, holder.account())) {
            throw new NotStoredException(Reason.HOLDER_SIGNED_OUT);
        }
    }

    synchronized boolean opens(CredentialId passkey, AccountId account) {
        return passkey(passkey)
                .map(OwnedPasskey::owner)
                .filter(owner -> owner.id().equals(account) && !owner.disabled())
                .isPresent();
    }

    synchronized boolean isRedeemed(Redemption redemption) {
        return redeemed.containsKey(redemption.ceremony());
    }

    synchronized void requireUnredeemed(Redemption redemption) throws NotStoredException {
        if (isRedeemed(redemption)) {
            throw new NotStoredException(Reason.CEREMONY_ALREADY_USED);
        }
    }

    synchronized void requireFree(CredentialId id) throws NotStoredException {
        if (owners.containsKey(id)) {
            throw new NotStoredException(Reason.CREDENTIAL_ID_TAKEN);
        }
    }

    synchronized void redeem(Redemption redemption) {
        redeemed.put(redemption.ceremony(), redemption.expiresAt());
    }

    synchronized void put(Account account) {
        accounts.put(account.id(), account);
        usernames.put(account.username(), account.id());
        userHandles.put(account.userHandle(), account.id());
    }

    synchronized void put(AccountId owner, Passkey passkey) {
        passkeys.computeIfAbsent(owner, any -> new HashMap<>()).put(passkey.credentialId(), passkey);
        owners.put(passkey.credentialId(), owner);
    }

    synchronized void remove(AccountId owner, CredentialId id) {
        owners.remove(id);
        ownPasskeys(owner).remove(id);
    }

    synchronized void append(AuditEvent event) {
        entries.addFirst(event.toEntry());
        if (entries.size() > MAXIMUM_ENTRIES) {
            entries.removeLast();
        }
    }

    synchronized void removeEntriesBefore(Instant moment) {
        entries.removeIf(entry -> entry.occasion().at().isBefore(moment));
    }

    synchronized void removeRedemptionsExpiredBefore(Instant moment) {
        redeemed.values().removeIf(expiresAt -> expiresAt.isBefore(moment));
    }

    synchronized boolean isEmpty() {
        return accounts.isEmpty() && redeemed.isEmpty();
    }

    /** Everything but the audit log. */
    @Override
    public synchronized String toString() {
        return "accounts=" + accounts + ", usernames=" + usernames + ", userHandles=" + userHandles + ", passkeys="
                + passkeys + ", owners=" + owners + ", redeemed=" + redeemed;
    }
}
