// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.store;

import dev.hansard.api.WorkspaceId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;

/**
 * A table on every shard whose rows belong to workspaces and do not follow from events: they go along when one is moved. A
 * bean of this type for each, beside {@link #OF_STORE}.
 *
 * @param key the column with the workspace's id, or with a key that starts with it and a slash
 */
public record StateTable(String name, String key) {
    /** What the store and the readers keep. */
    public static final List<StateTable> OF_STORE = List.of(
            new StateTable("reader_mark", "channel"),
            new StateTable("reader_conversation", "person"),
            new StateTable("reader_presence", "person"),
            new StateTable("idempotent_call", "workspace"),
            new StateTable("snapshot", "stream"));

    private static final int BATCH = 500;

    /** The condition under which a row belongs to a workspace, with three parameters. */
    public static String condition(String key) {
        return "(" + key + " = ? OR " + key + " >= ? AND " + key + " < ?)";
    }

    /** Binds the parameters of {@link #condition}. */
    public static void bind(PreparedStatement statement, int index, WorkspaceId workspace) throws SQLException {
        statement.setString(index, workspace.value());
        statement.setString(index + 1, workspace.value() + '/');
        statement.setString(index + 2, workspace.value() + '0');
    }

    /** Removes the rows of the workspace. */
    public void delete(Connection connection, WorkspaceId workspace) throws SQLException {
        try (PreparedStatement delete =
                connection.prepareStatement("DELETE FROM " + name + " WHERE " + condition(key))) {
            bind(delete, 1, workspace);
            delete.executeUpdate();
        }
    }

    void copy(Connection from, Connection to, WorkspaceId workspace) throws SQLException {
        try (PreparedStatement select = from.prepareStatement(
                "SELECT * FROM " + name + " WHERE " + condition(key),
                ResultSet.TYPE_FORWARD_ONLY,
                ResultSet.CONCUR_READ_ONLY)) {
            select.setFetchSize(Integer.MIN_VALUE);
            bind(select, 1, workspace);
            try (ResultSet row = select.executeQuery()) {
                int columns = row.getMetaData().getColumnCount();
                String marks = String.join(",", Collections.nCopies(columns, "?"));
                try (PreparedStatement insert =
                        to.prepareStatement("INSERT INTO " + name + " VALUES (" + marks + ")")) {
                    int waiting = 0;
                    while (row.next()) {
                        for (int i = 1; i <= columns; i++) insert.setObject(i, row.getObject(i));
                        insert.addBatch();
                        if (++waiting % BATCH == 0) insert.executeBatch();
                    }
                    insert.executeBatch();
                }
            }
        }
    }
}
