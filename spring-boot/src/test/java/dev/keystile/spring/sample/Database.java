package dev.keystile.spring.sample;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is in the application's database. */
public final class Database {

    private final JdbcClient client;

    public Database(DataSource dataSource) {
        this.client = JdbcClient.create(dataSource);
    }

    /** Every row of every table but the audit log, as the statements that would make it again. */
    public String contents() {
        String tables = tables().stream()
                .filter(table -> !table.equalsIgnoreCase("keystile_audit"))
                .map(table -> "\"" + table + "\"")
                .collect(Collectors.joining(", "));
        return String.join(
                "\n",
                client.sql("SCRIPT NOPASSWORDS NOSETTINGS TABLE " + tables)
                        .query(String.class)
                        .list());
    }

    /** The names of all tables. */
    public List<String> tables() {
        return client
                .sql("SELECT table_name FROM information_schema.tables WHERE table_schema = 'PUBLIC' ORDER BY 1")
                .query(String.class)
                .list()
                .stream()
                .map(text -> Objects.requireNonNull(text))
                .toList();
    }

    /** One column of a table whose names are in lower case. */
    public List<String> column(String table, String column) {
        return client.sql("SELECT \"%s\" FROM \"%s\"".formatted(column, table)).query(String.class).list().stream()
                .map(text -> Objects.requireNonNull(text))
                .toList();
    }
}
