// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.content;

import dev.hansard.api.WorkspaceId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The keys of one shard's content. */
public final class KeyStore implements Keys, AutoCloseable {
    private static final int BATCH = 200;

    private final KeyDatabase database;
    private final KeyService master;
    private final WorkspaceKeys workspaceKeys;
    private final GroupTable groups;

    public KeyStore(KeyDatabase database, KeyService master) {
        this.database = database;
        this.master = master;
        this.workspaceKeys = new WorkspaceKeys(master);
        this.groups = new GroupTable(database, workspaceKeys);
    }

    @Override
    public GroupKeys groups() {
        return groups;
    }

    /** Whether there is anything that a master key has wrapped. */
    public boolean isInUse() {
        return !workspaces().isEmpty();
    }

    /** @throws KeysRefused when the master key is not the one that wrapped the newest key here */
    public void verify() {
        String sql = "SELECT workspace, version, wrapped FROM workspace_key ORDER BY created_at DESC LIMIT 1";
        try (Connection connection = database.connection();
                PreparedStatement select = connection.prepareStatement(sql);
                ResultSet row = select.executeQuery()) {
            if (row.next()) {
                workspaceKeys.unwrap(new WorkspaceId(row.getString(1)), row.getInt(2), row.getBytes(3));
            }
        } catch (SQLException e) {
            throw new KeysUnavailable("reading a key", e);
        }
    }

    /** The workspaces that have a key here. */
    public List<WorkspaceId> workspaces() {
        try (Connection connection = database.connection();
                PreparedStatement select = connection.prepareStatement("SELECT DISTINCT workspace FROM workspace_key");
                ResultSet rows = select.executeQuery()) {
            var found = new ArrayList<WorkspaceId>();
            while (rows.next()) found.add(new WorkspaceId(rows.getString(1)));
            return found;
        } catch (SQLException e) {
            throw new KeysUnavailable("reading which workspaces have keys", e);
        }
    }

    /**
     * Gives the workspace a new key, wraps all its groups under it and destroys the old one. What was cut off is gone on
     * with when it is called again. Posting goes on meanwhile.
     *
     * @return how many groups were wrapped anew
     */
    public long rotate(WorkspaceId workspace) {
        try {
            WorkspaceKeys.WorkspaceKey newest = next(workspace);
            long done = 0;
            int count;
            do {
                count = groups.rewrap(workspace, newest, BATCH);
                done += count;
            } while (count > 0);
            destroyOlder(workspace, newest.version());
            return done;
        } catch (SQLException e) {
            throw new KeysUnavailable("rotating the key of " + workspace, e);
        }
    }

    /** From its commit on no group is wrapped by an older version: whoever makes one holds a lock on the newest. */
    private WorkspaceKeys.WorkspaceKey next(WorkspaceId workspace) throws SQLException {
        String sql = "SELECT version FROM workspace_key WHERE workspace = ? ORDER BY version FOR UPDATE";
        try (Connection connection = database.connection()) {
            var versions = new ArrayList<Integer>();
            try (PreparedStatement select = connection.prepareStatement(sql)) {
                select.setString(1, workspace.value());
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) versions.add(rows.getInt(1));
                }
            }
            if (versions.size() == 1) workspaceKeys.insert(connection, workspace, versions.getFirst() + 1);
            connection.commit();
            WorkspaceKeys.WorkspaceKey newest = workspaceKeys.newest(connection, workspace);
            connection.commit();
            return newest;
        }
    }

    private void destroyOlder(WorkspaceId workspace, int newest) throws SQLException {
        String sql = "DELETE FROM workspace_key WHERE workspace = ? AND version < ? AND NOT EXISTS"
                + " (SELECT 1 FROM content_key c WHERE c.workspace = ? AND c.key_version < ?)";
        try (Connection connection = database.connection();
                PreparedStatement delete = connection.prepareStatement(sql)) {
            delete.setString(1, workspace.value());
            delete.setInt(2, newest);
            delete.setString(3, workspace.value());
            delete.setInt(4, newest);
            delete.executeUpdate();
            connection.commit();
        }
        for (int version = newest - 1; version > 0; version--) workspaceKeys.forget(workspace, version);
    }

    /** Wraps all workspaces' keys under the newest version of the master key. */
    public void rewrapWorkspaceKeys() {
        String sql = "SELECT workspace, version, wrapped FROM workspace_key FOR UPDATE";
        String change = "UPDATE workspace_key SET wrapped = ? WHERE workspace = ? AND version = ?";
        try (Connection connection = database.connection();
                PreparedStatement lock = connection.prepareStatement(WorkspaceKeys.MASTER_LOCK + "FOR UPDATE");
                ResultSet locked = lock.executeQuery();
                PreparedStatement select = connection.prepareStatement(sql);
                PreparedStatement update = connection.prepareStatement(change);
                ResultSet rows = select.executeQuery()) {
            locked.next();
            while (rows.next()) {
                var workspace = new WorkspaceId(rows.getString(1));
                int version = rows.getInt(2);
                String context = WorkspaceKeys.context(workspace, version);
                update.setBytes(1, master.wrap(master.unwrap(rows.getBytes(3), context), context));
                update.setString(2, workspace.value());
                update.setInt(3, version);
                update.addBatch();
            }
            update.executeBatch();
            connection.commit();
        } catch (SQLException e) {
            throw new KeysUnavailable("wrapping the workspaces' keys anew", e);
        }
    }

    /** A version of a workspace's key, not wrapped. */
    record Version(int version, byte[] key, long createdAt) {}

    /** A group of keys as it is stored. */
    record Group(String stream, long number, int epoch, int version, int destroyed, byte[] wrapped) {}

    /** All keys of a workspace. */
    record Everything(List<Version> versions, List<Group> groups) {}

    /** As of one moment. */
    Everything all(WorkspaceId workspace) {
        String versions = "SELECT version, wrapped, created_at FROM workspace_key WHERE workspace = ? FOR UPDATE";
        String groupsOf = "SELECT stream, number, epoch, key_version, destroyed, wrapped FROM content_key"
                + " WHERE workspace = ? ORDER BY stream, number, epoch";
        try (Connection connection = database.connection();
                PreparedStatement selectVersions = connection.prepareStatement(versions);
                PreparedStatement selectGroups = connection.prepareStatement(groupsOf)) {
            var found = new Everything(new ArrayList<>(), new ArrayList<>());
            selectVersions.setString(1, workspace.value());
            try (ResultSet row = selectVersions.executeQuery()) {
                while (row.next()) {
                    int version = row.getInt(1);
                    byte[] key = master.unwrap(row.getBytes(2), WorkspaceKeys.context(workspace, version));
                    found.versions().add(new Version(version, key, row.getLong(3)));
                }
            }
            selectGroups.setString(1, workspace.value());
            try (ResultSet row = selectGroups.executeQuery()) {
                while (row.next()) {
                    found.groups()
                            .add(new Group(
                                    row.getString(1),
                                    row.getLong(2),
                                    row.getInt(3),
                                    row.getInt(4),
                                    row.getInt(5),
                                    row.getBytes(6)));
                }
            }
            connection.commit();
            return found;
        } catch (SQLException e) {
            throw new KeysUnavailable("reading the keys of " + workspace, e);
        }
    }

    /** From now on the workspace has these keys here and no others. */
    void replace(WorkspaceId workspace, Everything keys) {
        String insertVersion =
                "INSERT INTO workspace_key (workspace, version, wrapped, created_at) VALUES (?, ?, ?, ?)";
        String insertGroup =
                "INSERT INTO content_key (stream, number, epoch, workspace, key_version, destroyed, wrapped)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?)";
        try (Connection connection = database.connection();
                PreparedStatement lock = connection.prepareStatement(WorkspaceKeys.MASTER_LOCK + "LOCK IN SHARE MODE");
                PreparedStatement versions = connection.prepareStatement(insertVersion);
                PreparedStatement groupsOf = connection.prepareStatement(insertGroup)) {
            lock.execute();
            for (String table : List.of("content_key", "workspace_key")) {
                try (PreparedStatement delete =
                        connection.prepareStatement("DELETE FROM " + table + " WHERE workspace = ?")) {
                    delete.setString(1, workspace.value());
                    delete.executeUpdate();
                }
            }
            for (Version each : keys.versions()) {
                workspaceKeys.forget(workspace, each.version());
                versions.setString(1, workspace.value());
                versions.setInt(2, each.version());
                versions.setBytes(3, master.wrap(each.key(), WorkspaceKeys.context(workspace, each.version())));
                versions.setLong(4, each.createdAt());
                versions.addBatch();
            }
            versions.executeBatch();
            int waiting = 0;
            for (Group each : keys.groups()) {
                groupsOf.setString(1, each.stream());
                groupsOf.setLong(2, each.number());
                groupsOf.setInt(3, each.epoch());
                groupsOf.setString(4, workspace.value());
                groupsOf.setInt(5, each.version());
                groupsOf.setInt(6, each.destroyed());
                groupsOf.setBytes(7, each.wrapped());
                groupsOf.addBatch();
                if (++waiting % BATCH == 0) groupsOf.executeBatch();
            }
            groupsOf.executeBatch();
            connection.commit();
        } catch (SQLException e) {
            throw new KeysUnavailable("taking over the keys of " + workspace, e);
        }
    }

    @Override
    public long destroyedUpTo() {
        try (Connection connection = database.connection();
                PreparedStatement select =
                        connection.prepareStatement("SELECT position FROM destruction WHERE id = 1");
                ResultSet row = select.executeQuery()) {
            return row.next() ? row.getLong(1) : 0;
        } catch (SQLException e) {
            throw new KeysUnavailable("reading how far keys were destroyed", e);
        }
    }

    @Override
    public void destroyedUpTo(long position) {
        try (Connection connection = database.connection();
                PreparedStatement update =
                        connection.prepareStatement("UPDATE destruction SET position = ? WHERE id = 1")) {
            update.setLong(1, position);
            update.executeUpdate();
            connection.commit();
        } catch (SQLException e) {
            throw new KeysUnavailable("noting how far keys were destroyed", e);
        }
    }

    @Override
    public void close() {
        database.close();
    }
}
