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

/** MySQL's driver under {@code jdbc:recorded:…}, which remembers every statement with its parameters. */
final class RecordingDriver implements Driver {
    private static final String PREFIX = "jdbc:recorded:";
    private static final RecordingDriver ONLY = new RecordingDriver();
    private static final Queue<Executed> STATEMENTS = new ConcurrentLinkedQueue<>();

    /**
     * @param database name
     * @param texts parameters that are texts
     */
    record Executed(String database, String sql, Set<String> texts) {}

    static String url(String real) {
        return real.replaceFirst("^jdbc:", PREFIX);
    }

    static void register() {
        try {
            DriverManager.registerDriver(ONLY);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    static void deregister() throws SQLException {
        DriverManager.deregisterDriver(ONLY);
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
        Connection real = DriverManager.getConnection(url.replaceFirst(PREFIX, "jdbc:"), info);
        String database = real.getCatalog();
        return proxy(Connection.class, (self, method, arguments) -> {
            Object answer = call(real, method, arguments);
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
        return url.startsWith(PREFIX);
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
