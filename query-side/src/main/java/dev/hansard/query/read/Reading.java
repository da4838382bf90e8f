// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.read;

import dev.hansard.axon.process.ReadModels;
import dev.hansard.axon.store.Shards.Shard;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One answer's connection. Tables of read models are written {@code ${projection.table}} in statements.
 *
 * @param connection with {@code autoCommit} on, as there is nothing to roll back; closed by who made this
 */
public record Reading(Shard shard, Connection connection, ReadModels readModels) {
    /** Makes an object of a row. */
    @FunctionalInterface
    public interface Row<T> {
        T of(ResultSet row) throws SQLException;
    }

    public <T> List<T> list(String sql, Row<T> mapper, Object... parameters) throws SQLException {
        return list(sql, mapper, List.of(parameters));
    }

    public <T> List<T> list(String sql, Row<T> mapper, List<?> parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(named(sql))) {
            for (int i = 0; i < parameters.size(); i++) statement.setObject(i + 1, parameters.get(i));
            try (ResultSet rows = statement.executeQuery()) {
                List<T> all = new ArrayList<>();
                while (rows.next()) all.add(mapper.of(rows));
                return all;
            }
        }
    }

    /** The first row, or null if there is none. */
    public <T> @Nullable T first(String sql, Row<T> mapper, Object... parameters) throws SQLException {
        List<T> all = list(sql, mapper, parameters);
        return all.isEmpty() ? null : all.getFirst();
    }

    /** As many question marks as there are values, for {@code IN (…)}. */
    public static String marks(int values) {
        return String.join(",", Collections.nCopies(values, "?"));
    }

    /** A column that may hold NULL. */
    public static @Nullable Long number(ResultSet row, String column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? null : value;
    }

    /** The physical name of a table that serves now. */
    public String table(String projection, String table) {
        return readModels.table(projection, shard.id(), table);
    }

    private String named(String sql) {
        var named = new StringBuilder(sql.length() + 32);
        int done = 0;
        for (int start = sql.indexOf("${"); start >= 0; start = sql.indexOf("${", done)) {
            int dot = sql.indexOf('.', start);
            int end = sql.indexOf('}', dot);
            named.append(sql, done, start).append(table(sql.substring(start + 2, dot), sql.substring(dot + 1, end)));
            done = end + 1;
        }
        return named.append(sql, done, sql.length()).toString();
    }
}
