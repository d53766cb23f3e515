package dev.keystile.storage.jdbc;

import dev.keystile.passkeys.audit.AuditAction;
import dev.keystile.passkeys.audit.AuditEntry;
import dev.keystile.passkeys.audit.AuditEvent;
import dev.keystile.passkeys.audit.AuditLog;
import dev.keystile.passkeys.audit.Occasion;
import dev.keystile.passkeys.tenant.RelyingPartyId;
import dev.keystile.webauthn.authenticator.CredentialId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** {@code keystile_audit}. */
final class JdbcAuditLog implements AuditLog {

    private final Database database;

    JdbcAuditLog(Database database) {
        this.database = database;
    }

    @Override
    public void append(RelyingPartyId relyingParty, AuditEvent event) {
        database.change(statements -> insert(statements, relyingParty, event));
    }

    /** Writes an event down as part of a transaction. */
    static void insert(Statements statements, RelyingPartyId relyingParty, AuditEvent event) throws SQLException {
        AuditEntry entry = event.toEntry();
        CredentialId passkey = entry.passkey();
        statements.update(
                """
                INSERT INTO keystile_audit (relying_party, occurred_at, action, account_id, credential_id, refusal, detail,
                    client_address)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)""",
                relyingParty,
                entry.occasion().at(),
                entry.action().text(),
                entry.account(),
                passkey == null ? null : passkey.value(),
                entry.refusal(),
                entry.detail(),
                entry.occasion().address());
    }

    @Override
    public List<AuditEntry> latest(RelyingPartyId relyingParty, int limit) {
        return database.read(statements -> statements.query("""
                SELECT occurred_at, action, account_id, credential_id, refusal, detail, client_address
                FROM keystile_audit WHERE relying_party = ?
                ORDER BY relying_party DESC, occurred_at DESC, id DESC LIMIT ?""", JdbcAuditLog::entry, relyingParty, limit));
    }

    @Override
    public void removeBefore(RelyingPartyId relyingParty, Instant moment) {
        database.change(statements -> statements.update(
                "DELETE FROM keystile_audit WHERE relying_party = ? AND occurred_at < ?", relyingParty, moment));
    }

    private static AuditEntry entry(ResultSet row) throws SQLException {
        return new AuditEntry(
                new Occasion(Statements.instant(row, "occurred_at"), row.getString("client_address")),
                AuditAction.ofText(row.getString("action")),
                row.getObject("account_id", UUID.class) == null ? null : Statements.accountId(row, "account_id"),
                passkey(row),
                row.getString("refusal"),
                row.getString("detail"));
    }

    private static @Nullable CredentialId passkey(ResultSet row) throws SQLException {
        return row.getBytes("credential_id") == null ? null : new CredentialId(Statements.bytes(row, "credential_id"));
    }
}
