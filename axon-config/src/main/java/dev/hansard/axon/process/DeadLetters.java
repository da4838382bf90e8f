// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.process;

import dev.hansard.api.WorkspaceId;
import dev.hansard.axon.store.StateTable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Events that a projection could not take, and those of the same stream that wait behind them; by position. */
final class DeadLetters {
    private static final int CAUSE_LENGTH = 500;

    private DeadLetters() {}

    /** @param cause null when the event only waits behind another */
    static void add(Connection connection, Generation generation, String stream, long position, @Nullable String cause)
            throws SQLException {
        String sql = "INSERT IGNORE INTO dead_letter (projection, shard, generation, position, stream, cause,"
                + " enqueued_at) VALUES (?, ?, ?, ?, ?, ?, ?)";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            key(insert, generation);
            insert.setLong(4, position);
            insert.setString(5, stream);
            insert.setString(
                    6, cause == null || cause.length() <= CAUSE_LENGTH ? cause : cause.substring(0, CAUSE_LENGTH));
            insert.setLong(7, System.currentTimeMillis());
            insert.executeUpdate();
        }
    }

    static void remove(Connection connection, Generation generation, long position) throws SQLException {
        String sql = "DELETE FROM dead_letter WHERE projection = ? AND shard = ? AND generation = ? AND position = ?";
        try (PreparedStatement delete = connection.prepareStatement(sql)) {
            key(delete, generation);
            delete.setLong(4, position);
            delete.executeUpdate();
        }
    }

    /** Those of a workspace that is on another shard now. */
    static void clear(Connection connection, Generation generation, WorkspaceId workspace) throws SQLException {
        String sql = "DELETE FROM dead_letter WHERE projection = ? AND shard = ? AND generation = ? AND "
                + StateTable.condition("stream");
        try (PreparedStatement delete = connection.prepareStatement(sql)) {
            key(delete, generation);
            StateTable.bind(delete, 4, workspace);
            delete.executeUpdate();
        }
    }

    /** The streams that are held up. */
    static Set<String> streams(Connection connection, Generation generation) throws SQLException {
        String sql = "SELECT DISTINCT stream FROM dead_letter WHERE projection = ? AND shard = ? AND generation = ?";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            key(select, generation);
            var streams = new HashSet<String>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) streams.add(rows.getString(1));
            }
            return streams;
        }
    }

    /** The waiting positions of a stream, in order. */
    static List<Long> positions(Connection connection, Generation generation, String stream) throws SQLException {
        String sql = "SELECT position FROM dead_letter WHERE projection = ? AND shard = ? AND generation = ?"
                + " AND stream = ? ORDER BY position";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            key(select, generation);
            select.setString(4, stream);
            var positions = new ArrayList<Long>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) positions.add(rows.getLong(1));
            }
            return positions;
        }
    }

    /** The first of each stream, with how many wait behind it. */
    static List<ReadModels.DeadLetter> list(Connection connection, Generation generation) throws SQLException {
        String sql = "SELECT stream, MIN(position), MAX(cause), MIN(enqueued_at), COUNT(*) - 1 FROM dead_letter"
                + " WHERE projection = ? AND shard = ? AND generation = ? GROUP BY stream ORDER BY MIN(position)";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            key(select, generation);
            var letters = new ArrayList<ReadModels.DeadLetter>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    String cause = row.getString(3);
                    letters.add(new ReadModels.DeadLetter(
                            generation.projection().name(),
                            generation.shard(),
                            row.getString(1),
                            row.getLong(2),
                            cause == null ? "" : cause,
                            row.getLong(4),
                            row.getInt(5)));
                }
            }
            return letters;
        }
    }

    private static void key(PreparedStatement statement, Generation generation) throws SQLException {
        statement.setString(1, generation.projection().name());
        statement.setInt(2, generation.shard());
        statement.setInt(3, generation.number());
    }
}
