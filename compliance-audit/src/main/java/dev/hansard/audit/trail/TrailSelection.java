// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.trail;

import dev.hansard.api.AuditAction;
import dev.hansard.api.AuditQueries.Filter;
import dev.hansard.api.WorkspaceId;
import java.util.ArrayList;
import java.util.List;

/** The statement that finds the entries of a filter, newest first. */
record TrailSelection(String sql, List<Object> values) {
    private static final long MICROS = 1_000_000;

    /** @param last only entries up to this position */
    static TrailSelection of(WorkspaceId workspace, Filter filter, long last, int limit) {
        var values = new ArrayList<Object>();
        var where = new StringBuilder("workspace = ? AND position <= ?");
        values.add(workspace.value());
        values.add(last);
        if (filter.oldest() != null) {
            where.append(" AND at >= ?");
            values.add(filter.oldest() * MICROS);
        }
        if (filter.latest() != null) {
            where.append(" AND at < ?");
            values.add((filter.latest() + 1) * MICROS);
        }
        if (!filter.actions().isEmpty()) {
            where.append(" AND action IN (")
                    .append(Rows.marks(filter.actions().size()))
                    .append(')');
            filter.actions().stream().map(AuditAction::wire).sorted().forEach(values::add);
        }
        if (filter.actor() != null) {
            where.append(" AND actor = ?");
            values.add(filter.actor());
        }
        if (filter.entity() != null) {
            where.append(" AND (entity = ? OR other = ?)");
            values.add(filter.entity());
            values.add(filter.entity());
        }
        values.add(limit);
        String sql = "SELECT " + EntryRow.COLUMNS + " FROM ${entry} WHERE " + where + " ORDER BY position DESC LIMIT ?";
        return new TrailSelection(sql, values);
    }
}
