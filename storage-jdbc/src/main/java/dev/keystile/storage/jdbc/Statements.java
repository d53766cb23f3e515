package dev.keystile.storage.jdbc;

import dev.keystile.passkeys.account.AccountId;
import dev.keystile.passkeys.tenant.RelyingPartyId;
import dev.keystile.webauthn.bytes.ByteString;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** SQL on one connection, with our values as parameters and results. */
final class Statements {

    private static final String UNIQUE_VIOLATION = "23505"; // the same in H2 and PostgreSQL

    private final Connection connection;

    Statements(Connection connection) {
        this.connection = connection;
    }

    /** Makes something of a row. */
    @FunctionalInterface
    interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** The only row, if there is one. */
    <T> Optional<T> queryOne(String sql, RowReader<T> reader, @Nullable Object... parameters) throws SQLException {
        List<T> rows = query(sql, reader, parameters);
        return rows.isEmpty() ? Optional.empty() : Optional.of(rows.get(0));
    }

    /** All rows. */
    <T> List<T> query(String sql, RowReader<T> reader, @Nullable Object... parameters) throws SQLException {
        try (PreparedStatement statement = prepare(sql, parameters);
                ResultSet rows = statement.executeQuery()) {
            List<T> result = new ArrayList<>();
            while (rows.next()) {
                result.add(reader.read(rows));
            }
            return result;
        }
    }

    /** Changes rows and says how many. */
    int update(String sql, @Nullable Object... parameters) throws SQLException {
        try (PreparedStatement statement = prepare(sql, parameters)) {
            return statement.executeUpdate();
        }
    }

    /** Inserts a row, unless one of its unique keys is there; then nothing more can be done in this transaction but undo it. */
    boolean insert(String sql, @Nullable Object... parameters) throws SQLException {
        try {
            update(sql, parameters);
            return true;
        } catch (SQLException e) {
            if (UNIQUE_VIOLATION.equals(e.getSQLState())) {
                return false;
            }
            throw e;
        }
    }

    private PreparedStatement prepare(String sql, @Nullable Object... parameters) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        try {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, toJdbc(parameters[i]));
            }
            return statement;
        } catch (SQLException | RuntimeException e) {
            statement.close();
            throw e;
        }
    }

    private static @Nullable Object toJdbc(@Nullable Object value) {
        if (value instanceof RelyingPartyId relyingParty) {
            return relyingParty.value();
        }
        if (value instanceof AccountId account) {
            return account.value();
        }
        if (value instanceof ByteString bytes) {
            return bytes.toByteArray();
        }
        if (value instanceof Instant instant) {
            return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
        }
        return value;
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    static @Nullable Instant nullableInstant(ResultSet row, String column) throws SQLException {
        OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }

    static ByteString bytes(ResultSet row, String column) throws SQLException {
        return ByteString.copyOf(row.getBytes(column));
    }

    static AccountId accountId(ResultSet row, String column) throws SQLException {
        return new AccountId(row.getObject(column, UUID.class));
    }
}
