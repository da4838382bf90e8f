// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server.preservation;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Logger;

/**
 * Stands in for MySQL's driver and remembers every statement with its parameters. Flyway makes a driver of its own, so migrations
 * are not among them.
 */
final class RecordingDriver implements Driver {
    private static final String MYSQL = "jdbc:mysql:";
    private static final Queue<Executed> STATEMENTS = new ConcurrentLinkedQueue<>();

    /**
     * @param database name
     * @param texts parameters that are texts
     */
    record Executed(String database, String sql, Set<String> texts) {}

    private final Driver real;

    private RecordingDriver(Driver real) {
        this.real = real;
    }

    /** Connections that are opened from now on are recorded. */
    static RecordingDriver register() throws SQLException {
        Driver real = DriverManager.getDriver(MYSQL + "//localhost/");
        DriverManager.deregisterDriver(real);
        var recording = new RecordingDriver(real);
        DriverManager.registerDriver(recording);
        return recording;
    }

    void deregister() throws SQLException {
        DriverManager.deregisterDriver(this);
        DriverManager.registerDriver(real);
    }

    /** What was executed since it was asked last. */
    static List<Executed> take() {
        var all = new ArrayList<Executed>();
        for (Executed next = STATEMENTS.poll(); next != null; next = STATEMENTS.poll()) all.add(next);
        return all;
    }

    @Override
    public Connection connect(String url, Properties info) throws SQLException {
        if (!acceptsURL(url)) return null;
        Connection opened = real.connect(url, info);
        String database = opened.getCatalog();
        return proxy(Connection.class, (self, method, arguments) -> {
            Object answer = call(opened, method, arguments);
            if (method.getName().equals("prepareStatement")) {
                return prepared((PreparedStatement) answer, database, (String) arguments[0]);
            }
            return method.getName().equals("createStatement") ? plain((Statement) answer, database) : answer;
        });
    }

    private static PreparedStatement prepared(PreparedStatement real, String database, String sql) {
        var texts = new ArrayList<String>();
        return proxy(PreparedStatement.class, (self, method, arguments) -> {
            boolean sets = method.getName().startsWith("set") && arguments != null && arguments.length == 2;
            if (sets && arguments[1] instanceof String text) texts.add(text);
            if (method.getName().startsWith("execute")) STATEMENTS.add(new Executed(database, sql, Set.copyOf(texts)));
            return call(real, method, arguments);
        });
    }

    private static Statement plain(Statement real, String database) {
        return proxy(Statement.class, (self, method, arguments) -> {
            if (method.getName().startsWith("execute") && arguments != null && arguments[0] instanceof String sql) {
                STATEMENTS.add(new Executed(database, sql, Set.of()));
            }
            return call(real, method, arguments);
        });
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private static Object call(Object real, java.lang.reflect.Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(real, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    @Override
    public boolean acceptsURL(String url) {
        return url.startsWith(MYSQL);
    }

    @Override
    public DriverPropertyInfo[] getPropertyInfo(String url, Properties info) {
        return new DriverPropertyInfo[0];
    }

    @Override
    public int getMajorVersion() {
        return 1;
    }

    @Override
    public int getMinorVersion() {
        return 0;
    }

    @Override
    public boolean jdbcCompliant() {
        return false;
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getGlobal();
    }
}
