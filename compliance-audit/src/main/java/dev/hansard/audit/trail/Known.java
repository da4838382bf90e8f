// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.trail;

import dev.hansard.api.ChannelKind;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Looks up what the trail knows of people, conversations and workspaces, by their keys. */
final class Known {
    record Workspace(String name, String domain) {}

    private Known() {}

    static Map<String, TrailBatch.Person> people(Rows rows, Collection<String> keys) throws SQLException {
        var found = new HashMap<String, TrailBatch.Person>();
        if (keys.isEmpty()) return found;
        String sql =
                "SELECT person, handle, role, profile FROM ${person} WHERE person IN (" + Rows.marks(keys.size()) + ")";
        rows.list(
                sql,
                row -> found.put(
                        row.getString(1), new TrailBatch.Person(row.getString(2), row.getString(3), row.getLong(4))),
                List.copyOf(keys));
        return found;
    }

    static Map<String, TrailBatch.Channel> channels(Rows rows, Collection<String> keys) throws SQLException {
        var found = new HashMap<String, TrailBatch.Channel>();
        if (keys.isEmpty()) return found;
        String sql = "SELECT channel, kind, name FROM ${channel} WHERE channel IN (" + Rows.marks(keys.size()) + ")";
        rows.list(
                sql,
                row -> found.put(
                        row.getString(1),
                        new TrailBatch.Channel(ChannelKind.valueOf(row.getString(2)), row.getString(3))),
                List.copyOf(keys));
        return found;
    }

    static Map<String, Workspace> workspaces(Rows rows, Collection<String> ids) throws SQLException {
        var found = new HashMap<String, Workspace>();
        if (ids.isEmpty()) return found;
        String sql =
                "SELECT workspace, name, domain FROM ${workspace} WHERE workspace IN (" + Rows.marks(ids.size()) + ")";
        rows.list(
                sql,
                row -> found.put(row.getString(1), new Workspace(row.getString(2), row.getString(3))),
                List.copyOf(ids));
        return found;
    }

    /** By scope. */
    static Map<String, String> rules(Rows rows, String workspace) throws SQLException {
        var found = new HashMap<String, String>();
        String sql = "SELECT scope, rule FROM ${rule} WHERE workspace = ?";
        rows.list(sql, row -> found.put(row.getString(1), row.getString(2)), List.of(workspace));
        return found;
    }
}
