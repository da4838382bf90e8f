// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.cases;

import dev.hansard.api.AuditAction;
import dev.hansard.api.AuditEntity;
import dev.hansard.api.AuditEntry;
import dev.hansard.api.AuditQueries.Asker;
import dev.hansard.api.CaseQueries;
import dev.hansard.api.CaseQueries.CountSearch;
import dev.hansard.api.CaseQueries.Counts;
import dev.hansard.api.CaseQueries.Page;
import dev.hansard.api.CaseQueries.ReadSearch;
import dev.hansard.api.CaseQueries.Right;
import dev.hansard.api.CaseQueries.SearchView;
import dev.hansard.audit.export.Conversation;
import dev.hansard.audit.export.Found;
import dev.hansard.audit.export.format.NativeJson;
import dev.hansard.axon.audit.AuditTrail;
import dev.hansard.axon.bus.Commands.Origin;
import dev.hansard.axon.cases.CaseBooks;
import dev.hansard.axon.preservation.Conversations;
import dev.hansard.axon.preservation.PreservationBooks;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.queryhandling.QueryHandler;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Counts and reads what a case's searches find. Each reading is on the audit trail before anything is read. */
@Component
class CaseReads {
    private static final int MOST = 200;

    private final CaseBooks books;
    private final SearchWalk walk;
    private final PreservationBooks holds;
    private final Conversations conversations;
    private final AuditTrail trail;

    CaseReads(
            CaseBooks books, SearchWalk walk, PreservationBooks holds, Conversations conversations, AuditTrail trail) {
        this.books = books;
        this.walk = walk;
        this.holds = holds;
        this.conversations = conversations;
        this.trail = trail;
    }

    @QueryHandler
    Counts answer(CountSearch query) {
        SearchView search = admit(query, query.caseId(), query.search(), "counts", query.asker());
        var counting = new Counting(new HeldNow(holds, conversations, query.workspace()));
        ScanCursor next = walk.walk(
                query.workspace(),
                SearchScope.of(search),
                search.position(),
                ScanCursor.read(query.cursor()),
                counting);
        return counting.counts(next == null ? null : next.text());
    }

    @QueryHandler
    Page answer(ReadSearch query) {
        SearchView search = admit(query, query.caseId(), query.search(), "messages", query.asker());
        var held = new HeldNow(holds, conversations, query.workspace());
        int limit = Math.clamp(query.limit(), 1, MOST);
        var items = new ArrayList<String>();
        ScanCursor next = walk.walk(
                query.workspace(),
                SearchScope.of(search),
                search.position(),
                ScanCursor.read(query.cursor()),
                (conversation, found, matches) -> {
                    if (matches) items.add(json(conversation, found, held).toString());
                    return items.size() < limit;
                });
        return new Page(List.copyOf(items), next == null ? null : next.text());
    }

    private SearchView admit(CaseQueries query, String caseId, String id, String what, Asker asker) {
        SearchView search =
                CaseAnswers.search(books.read(query.workspace()).require(caseId, query.viewer(), Right.READ), id);
        AuditEntry entry = AuditEntry.of(query.workspace(), AuditAction.CASE_CONTENT_READ, query.viewer())
                .on(new AuditEntity(AuditEntity.Kind.CASE, caseId))
                .with("search", id)
                .with("what", what)
                .from(asker.ip(), asker.userAgent());
        trail.record(entry, new Origin(asker.correlation(), asker.address()));
        return search;
    }

    private static ObjectNode json(Conversation in, Found found, HeldNow held) {
        return switch (found) {
            case Found.Readable readable -> {
                ObjectNode json = NativeJson.item(in, readable.item());
                List<String> holding = held.holding(in, readable.item());
                if (!holding.isEmpty()) holding.forEach(json.putArray("held_by")::add);
                yield json;
            }
            case Found.Unreadable unreadable ->
                JsonMapper.shared()
                        .createObjectNode()
                        .put("type", "unreadable")
                        .put("channel", in.id())
                        .put("ts", unreadable.ts().toString());
        };
    }
}
