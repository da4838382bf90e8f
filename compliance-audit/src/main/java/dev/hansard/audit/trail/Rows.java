// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.trail;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The trail's tables over one connection. Tables are written {@code ${table}}.
 *
 * @param names the physical names of the tables
 */
record Rows(Connection connection, UnaryOperator<String> names) {
    private static final Pattern TABLE = Pattern.compile("\\$\\{(\\w+)}");

    interface Row<T> {
        T of(ResultSet row) throws SQLException;
    }

    <T> List<T> list(String sql, Row<T> mapper, List<?> parameters) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(named(sql))) {
            for (int i = 0; i < parameters.size(); i++) select.setObject(i + 1, parameters.get(i));
            try (ResultSet rows = select.executeQuery()) {
                var all = new ArrayList<T>();
                while (rows.next()) all.add(mapper.of(rows));
                return all;
            }
        }
    }

    /** As one multi-row statement, as far as the driver can. */
    void write(String sql, List<@Nullable Object[]> values) throws SQLException {
        if (values.isEmpty()) return;
        try (PreparedStatement insert = connection.prepareStatement(named(sql))) {
            for (@Nullable Object[] row : values) {
                for (int i = 0; i < row.length; i++) insert.setObject(i + 1, row[i]);
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    static String marks(int count) {
        return String.join(",", Collections.nCopies(count, "?"));
    }

    private String named(String sql) {
        return TABLE.matcher(sql).replaceAll(table -> names.apply(table.group(1)));
    }
}
