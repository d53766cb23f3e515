/**
 * The storage ports on a JDBC {@code DataSource}: H2 and PostgreSQL. Needs no framework.
 *
 * <pre>{@code
 * KeystileSchema.migrate(dataSource);
 * Storage storage = JdbcStorage.on(dataSource);
 * }</pre>
 */
@NullMarked
package dev.keystile.storage.jdbc;

import org.jspecify.annotations.NullMarked;
