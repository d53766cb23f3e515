package dev.keystile.storage.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** The databases whose dialect and habits are known here. */
enum Engine {
    H2,
    POSTGRESQL;

    /** Which one a data source leads to. */
    static Engine of(DataSource dataSource) {
        try (Connection connection = dataSource.getConnection()) {
            return ofProduct(connection.getMetaData().getDatabaseProductName());
        } catch (SQLException e) {
            throw new JdbcStorageException("The database cannot be reached: " + e.getMessage(), e);
        }
    }

    static Engine ofProduct(String product) {
        return switch (product) {
            case "H2" -> H2;
            case "PostgreSQL" -> POSTGRESQL;
            default ->
                throw new JdbcStorageException(
                        "Keystile keeps its data in PostgreSQL or H2, and this database is " + product);
        };
    }
}
