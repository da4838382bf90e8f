// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.trail;

import dev.hansard.api.AuditAction;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where an entry of the trail is.
 *
 * @param at microseconds since the epoch
 * @param previous the value before, where the event does not say it
 */
record EntryRow(
        long position,
        String workspace,
        long at,
        AuditAction action,
        @Nullable String previous) {
    static final String COLUMNS = "position, workspace, at, action, previous";

    static EntryRow of(ResultSet row) throws SQLException {
        String action = row.getString(4);
        return new EntryRow(
                row.getLong(1),
                row.getString(2),
                row.getLong(3),
                Objects.requireNonNull(AuditAction.named(action), action),
                row.getString(5));
    }
}
