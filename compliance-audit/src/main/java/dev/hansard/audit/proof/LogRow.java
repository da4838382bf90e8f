// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.proof;

import dev.hansard.audit.proof.tlog.Hash;
import dev.hansard.axon.process.Owner;
import dev.hansard.axon.store.DatabaseClock;
import dev.hansard.axon.store.Shards.Shard;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** What the database knows of a log: how far it is, and which process writes it. */
final class LogRow {
    private static final long CLAIM_MILLIS = 15_000;

    /** @param root over the first {@code size} events */
    record Reached(long size, Hash root) {}

    private final Shard shard;
    private final String origin;
    private final String owner;

    LogRow(Shard shard, String origin, String owner) {
        this.shard = shard;
        this.origin = origin;
        this.owner = owner;
    }

    /**
     * Takes or keeps the right to write the log.
     *
     * @param beside whether there may be logs under other names
     * @return where the log is; null while another process writes it, or one under another name
     */
    @Nullable
    Reached claim(boolean beside) throws SQLException {
        try (Connection connection = shard.reader().getConnection()) {
            boolean ours = take(connection, beside);
            Reached reached = ours ? reached(connection) : null;
            connection.commit();
            return reached;
        }
    }

    private boolean take(Connection connection, boolean beside) throws SQLException {
        if (update(connection)) return true;
        String other = text(connection, "SELECT owner FROM proof_log WHERE origin = ?", origin);
        if (other != null) {
            if (!Owner.isGone(other)) return false;
            String sql = "UPDATE proof_log SET owner = NULL, claimed_until = 0 WHERE origin = ? AND owner = ?";
            try (PreparedStatement free = connection.prepareStatement(sql)) {
                free.setString(1, origin);
                free.setString(2, other);
                free.executeUpdate();
            }
            return update(connection);
        }
        // One at a time, or two servers that start together would both be the first.
        try (PreparedStatement lock =
                        connection.prepareStatement("SELECT position FROM stream_head WHERE id = 1 FOR UPDATE");
                ResultSet locked = lock.executeQuery()) {
            locked.next();
        }
        if (!beside && text(connection, "SELECT origin FROM proof_log WHERE origin <> ? LIMIT 1", origin) != null) {
            return false;
        }
        String sql = "INSERT IGNORE INTO proof_log (origin, size, root) VALUES (?, 0, ?)";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setString(1, origin);
            insert.setBytes(2, Hash.EMPTY_TREE.bytes());
            insert.executeUpdate();
        }
        return update(connection);
    }

    private boolean update(Connection connection) throws SQLException {
        String sql = "UPDATE proof_log SET owner = ?, claimed_until = " + DatabaseClock.NOW + " + ?"
                + " WHERE origin = ? AND (owner IS NULL OR owner = ? OR claimed_until < " + DatabaseClock.NOW + ")";
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.setString(1, owner);
            update.setLong(2, CLAIM_MILLIS);
            update.setString(3, origin);
            update.setString(4, owner);
            return update.executeUpdate() == 1;
        }
    }

    private Reached reached(Connection connection) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT size, root FROM proof_log WHERE origin = ?")) {
            select.setString(1, origin);
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) throw new SQLException("the row of " + origin + " is gone");
                return new Reached(row.getLong(1), Hash.of(row.getBytes(2)));
            }
        }
    }

    private static @Nullable String text(Connection connection, String sql, String origin) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, origin);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? java.util.Objects.requireNonNullElse(row.getString(1), "") : null;
            }
        }
    }

    /** Notes that the log has grown; false when another process has taken over, and then nothing may be signed. */
    boolean advance(Reached from, Reached to) throws SQLException {
        String sql = "UPDATE proof_log SET size = ?, root = ?, claimed_until = " + DatabaseClock.NOW + " + ?"
                + " WHERE origin = ? AND owner = ? AND size = ? AND root = ?";
        try (Connection connection = shard.reader().getConnection();
                PreparedStatement update = connection.prepareStatement(sql)) {
            update.setLong(1, to.size());
            update.setBytes(2, to.root().bytes());
            update.setLong(3, CLAIM_MILLIS);
            update.setString(4, origin);
            update.setString(5, owner);
            update.setLong(6, from.size());
            update.setBytes(7, from.root().bytes());
            boolean ours = update.executeUpdate() == 1;
            connection.commit();
            return ours;
        }
    }

    /** Lets others write the log. */
    void release() throws SQLException {
        String sql = "UPDATE proof_log SET owner = NULL, claimed_until = 0 WHERE origin = ? AND owner = ?";
        try (Connection connection = shard.reader().getConnection();
                PreparedStatement update = connection.prepareStatement(sql)) {
            update.setString(1, origin);
            update.setString(2, owner);
            update.executeUpdate();
            connection.commit();
        }
    }
}
