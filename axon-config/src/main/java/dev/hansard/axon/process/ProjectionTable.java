// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.process;

import dev.hansard.axon.store.DatabaseClock;
import dev.hansard.axon.store.Shards.Shard;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is kept about projections on one shard: which generation serves, how far each is, and who writes it. */
final class ProjectionTable {
    private static final long CLAIM_MILLIS = 10_000;

    /** @param version of the projection that made the generation */
    record Serving(int generation, int version) {}

    private final Shard shard;
    private final String owner;

    ProjectionTable(Shard shard, String owner) {
        this.shard = shard;
        this.owner = owner;
    }

    Connection connection() throws SQLException {
        return shard.reader().getConnection();
    }

    @Nullable
    Serving serving(Connection connection, String projection) throws SQLException {
        String sql = "SELECT generation, version FROM projection_serving WHERE projection = ? AND shard = ?";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, projection);
            select.setInt(2, shard.id());
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? new Serving(row.getInt(1), row.getInt(2)) : null;
            }
        }
    }

    void serve(Connection connection, Generation generation) throws SQLException {
        String sql = "INSERT INTO projection_serving (projection, shard, generation, version) VALUES (?, ?, ?, ?)"
                + " ON DUPLICATE KEY UPDATE generation = VALUES(generation), version = VALUES(version)";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setString(1, generation.projection().name());
            insert.setInt(2, shard.id());
            insert.setInt(3, generation.number());
            insert.setInt(4, generation.projection().version());
            insert.executeUpdate();
        }
    }

    /** Makes the generation's tables and its token at position 0, unless they are there. */
    void create(Connection connection, Generation generation) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String ddl : generation.projection().ddl()) statement.execute(generation.physical(ddl));
        }
        String sql =
                "INSERT IGNORE INTO projection_token (projection, shard, generation, position) VALUES (?, ?, ?, 0)";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setString(1, generation.projection().name());
            insert.setInt(2, shard.id());
            insert.setInt(3, generation.number());
            insert.executeUpdate();
        }
    }

    /** Drops the generation's tables and forgets its token and dead letters. */
    void drop(Connection connection, Generation generation) throws SQLException {
        String prefix = generation.projection().name() + "\\_%\\_g" + generation.number();
        var tables = new ArrayList<String>();
        String find = "SELECT table_name FROM information_schema.tables"
                + " WHERE table_schema = DATABASE() AND table_name LIKE ?";
        try (PreparedStatement select = connection.prepareStatement(find)) {
            select.setString(1, prefix);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) tables.add(rows.getString(1));
            }
        }
        try (Statement statement = connection.createStatement()) {
            for (String table : tables) statement.execute("DROP TABLE IF EXISTS " + table);
        }
        for (String table : List.of("projection_token", "dead_letter")) {
            String sql = "DELETE FROM " + table + " WHERE projection = ? AND shard = ? AND generation = ?";
            try (PreparedStatement delete = connection.prepareStatement(sql)) {
                delete.setString(1, generation.projection().name());
                delete.setInt(2, shard.id());
                delete.setInt(3, generation.number());
                delete.executeUpdate();
            }
        }
        connection.commit();
    }

    /** All generations that have a token, lowest first. */
    List<Integer> generations(Connection connection, String projection) throws SQLException {
        String sql = "SELECT generation FROM projection_token WHERE projection = ? AND shard = ? ORDER BY generation";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, projection);
            select.setInt(2, shard.id());
            var generations = new ArrayList<Integer>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) generations.add(rows.getInt(1));
            }
            return generations;
        }
    }

    /** The position that the generation is written up to, or null when it has no token. */
    @Nullable
    Long position(Connection connection, Generation generation) throws SQLException {
        String sql = "SELECT position FROM projection_token WHERE projection = ? AND shard = ? AND generation = ?";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            key(select, 1, generation);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? row.getLong(1) : null;
            }
        }
    }

    /** Takes or keeps the right to write the generation; false while another process has it. */
    boolean claim(Connection connection, Generation generation) throws SQLException {
        if (tryClaim(connection, generation)) return true;
        String other = owner(connection, generation);
        if (other == null || !Owner.isGone(other)) return false;
        String sql = "UPDATE projection_token SET owner = NULL, claimed_until = 0"
                + " WHERE projection = ? AND shard = ? AND generation = ? AND owner = ?";
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            key(update, 1, generation);
            update.setString(4, other);
            update.executeUpdate();
        }
        return tryClaim(connection, generation);
    }

    private @Nullable String owner(Connection connection, Generation generation) throws SQLException {
        String sql = "SELECT owner FROM projection_token WHERE projection = ? AND shard = ? AND generation = ?";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            key(select, 1, generation);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? row.getString(1) : null;
            }
        }
    }

    private boolean tryClaim(Connection connection, Generation generation) throws SQLException {
        String sql = "UPDATE projection_token SET owner = ?, claimed_until = " + DatabaseClock.NOW + " + ?"
                + " WHERE projection = ? AND shard = ? AND generation = ? AND (owner IS NULL OR owner = ?"
                + " OR claimed_until < " + DatabaseClock.NOW + ")";
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.setString(1, owner);
            update.setLong(2, CLAIM_MILLIS);
            key(update, 3, generation);
            update.setString(6, owner);
            return update.executeUpdate() == 1;
        }
    }

    /** Lets others write the generation. */
    void release(Connection connection, Generation generation) throws SQLException {
        String sql = "UPDATE projection_token SET owner = NULL, claimed_until = 0"
                + " WHERE projection = ? AND shard = ? AND generation = ? AND owner = ?";
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            key(update, 1, generation);
            update.setString(4, owner);
            update.executeUpdate();
        }
        connection.commit();
    }

    /** Moves the token within the projection's transaction; false when another process has taken over. */
    boolean advance(Connection connection, Generation generation, long from, long to) throws SQLException {
        String sql = "UPDATE projection_token SET position = ?, claimed_until = " + DatabaseClock.NOW + " + ?"
                + " WHERE projection = ? AND shard = ? AND generation = ? AND owner = ? AND position = ?";
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.setLong(1, to);
            update.setLong(2, CLAIM_MILLIS);
            key(update, 3, generation);
            update.setString(6, owner);
            update.setLong(7, from);
            return update.executeUpdate() == 1;
        }
    }

    /** Whether somebody writes a projection that is not at the position yet, or rebuilds one. */
    boolean isAnyBehind(long position) throws SQLException {
        String sql =
                "SELECT COUNT(*) FROM projection_token t LEFT JOIN projection_serving s ON s.projection = t.projection"
                        + " AND s.shard = t.shard AND s.generation = t.generation"
                        + " WHERE t.shard = ? AND t.claimed_until > " + DatabaseClock.NOW
                        + " AND (s.generation IS NULL OR t.position < ?)";
        try (Connection connection = connection();
                PreparedStatement select = connection.prepareStatement(sql)) {
            select.setInt(1, shard.id());
            select.setLong(2, position);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getLong(1) > 0;
            }
        }
    }

    private void key(PreparedStatement statement, int index, Generation generation) throws SQLException {
        statement.setString(index, generation.projection().name());
        statement.setInt(index + 1, shard.id());
        statement.setInt(index + 2, generation.number());
    }
}
