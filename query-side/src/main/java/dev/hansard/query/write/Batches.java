// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.write;

import dev.hansard.axon.process.Projection.Tables;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Statements of one transaction, in order; consecutive rows of the same statement travel together (the driver makes one
 * multi-row insert of them). Tables are written {@code ${table}}.
 */
public final class Batches implements AutoCloseable {
    private static final Pattern TABLE = Pattern.compile("\\$\\{(\\w+)}");

    private final Tables tables;
    private final Connection connection;
    private @Nullable String pending;
    private @Nullable PreparedStatement statement;

    public Batches(Tables tables, Connection connection) {
        this.tables = tables;
        this.connection = connection;
    }

    /** @param values strings, longs, integers, booleans or nulls */
    @SuppressWarnings(
            "ReferenceEquality") // statements are constants; an equal text that is another object costs a flush
    public void add(String sql, @Nullable Object... values) throws SQLException {
        if (pending != sql) {
            flush();
            statement = connection.prepareStatement(named(sql));
            pending = sql;
        }
        PreparedStatement row = statement;
        if (row == null) throw new IllegalStateException("closed");
        for (int i = 0; i < values.length; i++) bind(row, i + 1, values[i]);
        row.addBatch();
    }

    /** Sends what is pending. */
    public void flush() throws SQLException {
        PreparedStatement due = statement;
        pending = null;
        statement = null;
        if (due == null) return;
        try (due) {
            due.executeBatch();
        }
    }

    public Connection connection() {
        return connection;
    }

    /** The statement with the physical names of its tables. */
    public String named(String sql) {
        return TABLE.matcher(sql).replaceAll(name -> tables.name(name.group(1)));
    }

    /** Drops what is pending: it is only so when writing failed. */
    @Override
    public void close() throws SQLException {
        if (statement != null) statement.close();
        statement = null;
    }

    private static void bind(PreparedStatement row, int index, @Nullable Object value) throws SQLException {
        switch (value) {
            case null -> row.setNull(index, Types.VARCHAR);
            case String text -> row.setString(index, text);
            case Long number -> row.setLong(index, number);
            case Integer number -> row.setInt(index, number);
            case Boolean flag -> row.setInt(index, flag ? 1 : 0);
            default -> throw new IllegalArgumentException("cannot bind a " + value.getClass());
        }
    }
}
