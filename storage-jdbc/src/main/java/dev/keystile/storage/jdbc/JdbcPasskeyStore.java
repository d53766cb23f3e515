package dev.keystile.storage.jdbc;

import dev.keystile.passkeys.account.Account;
import dev.keystile.passkeys.account.AccountHolder;
import dev.keystile.passkeys.account.AccountId;
import dev.keystile.passkeys.account.Passkey;
import dev.keystile.passkeys.account.PasskeyName;
import dev.keystile.passkeys.account.Username;
import dev.keystile.passkeys.audit.AuditEvent;
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
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * {@code keystile_account}, {@code keystile_passkey} and {@code keystile_redeemed_ceremony}.
 *
 * <p>Every transaction takes its rows in one order, redemption, account, passkey, so that no two wait for each other.
 */
final class JdbcPasskeyStore implements PasskeyStore {

    private static final String SELECT_ACCOUNT =
            "SELECT " + PasskeyRows.ACCOUNT_COLUMNS + " FROM keystile_account a WHERE a.relying_party = ? AND ";

    private static final String PASSKEYS_AND_OWNERS = """
             FROM keystile_passkey p
            JOIN keystile_account a ON a.relying_party = p.relying_party AND a.account_id = p.account_id
            WHERE p.relying_party = ?\s""";

    private final Database database;

    JdbcPasskeyStore(Database database) {
        this.database = database;
    }

    @Override
    public Optional<Account> findAccount(RelyingPartyId relyingParty, AccountId account) {
        return database.read(statements ->
                statements.queryOne(SELECT_ACCOUNT + "a.account_id = ?", PasskeyRows::account, relyingParty, account));
    }

    @Override
    public Optional<Account> findAccount(RelyingPartyId relyingParty, Username username) {
        return database.read(statements -> statements.queryOne(
                SELECT_ACCOUNT + "a.username_key = ?", PasskeyRows::account, relyingParty, username.key()));
    }

    @Override
    public Optional<Account> findAccount(RelyingPartyId relyingParty, UserHandle userHandle) {
        return database.read(statements -> statements.queryOne(
                SELECT_ACCOUNT + "a.user_handle = ?", PasskeyRows::account, relyingParty, userHandle.value()));
    }

    @Override
    public Optional<OwnedPasskey> findPasskey(RelyingPartyId relyingParty, CredentialId passkey) {
        return database.read(statements -> statements.queryOne(
                "SELECT " + PasskeyRows.ACCOUNT_COLUMNS + ", " + PasskeyRows.PASSKEY_COLUMNS + PASSKEYS_AND_OWNERS
                        + "AND p.credential_id = ?",
                PasskeyRows::ownedPasskey,
                relyingParty,
                passkey.value()));
    }

    @Override
    public List<Passkey> listPasskeys(RelyingPartyId relyingParty, AccountId account) {
        return database.read(statements -> statements.query(
                "SELECT " + PasskeyRows.PASSKEY_COLUMNS + PASSKEYS_AND_OWNERS
                        + "AND p.account_id = ? ORDER BY p.created_at, p.credential_id",
                PasskeyRows::passkey,
                relyingParty,
                account));
    }

    @Override
    public boolean opens(RelyingPartyId relyingParty, CredentialId passkey, AccountId account) {
        return database.read(statements -> opens(statements, relyingParty, passkey, account));
    }

    private static boolean opens(
            Statements statements, RelyingPartyId relyingParty, CredentialId passkey, AccountId account)
            throws SQLException {
        return statements
                .queryOne(
                        "SELECT 1" + PASSKEYS_AND_OWNERS
                                + "AND p.credential_id = ? AND p.account_id = ? AND NOT a.disabled",
                        row -> true,
                        relyingParty,
                        passkey.value(),
                        account)
                .isPresent();
    }

    @Override
    public void openAccount(
            RelyingPartyId relyingParty, Redemption redemption, Account account, Passkey passkey, AuditEvent event)
            throws NotStoredException {
        database.change(statements -> {
            redeem(statements, relyingParty, redemption);
            require(PasskeyRows.insert(statements, relyingParty, account), Reason.USERNAME_TAKEN);
            require(PasskeyRows.insert(statements, relyingParty, account.id(), passkey), Reason.CREDENTIAL_ID_TAKEN);
            JdbcAuditLog.insert(statements, relyingParty, event);
        });
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
        database.change(statements -> {
            redeem(statements, relyingParty, redemption);
            AccountId account = holder.account();
            int counted = statements.update("""
                    UPDATE keystile_account SET passkey_count = passkey_count + 1
                    WHERE relying_party = ? AND account_id = ? AND passkey_count < ? AND NOT disabled""", relyingParty, account, maximum);
            if (counted == 0
                    && requireAccount(statements, relyingParty, account).disabled()) {
                throw new NotStoredException(Reason.ACCOUNT_DISABLED);
            }
            requireSignedIn(statements, relyingParty, holder);
            require(counted == 1, Reason.TOO_MANY_PASSKEYS);
            require(PasskeyRows.insert(statements, relyingParty, account, passkey), Reason.CREDENTIAL_ID_TAKEN);
            JdbcAuditLog.insert(statements, relyingParty, event);
        });
    }

    @Override
    public void recordUse(
            RelyingPartyId relyingParty, Redemption redemption, AccountId account, PasskeyUse use, AuditEvent event)
            throws NotStoredException {
        database.change(statements -> {
            redeem(statements, relyingParty, redemption);
            CredentialRecord credential = use.credential();
            int used = statements.update(
                    """
                    UPDATE keystile_passkey
                    SET sign_count = ?, uv_initialized = ?, backup_eligible = ?, backup_state = ?, last_used_at = ?
                    WHERE relying_party = ? AND credential_id = ? AND account_id = ? AND public_key = ? AND sign_count = ?
                    AND EXISTS (
                        SELECT 1 FROM keystile_account a
                        WHERE a.relying_party = keystile_passkey.relying_party
                        AND a.account_id = keystile_passkey.account_id AND NOT a.disabled)""",
                    credential.signCount(),
                    credential.uvInitialized(),
                    credential.backupEligible(),
                    credential.backupState(),
                    use.at(),
                    relyingParty,
                    use.credentialId().value(),
                    account,
                    credential.publicKey().encoded(),
                    use.fromSignCount());
            if (used == 0) {
                throw new NotStoredException(whyNotUsed(statements, relyingParty, use.credentialId()));
            }
            JdbcAuditLog.insert(statements, relyingParty, event);
        });
    }

    private static Reason whyNotUsed(Statements statements, RelyingPartyId relyingParty, CredentialId passkey)
            throws SQLException {
        return statements
                .queryOne(
                        "SELECT a.disabled" + PASSKEYS_AND_OWNERS + "AND p.credential_id = ?",
                        row -> row.getBoolean("disabled"),
                        relyingParty,
                        passkey.value())
                .map(disabled -> disabled ? Reason.ACCOUNT_DISABLED : Reason.PASSKEY_CHANGED)
                .orElse(Reason.PASSKEY_NOT_FOUND);
    }

    @Override
    public void renamePasskey(
            RelyingPartyId relyingParty, AccountHolder holder, CredentialId passkey, PasskeyName name, AuditEvent event)
            throws NotStoredException {
        database.change(statements -> {
            lock(statements, relyingParty, holder.account());
            requireSignedIn(statements, relyingParty, holder);
            int renamed = statements.update("""
                    UPDATE keystile_passkey SET name = ?
                    WHERE relying_party = ? AND credential_id = ? AND account_id = ?""", name.value(), relyingParty, passkey.value(), holder.account());
            require(renamed == 1, Reason.PASSKEY_NOT_FOUND);
            JdbcAuditLog.insert(statements, relyingParty, event);
        });
    }

    @Override
    public void removePasskey(RelyingPartyId relyingParty, AccountHolder holder, CredentialId passkey, AuditEvent event)
            throws NotStoredException {
        database.change(statements -> {
            AccountId account = holder.account();
            int counted = statements.update("""
                    UPDATE keystile_account SET passkey_count = passkey_count - 1
                    WHERE relying_party = ? AND account_id = ? AND passkey_count > 1""", relyingParty, account);
            requireSignedIn(statements, relyingParty, holder);
            if (counted == 0) {
                throw new NotStoredException(
                        has(statements, relyingParty, account, passkey)
                                ? Reason.LAST_PASSKEY
                                : Reason.PASSKEY_NOT_FOUND);
            }
            int removed = statements.update(
                    "DELETE FROM keystile_passkey WHERE relying_party = ? AND credential_id = ? AND account_id = ?",
                    relyingParty,
                    passkey.value(),
                    account);
            require(removed == 1, Reason.PASSKEY_NOT_FOUND);
            JdbcAuditLog.insert(statements, relyingParty, event);
        });
    }

    private static boolean has(
            Statements statements, RelyingPartyId relyingParty, AccountId account, CredentialId passkey)
            throws SQLException {
        return statements
                .queryOne(
                        "SELECT 1 FROM keystile_passkey WHERE relying_party = ? AND credential_id = ? AND account_id = ?",
                        row -> true,
                        relyingParty,
                        passkey.value(),
                        account)
                .isPresent();
    }

    @Override
    public void setDisabled(RelyingPartyId relyingParty, AccountId account, boolean disabled, AuditEvent event)
            throws NotStoredException {
        database.change(statements -> {
            int found = statements.update(
                    "UPDATE keystile_account SET disabled = ? WHERE relying_party = ? AND account_id = ?",
                    disabled,
                    relyingParty,
                    account);
            require(found == 1, Reason.ACCOUNT_NOT_FOUND);
            JdbcAuditLog.insert(statements, relyingParty, event);
        });
    }

    @Override
    public boolean isRedeemed(RelyingPartyId relyingParty, Redemption redemption) {
        return database.read(statements -> statements.queryOne(
                        "SELECT 1 FROM keystile_redeemed_ceremony"
                                + " WHERE relying_party = ? AND expires_at = ? AND ceremony_id = ?",
                        row -> true,
                        relyingParty,
                        redemption.expiresAt(),
                        redemption.ceremony().value()))
                .isPresent();
    }

    @Override
    public void removeRedemptionsExpiredBefore(RelyingPartyId relyingParty, Instant moment) {
        database.change(statements -> statements.update(
                "DELETE FROM keystile_redeemed_ceremony WHERE relying_party = ? AND expires_at < ?",
                relyingParty,
                moment));
    }

    private static void redeem(Statements statements, RelyingPartyId relyingParty, Redemption redemption)
            throws SQLException, NotStoredException {
        boolean first = statements.insert(
                "INSERT INTO keystile_redeemed_ceremony (relying_party, expires_at, ceremony_id) VALUES (?, ?, ?)",
                relyingParty,
                redemption.expiresAt(),
                redemption.ceremony().value());
        require(first, Reason.CEREMONY_ALREADY_USED);
    }

    private static Account requireAccount(Statements statements, RelyingPartyId relyingParty, AccountId account)
            throws SQLException, NotStoredException {
        return statements
                .queryOne(SELECT_ACCOUNT + "a.account_id = ?", PasskeyRows::account, relyingParty, account)
                .orElseThrow(() -> new NotStoredException(Reason.ACCOUNT_NOT_FOUND));
    }

    /** What comes after this in the transaction sees the account as whoever held the lock before left it. */
    private static void lock(Statements statements, RelyingPartyId relyingParty, AccountId account)
            throws SQLException {
        statements.query(
                "SELECT 1 FROM keystile_account WHERE relying_party = ? AND account_id = ? FOR UPDATE",
                row -> true,
                relyingParty,
                account);
    }

    /** With the account's row locked, so that its passkeys stay what they are. */
    private static void requireSignedIn(Statements statements, RelyingPartyId relyingParty, AccountHolder holder)
            throws SQLException, NotStoredException {
        CredentialId passkey = holder.signedInWith();
        require(
                passkey == null || opens(statements, relyingParty, passkey, holder.account()),
                Reason.HOLDER_SIGNED_OUT);
    }

    private static void require(boolean condition, Reason otherwise) throws NotStoredException {
        if (!condition) {
            throw new NotStoredException(otherwise);
        }
    }
}
