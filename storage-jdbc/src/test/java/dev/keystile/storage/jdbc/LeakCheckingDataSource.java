package dev.keystile.storage.jdbc;

import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Logger;
import javax.sql.DataSource;

/** A data source that knows which of its connections, statements and results were not closed. */
final class LeakCheckingDataSource implements DataSource {

    private final DataSource dataSource;
    private final Set<Object> open = ConcurrentHashMap.newKeySet();

    LeakCheckingDataSource(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** What was handed out and not closed. */
    Set<Object> open() {
        return open;
    }

    @Override
    public Connection getConnection() throws SQLException {
        return (Connection) watched(dataSource.getConnection());
    }

    private Object watched(Object resource) {
        open.add(resource);
        return Proxy.newProxyInstance(
                getClass().getClassLoader(), interfacesOf(resource), (proxy, method, arguments) -> {
                    if (method.getName().equals("close")) {
                        open.remove(resource);
                    }
                    try {
                        Object result = method.invoke(resource, arguments);
                        return result instanceof Statement || result instanceof ResultSet ? watched(result) : result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private static Class<?>[] interfacesOf(Object resource) {
        if (resource instanceof Connection) {
            return new Class<?>[] {Connection.class};
        }
        if (resource instanceof PreparedStatement) {
            return new Class<?>[] {PreparedStatement.class};
        }
        return resource instanceof Statement ? new Class<?>[] {Statement.class} : new Class<?>[] {ResultSet.class};
    }

    @Override
    public Connection getConnection(String username, String password) {
        throw new UnsupportedOperationException("Nobody here has another user");
    }

    @Override
    public PrintWriter getLogWriter() throws SQLException {
        return dataSource.getLogWriter();
    }

    @Override
    public void setLogWriter(PrintWriter out) throws SQLException {
        dataSource.setLogWriter(out);
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        dataSource.setLoginTimeout(seconds);
    }

    @Override
    public int getLoginTimeout() throws SQLException {
        return dataSource.getLoginTimeout();
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getLogger(Logger.GLOBAL_LOGGER_NAME);
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return dataSource.unwrap(type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return dataSource.isWrapperFor(type);
    }
}
