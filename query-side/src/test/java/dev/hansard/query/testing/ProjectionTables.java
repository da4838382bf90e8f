// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.testing;

import dev.hansard.axon.process.Projection;
import dev.hansard.axon.store.CommittedEvent;
import dev.hansard.testing.TestDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One projection's tables in a database of their own, written without a runner. */
public final class ProjectionTables implements AutoCloseable {
    private static final Pattern TABLE = Pattern.compile("CREATE TABLE \\$\\{(\\w+)}");

    public final Connection connection;
    private final Projection projection;
    private final String suffix;

    public ProjectionTables(Projection projection, String suffix) throws SQLException {
        this.projection = projection;
        this.suffix = suffix;
        String database = suffix + UUID.randomUUID().toString().replace("-", "").substring(0, 12);
        connection = DriverManager.getConnection(
                TestDatabase.url(database) + "&rewriteBatchedStatements=true&useServerPrepStmts=false", "root", "");
        try (Statement statement = connection.createStatement()) {
            for (String ddl : projection.ddl()) statement.execute(ddl.replaceAll("\\$\\{(\\w+)}", "$1_" + suffix));
        }
        connection.setAutoCommit(false);
    }

    public void apply(List<CommittedEvent> events) throws SQLException {
        projection.apply(events, this::name, connection);
        connection.commit();
    }

    void applyAndRollBack(List<CommittedEvent> events) throws SQLException {
        projection.apply(events, this::name, connection);
        connection.rollback();
    }

    /** Every row of every table, sorted. */
    public List<String> dump() throws SQLException {
        List<String> dump = new ArrayList<>();
        for (String ddl : projection.ddl()) {
            Matcher table = TABLE.matcher(ddl);
            if (!table.find()) throw new IllegalStateException("not a table: " + ddl);
            dump.addAll(rows(table.group(1)));
        }
        connection.commit();
        return dump;
    }

    private List<String> rows(String table) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT * FROM " + name(table))) {
            List<String> texts = new ArrayList<>();
            int columns = rows.getMetaData().getColumnCount();
            while (rows.next()) {
                List<String> values = new ArrayList<>();
                for (int i = 1; i <= columns; i++) {
                    values.add(rows.getMetaData().getColumnName(i) + "=" + rows.getString(i));
                }
                texts.add(table + values);
            }
            Collections.sort(texts);
            return texts;
        }
    }

    private String name(String table) {
        return table + "_" + suffix;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
