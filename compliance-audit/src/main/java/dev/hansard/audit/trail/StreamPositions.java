// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.trail;

import dev.hansard.axon.store.DatabaseClock;
import dev.hansard.axon.store.Shards.Shard;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;

/** How far each target has each shard's trail. One process at a time sends to a target; another takes over from a dead one. */
final class StreamPositions {
    private static final long CLAIM_MILLIS = 30_000;

    private final String owner = UUID.randomUUID().toString();

    /** Takes or keeps the right to send; false while another process has it. */
    boolean claim(Shard shard, String sink) throws SQLException {
        try (Connection connection = shard.reader().getConnection()) {
            update(connection, "INSERT IGNORE INTO audit_stream (sink, position) VALUES (?, 0)", sink);
            int claimed = update(
                    connection,
                    "UPDATE audit_stream SET owner = ?, claimed_until = " + DatabaseClock.NOW + " + ? WHERE sink = ?"
                            + " AND (owner IS NULL OR owner = ? OR claimed_until < " + DatabaseClock.NOW + ")",
                    owner,
                    CLAIM_MILLIS,
                    sink,
                    owner);
            connection.commit();
            return claimed == 1;
        }
    }

    /** Up to here the target has everything. */
    long position(Shard shard, String sink) throws SQLException {
        try (Connection connection = shard.reader().getConnection();
                PreparedStatement select =
                        connection.prepareStatement("SELECT position FROM audit_stream WHERE sink = ?")) {
            select.setString(1, sink);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? row.getLong(1) : 0;
            }
        }
    }

    /** Does nothing when another process has taken over meanwhile. */
    void advance(Shard shard, String sink, long from, long to) throws SQLException {
        try (Connection connection = shard.reader().getConnection()) {
            update(
                    connection,
                    "UPDATE audit_stream SET position = ?, claimed_until = " + DatabaseClock.NOW + " + ?"
                            + " WHERE sink = ? AND owner = ? AND position = ?",
                    to,
                    CLAIM_MILLIS,
                    sink,
                    owner,
                    from);
            connection.commit();
        }
    }

    void release(Shard shard, String sink) throws SQLException {
        try (Connection connection = shard.reader().getConnection()) {
            update(
                    connection,
                    "UPDATE audit_stream SET owner = NULL, claimed_until = 0 WHERE sink = ? AND owner = ?",
                    sink,
                    owner);
            connection.commit();
        }
    }

    private static int update(Connection connection, String sql, Object... values) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) update.setObject(i + 1, values[i]);
            return update.executeUpdate();
        }
    }
}
