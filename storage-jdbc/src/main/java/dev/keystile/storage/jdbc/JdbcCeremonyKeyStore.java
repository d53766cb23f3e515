package dev.keystile.storage.jdbc;

import dev.keystile.passkeys.ceremony.CeremonyKey;
import dev.keystile.passkeys.ceremony.CeremonyKeyStore;
import dev.keystile.passkeys.tenant.RelyingPartyId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** {@code keystile_ceremony_key}. */
final class JdbcCeremonyKeyStore implements CeremonyKeyStore {

    private static final String SELECT =
            "SELECT generation, created_at, secret FROM keystile_ceremony_key WHERE relying_party = ?";

    private final Database database;

    JdbcCeremonyKeyStore(Database database) {
        this.database = database;
    }

    @Override
    public List<CeremonyKey> load(RelyingPartyId relyingParty) {
        return database.read(statements -> statements.query(SELECT, JdbcCeremonyKeyStore::key, relyingParty));
    }

    @Override
    public CeremonyKey addUnlessPresent(RelyingPartyId relyingParty, CeremonyKey candidate) {
        try {
            database.change(statements -> insert(statements, relyingParty, candidate));
            return candidate;
        } catch (GenerationExists e) {
            return database.read(statements -> statements.queryOne(
                            SELECT + " AND generation = ?",
                            JdbcCeremonyKeyStore::key,
                            relyingParty,
                            candidate.generation()))
                    .orElseThrow(() -> new JdbcStorageException(
                            "Key generation " + candidate.generation() + " was there and is gone"));
        }
    }

    private static void insert(Statements statements, RelyingPartyId relyingParty, CeremonyKey key)
            throws SQLException, GenerationExists {
        boolean inserted = statements.insert("""
                INSERT INTO keystile_ceremony_key (relying_party, generation, created_at, secret)
                VALUES (?, ?, ?, ?)""", relyingParty, key.generation(), key.createdAt(), key.secret());
        if (!inserted) {
            throw new GenerationExists();
        }
    }

    @Override
    public void removeCreatedBefore(RelyingPartyId relyingParty, Instant moment) {
        database.change(statements -> statements.update("""
                DELETE FROM keystile_ceremony_key
                WHERE relying_party = ? AND created_at < ?
                AND generation < (SELECT MAX(generation) FROM keystile_ceremony_key WHERE relying_party = ?)""", relyingParty, moment, relyingParty));
    }

    private static CeremonyKey key(ResultSet row) throws SQLException {
        return new CeremonyKey(
                row.getInt("generation"), Statements.instant(row, "created_at"), Statements.bytes(row, "secret"));
    }

    /** Ends the transaction in which another node was quicker. */
    private static final class GenerationExists extends Exception {
        private static final long serialVersionUID = 1L;
    }
}
