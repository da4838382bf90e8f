// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.trail;

import dev.hansard.api.Actor;
import dev.hansard.api.AuditAction;
import dev.hansard.api.AuditEntity;
import dev.hansard.api.AuditEntry;
import dev.hansard.api.AuditQueries.Filter;
import dev.hansard.api.AuditQueries.FindAuditEntries;
import dev.hansard.api.AuditQueries.Page;
import dev.hansard.api.ErrorCode;
import dev.hansard.api.Rejection;
import dev.hansard.api.WorkspaceId;
import dev.hansard.axon.audit.AuditTrail;
import dev.hansard.axon.bus.Commands.Origin;
import dev.hansard.axon.cases.CaseBooks;
import dev.hansard.axon.store.EventLog;
import dev.hansard.axon.store.Shards;
import dev.hansard.axon.store.Shards.Shard;
import java.util.List;
import java.util.stream.Collectors;
import org.axonframework.queryhandling.QueryHandler;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** Answers from the audit trail, to owners, auditors of a case and the operator; nobody reads it unseen. */
@Component
class TrailQueries {
    private static final int MOST = 9_999;

    private final AuditTrail trail;
    private final TrailTables tables;
    private final TrailReader reader;
    private final Shards shards;
    private final EventLog log;
    private final CaseBooks cases;

    TrailQueries(
            AuditTrail trail, TrailTables tables, TrailReader reader, Shards shards, EventLog log, CaseBooks cases) {
        this.trail = trail;
        this.tables = tables;
        this.reader = reader;
        this.shards = shards;
        this.log = log;
        this.cases = cases;
    }

    @QueryHandler
    Page answer(FindAuditEntries query) {
        if (!mayRead(query.workspace(), query.viewer())) {
            trail.record(entry(query, AuditAction.ACTION_REFUSED).refused("not_authorized"), origin(query));
            throw new Rejection(ErrorCode.NOT_AUTHORIZED);
        }
        Long before = TrailCursor.read(query.cursor());
        Shard shard = shards.find(query.workspace());
        // What is recorded about this question is no part of its answer.
        long head = shard == null ? 0 : log.head(shard.id());
        trail.record(entry(query, AuditAction.AUDIT_LOGS_RECORDS_SEARCHED), origin(query));
        if (shard == null) return new Page(List.of(), null);
        tables.catchUp(shard);
        int limit = Math.clamp(query.limit(), 1, MOST);
        var selection =
                TrailSelection.of(query.workspace(), query.filter(), before == null ? head : before - 1, limit + 1);
        List<EntryRow> rows = tables.read(shard, each -> each.list(selection.sql(), EntryRow::of, selection.values()));
        boolean more = rows.size() > limit;
        List<EntryRow> page = more ? rows.subList(0, limit) : rows;
        List<String> entries =
                reader.read(shard, page).stream().map(ObjectNode::toString).toList();
        return new Page(entries, more ? TrailCursor.after(page.getLast().position()) : null);
    }

    private boolean mayRead(WorkspaceId workspace, Actor viewer) {
        if (viewer.isOperator()) return true;
        if (viewer.bot() != null) return false;
        return viewer.role().isOwner() || cases.read(workspace).isAuditor(viewer);
    }

    private static AuditEntry entry(FindAuditEntries query, AuditAction action) {
        Filter filter = query.filter();
        return AuditEntry.of(query.workspace(), action, query.viewer())
                .on(AuditEntity.workspace(query.workspace()))
                .with("method", "audit.logs")
                .with("oldest", filter.oldest())
                .with("latest", filter.latest())
                .with("actions", filter.actions().isEmpty() ? null : names(filter))
                .with("actor_filter", filter.actor())
                .with("entity_filter", filter.entity())
                .with("limit", query.limit())
                .with("page", query.cursor() == null || query.cursor().isEmpty() ? null : "next")
                .from(query.asker().ip(), query.asker().userAgent());
    }

    private static String names(Filter filter) {
        return filter.actions().stream().map(AuditAction::wire).sorted().collect(Collectors.joining(","));
    }

    private static Origin origin(FindAuditEntries query) {
        return new Origin(query.asker().correlation(), query.asker().address());
    }
}
