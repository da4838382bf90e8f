// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.content;

import dev.hansard.api.WorkspaceId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The workspaces' keys of one shard, unwrapped when first used. */
final class WorkspaceKeys {
    /** Held shared while the master key is used to wrap, and alone while it is replaced. */
    static final String MASTER_LOCK = "SELECT id FROM master_lock WHERE id = 1 ";

    /** @param key 256 bits */
    record WorkspaceKey(int version, byte[] key) {}

    private record Id(WorkspaceId workspace, int version) {}

    private final KeyService master;
    private final Map<Id, byte[]> unwrapped = new ConcurrentHashMap<>();

    WorkspaceKeys(KeyService master) {
        this.master = master;
    }

    /** The newest, made if there is none. It stays the newest, and is not destroyed, until the transaction ends. */
    WorkspaceKey newest(Connection connection, WorkspaceId workspace) throws SQLException {
        String sql = "SELECT version, wrapped FROM workspace_key WHERE workspace = ?"
                + " ORDER BY version DESC LIMIT 1 LOCK IN SHARE MODE";
        for (int tries = 0; ; tries++) {
            try (PreparedStatement select = connection.prepareStatement(sql)) {
                select.setString(1, workspace.value());
                try (ResultSet row = select.executeQuery()) {
                    if (row.next()) {
                        int version = row.getInt(1);
                        return new WorkspaceKey(version, unwrap(workspace, version, row.getBytes(2)));
                    }
                }
            }
            if (tries > 0) throw new SQLException("the key of " + workspace + " vanished");
            insert(connection, workspace, 1);
            connection.commit();
        }
    }

    /** @throws DamagedContent when that version is no longer there */
    byte[] version(Connection connection, WorkspaceId workspace, int version) throws SQLException {
        byte[] known = unwrapped.get(new Id(workspace, version));
        if (known != null) return known;
        try (PreparedStatement select =
                connection.prepareStatement("SELECT wrapped FROM workspace_key WHERE workspace = ? AND version = ?")) {
            select.setString(1, workspace.value());
            select.setInt(2, version);
            try (ResultSet row = select.executeQuery()) {
                if (row.next()) return unwrap(workspace, version, row.getBytes(1));
            }
        }
        throw new DamagedContent("version " + version + " of the key of " + workspace + " is missing");
    }

    /** Makes that version, unless another process was first. */
    void insert(Connection connection, WorkspaceId workspace, int version) throws SQLException {
        String sql = "INSERT IGNORE INTO workspace_key (workspace, version, wrapped, created_at) VALUES (?, ?, ?, ?)";
        try (PreparedStatement lock = connection.prepareStatement(MASTER_LOCK + "LOCK IN SHARE MODE")) {
            lock.execute();
        }
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setString(1, workspace.value());
            insert.setInt(2, version);
            insert.setBytes(3, master.wrap(Aes.random(Aes.KEY_BYTES), context(workspace, version)));
            insert.setLong(4, System.currentTimeMillis());
            insert.executeUpdate();
        }
    }

    byte[] unwrap(WorkspaceId workspace, int version, byte[] wrapped) {
        return unwrapped.computeIfAbsent(
                new Id(workspace, version), id -> master.unwrap(wrapped, context(workspace, version)));
    }

    void forget(WorkspaceId workspace, int version) {
        unwrapped.remove(new Id(workspace, version));
    }

    static String context(WorkspaceId workspace, int version) {
        return "hansard/workspace-key/" + workspace + '/' + version;
    }
}
