// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.directory;

import dev.hansard.api.Bot;
import dev.hansard.api.PersonKey;
import dev.hansard.api.Role;
import dev.hansard.api.UserId;
import dev.hansard.api.WorkspaceId;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** A person as the directory knows it, without the profile. */
record PersonRow(
        PersonKey key,
        String handle,
        Role role,
        boolean deactivated,
        @Nullable Bot bot,
        long profilePosition,
        long updated,
        long snoozeUntil,
        boolean away) {
    static final String SELECT = select("");

    /** @param more further columns, each after a comma */
    static String select(String more) {
        return """
            SELECT p.workspace, p.user, p.handle, p.role, p.deactivated, p.bot, p.app, p.bot_name, p.profile_position,
              p.updated, p.snooze_until, COALESCE(a.away, 0) AS away%s
            FROM ${directory.person} p
            LEFT JOIN reader_presence a ON a.person = CONCAT(p.workspace, '/', p.user)
            """.formatted(more);
    }

    static PersonRow of(ResultSet row) throws SQLException {
        String bot = row.getString("bot");
        return new PersonRow(
                new PersonKey(new WorkspaceId(row.getString("workspace")), new UserId(row.getString("user"))),
                row.getString("handle"),
                Role.valueOf(row.getString("role")),
                row.getBoolean("deactivated"),
                bot == null ? null : new Bot(bot, row.getString("app"), row.getString("bot_name")),
                row.getLong("profile_position"),
                row.getLong("updated"),
                row.getLong("snooze_until"),
                row.getBoolean("away"));
    }
}
