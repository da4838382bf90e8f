// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.content;

import dev.hansard.api.WorkspaceId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The groups of keys of one shard, as they are stored. */
final class GroupTable implements GroupKeys {
    private static final String SELECT =
            "SELECT epoch, key_version, wrapped FROM content_key WHERE stream = ? AND number = ?";

    private final KeyDatabase database;
    private final WorkspaceKeys workspaceKeys;

    private record Row(int epoch, int version, byte[] wrapped) {}

    GroupTable(KeyDatabase database, WorkspaceKeys workspaceKeys) {
        this.database = database;
        this.workspaceKeys = workspaceKeys;
    }

    @Override
    public Map<Integer, PuncturableKey> load(GroupId id) {
        for (int tries = 0; ; tries++) {
            try (Connection connection = database.connection()) {
                var epochs = new TreeMap<Integer, PuncturableKey>();
                for (Row row : rows(connection, id, SELECT)) epochs.put(row.epoch(), unwrap(connection, id, row));
                connection.commit();
                return epochs;
            } catch (DamagedContent e) {
                // Rotation may have come between the two look-ups.
                if (tries == 3) throw e;
            } catch (SQLException e) {
                throw new KeysUnavailable("reading keys", e);
            }
        }
    }

    @Override
    public void create(GroupId id, int epoch) {
        String sql =
                "INSERT IGNORE INTO content_key (stream, number, epoch, workspace, key_version, destroyed, wrapped)"
                        + " VALUES (?, ?, ?, ?, ?, 0, ?)";
        WorkspaceId workspace = WorkspaceId.ofStream(id.stream());
        try (Connection connection = database.connection()) {
            WorkspaceKeys.WorkspaceKey key = workspaceKeys.newest(connection, workspace);
            try (PreparedStatement insert = connection.prepareStatement(sql)) {
                insert.setString(1, id.stream());
                insert.setLong(2, id.number());
                insert.setInt(3, epoch);
                insert.setString(4, workspace.value());
                insert.setInt(5, key.version());
                insert.setBytes(6, wrap(id, epoch, key.key(), PuncturableKey.random()));
                insert.executeUpdate();
            }
            connection.commit();
        } catch (SQLException e) {
            throw new KeysUnavailable("making a key", e);
        }
    }

    @Override
    public void puncture(GroupId id, Collection<Integer> leaves) {
        try (Connection connection = database.connection()) {
            WorkspaceId workspace = WorkspaceId.ofStream(id.stream());
            WorkspaceKeys.WorkspaceKey newest = workspaceKeys.newest(connection, workspace);
            for (Row row : rows(connection, id, SELECT + " FOR UPDATE")) {
                PuncturableKey key = unwrap(connection, id, row);
                if (leaves.stream().noneMatch(key::has)) continue;
                store(connection, id, row.epoch(), newest, key.without(leaves));
            }
            connection.commit();
        } catch (SQLException e) {
            throw new KeysUnavailable("destroying keys", e);
        }
    }

    /** Wraps up to {@code limit} groups of the workspace anew that are wrapped by an older version; answers how many. */
    int rewrap(WorkspaceId workspace, WorkspaceKeys.WorkspaceKey newest, int limit) throws SQLException {
        String sql = "SELECT stream, number, epoch, key_version, wrapped FROM content_key"
                + " WHERE workspace = ? AND key_version < ? LIMIT ? FOR UPDATE";
        try (Connection connection = database.connection();
                PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, workspace.value());
            select.setInt(2, newest.version());
            select.setInt(3, limit);
            int count = 0;
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    var id = new GroupId(rows.getString(1), rows.getLong(2));
                    var row = new Row(rows.getInt(3), rows.getInt(4), rows.getBytes(5));
                    store(connection, id, row.epoch(), newest, unwrap(connection, id, row));
                    count++;
                }
            }
            connection.commit();
            return count;
        }
    }

    private static void store(
            Connection connection, GroupId id, int epoch, WorkspaceKeys.WorkspaceKey by, PuncturableKey key)
            throws SQLException {
        String sql = "UPDATE content_key SET key_version = ?, destroyed = ?, wrapped = ?"
                + " WHERE stream = ? AND number = ? AND epoch = ?";
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.setInt(1, by.version());
            update.setInt(2, PuncturableKey.LEAVES - key.left());
            update.setBytes(3, wrap(id, epoch, by.key(), key));
            update.setString(4, id.stream());
            update.setLong(5, id.number());
            update.setInt(6, epoch);
            update.executeUpdate();
        }
    }

    private static List<Row> rows(Connection connection, GroupId id, String sql) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, id.stream());
            select.setLong(2, id.number());
            var found = new ArrayList<Row>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) found.add(new Row(rows.getInt(1), rows.getInt(2), rows.getBytes(3)));
            }
            return found;
        }
    }

    private PuncturableKey unwrap(Connection connection, GroupId id, Row row) throws SQLException {
        byte[] key = workspaceKeys.version(connection, WorkspaceId.ofStream(id.stream()), row.version());
        byte[] encoded = Aes.open(key, id.aad(row.epoch()), row.wrapped(), 0);
        if (encoded == null) throw new DamagedContent("the stored keys of " + id + " are damaged");
        return PuncturableKey.decoded(encoded);
    }

    private static byte[] wrap(GroupId id, int epoch, byte[] by, PuncturableKey key) {
        return Aes.seal(by, Aes.random(Aes.NONCE_BYTES), id.aad(epoch), new byte[0], key.encoded());
    }
}
