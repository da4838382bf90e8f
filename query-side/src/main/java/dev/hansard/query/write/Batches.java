// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.write;

import dev.hansard.axon.process.Projection.Tables;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Statements of one transaction, in order; consecutive rows of the same insert travel together. Tables are written {@code
 * ${table}}.
 */
public final class Batches implements AutoCloseable {
    private static final Pattern TABLE = Pattern.compile("\\$\\{(\\w+)}");
    /** The driver's own batches make the same of it with several times the work. */
    private static final Pattern INSERT = Pattern.compile("(?s)(INSERT .*?\\bVALUES\\s+)(\\([^()]*\\))(.*)");

    /** So many that the driver remembers the statement's parts, see {@code prepStmtCacheSqlLimit}. */
    private static final int ROWS_PER_STATEMENT = 250;
    /** The database takes statements of 16 MiB. */
    private static final long CHARACTERS_PER_STATEMENT = 1 << 20;

    private final Tables tables;
    private final Connection connection;
    private final List<@Nullable Object[]> rows = new ArrayList<>();
    private @Nullable String pending;
    private long characters;

    public Batches(Tables tables, Connection connection) {
        this.tables = tables;
        this.connection = connection;
    }

    /** @param values strings, longs, integers, booleans or nulls */
    @SuppressWarnings(
            "ReferenceEquality") // statements are constants; an equal text that is another object costs a flush
    public void add(String sql, @Nullable Object... values) throws SQLException {
        boolean full = rows.size() == ROWS_PER_STATEMENT || characters > CHARACTERS_PER_STATEMENT;
        if (pending != sql || full) flush();
        pending = sql;
        rows.add(values);
        for (Object value : values) if (value instanceof String text) characters += text.length();
    }

    /** Sends what is pending. */
    public void flush() throws SQLException {
        String sql = pending;
        pending = null;
        characters = 0;
        if (sql == null) return;
        String named = named(sql);
        Matcher insert = INSERT.matcher(named);
        if (insert.matches()) insert(insert.group(1), insert.group(2), insert.group(3));
        else each(named);
        rows.clear();
    }

    private void insert(String head, String row, String tail) throws SQLException {
        String sql = head + String.join(", ", Collections.nCopies(rows.size(), row)) + tail;
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            int index = 1;
            for (@Nullable Object[] values : rows) for (Object value : values) bind(statement, index++, value);
            statement.executeUpdate();
        }
    }

    private void each(String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (@Nullable Object[] values : rows) {
                for (int i = 0; i < values.length; i++) bind(statement, i + 1, values[i]);
                statement.addBatch();
            }
            statement.executeBatch();
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
    public void close() {
        pending = null;
        rows.clear();
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
