package dev.keystile.storage.jdbc;

import dev.keystile.passkeys.account.Account;
import dev.keystile.passkeys.account.AccountId;
import dev.keystile.passkeys.account.DisplayName;
import dev.keystile.passkeys.account.ModelTrust;
import dev.keystile.passkeys.account.Passkey;
import dev.keystile.passkeys.account.PasskeyName;
import dev.keystile.passkeys.account.Username;
import dev.keystile.passkeys.store.OwnedPasskey;
import dev.keystile.passkeys.tenant.RelyingPartyId;
import dev.keystile.webauthn.attestation.AttestationFormat;
import dev.keystile.webauthn.authenticator.Aaguid;
import dev.keystile.webauthn.authenticator.CredentialId;
import dev.keystile.webauthn.bytes.MalformedException;
import dev.keystile.webauthn.client.RpId;
import dev.keystile.webauthn.cose.CoseKey;
import dev.keystile.webauthn.credential.AuthenticatorTransport;
import dev.keystile.webauthn.credential.CredentialRecord;
import dev.keystile.webauthn.credential.Discoverability;
import dev.keystile.webauthn.credential.UserHandle;
import dev.keystile.webauthn.json.JsonArray;
import dev.keystile.webauthn.json.JsonString;
import dev.keystile.webauthn.json.JsonValue;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Rows of {@code keystile_account} and {@code keystile_passkey}, and what they stand for. */
final class PasskeyRows {

    static final String ACCOUNT_COLUMNS = """
            a.account_id, a.username, a.username_key, a.display_name, a.user_handle, a.disabled,
            a.created_at AS account_created_at""";

    static final String PASSKEY_COLUMNS = """
            p.credential_id, p.rp_id, a.user_handle, p.name, p.public_key, p.sign_count, p.uv_initialized, p.backup_eligible,
            p.backup_state, p.transports, p.aaguid, p.attestation_format, p.model_trust, p.discoverability, p.created_at,
            p.last_used_at""";

    static final String INSERT_ACCOUNT = """
            INSERT INTO keystile_account (relying_party, account_id, username, username_key, display_name, user_handle,
                disabled, passkey_count, created_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, 1, ?)""";

    static final String INSERT_PASSKEY = """
            INSERT INTO keystile_passkey (relying_party, credential_id, account_id, rp_id, name, public_key, algorithm,
                sign_count, uv_initialized, backup_eligible, backup_state, transports, aaguid, attestation_format,
                model_trust, discoverability, created_at, last_used_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";

    private PasskeyRows() {}

    static boolean insert(Statements statements, RelyingPartyId relyingParty, Account account) throws SQLException {
        return statements.insert(
                INSERT_ACCOUNT,
                relyingParty,
                account.id(),
                account.username().value(),
                account.username().key(),
                account.displayName().value(),
                account.userHandle().value(),
                account.disabled(),
                account.createdAt());
    }

    static boolean insert(Statements statements, RelyingPartyId relyingParty, AccountId owner, Passkey passkey)
            throws SQLException {
        CredentialRecord credential = passkey.credential();
        return statements.insert(
                INSERT_PASSKEY,
                relyingParty,
                credential.id().value(),
                owner,
                credential.rpId().value(),
                passkey.name().value(),
                credential.publicKey().encoded(),
                credential.publicKey().algorithm().id(),
                credential.signCount(),
                credential.uvInitialized(),
                credential.backupEligible(),
                credential.backupState(),
                writeTransports(credential.transports()),
                credential.aaguid().toUuid(),
                credential.attestationFormat().value(),
                passkey.modelTrust().text(),
                credential.discoverability().value(),
                passkey.createdAt(),
                passkey.lastUse());
    }

    static Account account(ResultSet row) throws SQLException {
        return new Account(
                Statements.accountId(row, "account_id"),
                Username.stored(row.getString("username"), row.getString("username_key")),
                new DisplayName(row.getString("display_name")),
                new UserHandle(Statements.bytes(row, "user_handle")),
                row.getBoolean("disabled"),
                Statements.instant(row, "account_created_at"));
    }

    static Passkey passkey(ResultSet row) throws SQLException {
        return new Passkey(
                credential(row),
                new PasskeyName(row.getString("name")),
                ModelTrust.ofText(row.getString("model_trust")),
                Statements.instant(row, "created_at"),
                Statements.nullableInstant(row, "last_used_at"));
    }

    static OwnedPasskey ownedPasskey(ResultSet row) throws SQLException {
        return new OwnedPasskey(account(row), passkey(row));
    }

    private static CredentialRecord credential(ResultSet row) throws SQLException {
        try {
            return new CredentialRecord(
                    RpId.of(row.getString("rp_id")),
                    new UserHandle(Statements.bytes(row, "user_handle")),
                    new CredentialId(Statements.bytes(row, "credential_id")),
                    CoseKey.parse(Statements.bytes(row, "public_key")),
                    row.getLong("sign_count"),
                    row.getBoolean("uv_initialized"),
                    row.getBoolean("backup_eligible"),
                    row.getBoolean("backup_state"),
                    readTransports(row.getString("transports")),
                    Aaguid.of(row.getObject("aaguid", UUID.class).toString()),
                    new AttestationFormat(row.getString("attestation_format")),
                    discoverability(row.getString("discoverability")));
        } catch (MalformedException | IllegalArgumentException e) {
            throw new JdbcStorageException("A passkey's row does not hold a passkey: " + e.getMessage(), e);
        }
    }

    private static String writeTransports(Set<AuthenticatorTransport> transports) {
        return JsonArray.of(transports.stream()
                        .map(transport -> JsonString.of(transport.value()))
                        .toList())
                .toJson();
    }

    private static Set<AuthenticatorTransport> readTransports(String json) throws MalformedException {
        if (!(JsonValue.parse(json) instanceof JsonArray values)) {
            throw new IllegalArgumentException("transports are an array, not " + json);
        }
        return values.toStrings().stream()
                .map(AuthenticatorTransport::new)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static Discoverability discoverability(String text) {
        return Stream.of(Discoverability.values())
                .filter(value -> value.value().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no discoverability: " + text));
    }
}
