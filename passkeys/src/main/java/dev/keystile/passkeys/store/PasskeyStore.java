package dev.keystile.passkeys.store;

import dev.keystile.passkeys.account.Account;
import dev.keystile.passkeys.account.AccountHolder;
import dev.keystile.passkeys.account.AccountId;
import dev.keystile.passkeys.account.Passkey;
import dev.keystile.passkeys.account.PasskeyName;
import dev.keystile.passkeys.account.Username;
import dev.keystile.passkeys.audit.AuditEvent;
import dev.keystile.passkeys.tenant.RelyingPartyId;
import dev.keystile.webauthn.authenticator.CredentialId;
import dev.keystile.webauthn.credential.UserHandle;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Where accounts and passkeys are kept.
 *
 * <p>Every change is atomic: with its audit event it happens wholly, or the store throws and nothing has happened. Changes of
 * one account and redemptions of one ceremony happen one after the other, on however many nodes they are asked for. What has
 * been acknowledged is not lost. One relying party's data is never seen by another. Times are whole milliseconds.
 *
 * <p>Each operation needs no more than one row to decide by compare-and-set, so that it can be had from stores without
 * transactions across rows: see {@code docs/decisions/2026-11-22-storage-ports.md}.
 */
public interface PasskeyStore {

    /** The account of this id. */
    Optional<Account> findAccount(RelyingPartyId relyingParty, AccountId account);

    /** The account that has this username. */
    Optional<Account> findAccount(RelyingPartyId relyingParty, Username username);

    /** The account that authenticators know by this handle. */
    Optional<Account> findAccount(RelyingPartyId relyingParty, UserHandle userHandle);

    /** The passkey of this id, and whose it is. */
    Optional<OwnedPasskey> findPasskey(RelyingPartyId relyingParty, CredentialId passkey);

    /** The account's passkeys, oldest first; none if there is no such account. */
    List<Passkey> listPasskeys(RelyingPartyId relyingParty, AccountId account);

    /** Whether the account exists, is not disabled, and has this passkey. Cheap: it may be asked on every request. */
    boolean opens(RelyingPartyId relyingParty, CredentialId passkey, AccountId account);

    /**
     * Makes an account with its first passkey, unless the ceremony has been redeemed, the username has been taken or the
     * credential id has been taken.
     */
    void openAccount(
            RelyingPartyId relyingParty, Redemption redemption, Account account, Passkey passkey, AuditEvent event)
            throws NotStoredException;

    /**
     * Adds a passkey to an account, unless the ceremony has been redeemed, the account is unknown or disabled, its holder's
     * own passkey has been removed, the account has its maximum, or the credential id has been taken.
     *
     * @param maximum how many passkeys the account may have afterwards
     */
    void addPasskey(
            RelyingPartyId relyingParty,
            Redemption redemption,
            AccountHolder holder,
            Passkey passkey,
            int maximum,
            AuditEvent event)
            throws NotStoredException;

    /**
     * Records that a passkey was used: its new credential record and the time, unless the ceremony has been redeemed, the
     * account is disabled, the passkey has been removed, or it is no longer the one that the use starts from: the account, the
     * public key or the signature counter is another.
     */
    void recordUse(
            RelyingPartyId relyingParty, Redemption redemption, AccountId account, PasskeyUse use, AuditEvent event)
            throws NotStoredException;

    /** Gives a passkey another name, unless the holder's own no longer opens the account or the account does not have it. */
    void renamePasskey(
            RelyingPartyId relyingParty, AccountHolder holder, CredentialId passkey, PasskeyName name, AuditEvent event)
            throws NotStoredException;

    /**
     * Removes a passkey, unless the holder's own no longer opens the account, or the account does not have the passkey or has
     * no other.
     */
    void removePasskey(RelyingPartyId relyingParty, AccountHolder holder, CredentialId passkey, AuditEvent event)
            throws NotStoredException;

    /** Disables or enables an account, unless there is no such account. */
    void setDisabled(RelyingPartyId relyingParty, AccountId account, boolean disabled, AuditEvent event)
            throws NotStoredException;

    /** Whether the ceremony has been redeemed, as far as the store still remembers. */
    boolean isRedeemed(RelyingPartyId relyingParty, Redemption redemption);

    /** Forgets the redemptions of ceremonies that expired before this moment. */
    void removeRedemptionsExpiredBefore(RelyingPartyId relyingParty, Instant moment);
}
