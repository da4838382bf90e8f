// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.directory;

import dev.hansard.api.UsergroupEvents;
import dev.hansard.axon.store.CommittedEvent;
import dev.hansard.query.write.Batches;
import java.sql.SQLException;
import java.util.Locale;

/** Writes user groups and who is in them. */
final class UsergroupWriter {
    private static final String CREATE = """
            INSERT INTO ${usergroup} (workspace, usergroup, name, name_key, created, updated) VALUES (?, ?, ?, ?, ?, ?)
            ON DUPLICATE KEY UPDATE name = VALUES(name)""";
    private static final String RENAME =
            "UPDATE ${usergroup} SET name = ?, name_key = ?, updated = ? WHERE workspace = ? AND usergroup = ?";
    private static final String TOUCH = "UPDATE ${usergroup} SET updated = ? WHERE workspace = ? AND usergroup = ?";
    private static final String ADD =
            "INSERT IGNORE INTO ${usergroup_member} (workspace, usergroup, user) VALUES (?, ?, ?)";
    private static final String REMOVE =
            "DELETE FROM ${usergroup_member} WHERE workspace = ? AND usergroup = ? AND user = ?";
    private static final String DELETE = "DELETE FROM ${usergroup} WHERE workspace = ? AND usergroup = ?";
    private static final String EMPTY = "DELETE FROM ${usergroup_member} WHERE workspace = ? AND usergroup = ?";

    private final Batches rows;

    UsergroupWriter(Batches rows) {
        this.rows = rows;
    }

    void write(CommittedEvent event, UsergroupEvents change) throws SQLException {
        String workspace = change.usergroup().workspace().value();
        String id = change.usergroup().usergroup();
        long at = event.at().getEpochSecond();
        switch (change) {
            case UsergroupEvents.UsergroupCreated e -> rows.add(CREATE, workspace, id, e.name(), key(e.name()), at, at);
            case UsergroupEvents.UsergroupRenamed e -> rows.add(RENAME, e.name(), key(e.name()), at, workspace, id);
            case UsergroupEvents.UsergroupMemberAdded e -> {
                rows.add(ADD, workspace, id, e.user().value());
                rows.add(TOUCH, at, workspace, id);
            }
            case UsergroupEvents.UsergroupMemberRemoved e -> {
                rows.add(REMOVE, workspace, id, e.user().value());
                rows.add(TOUCH, at, workspace, id);
            }
            case UsergroupEvents.UsergroupDeleted e -> {
                rows.add(EMPTY, workspace, id);
                rows.add(DELETE, workspace, id);
            }
        }
    }

    /** Names are one another's in any case. */
    static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
