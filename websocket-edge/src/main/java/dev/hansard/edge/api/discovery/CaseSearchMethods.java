// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.api.discovery;

import dev.hansard.api.AuditQueries.Asker;
import dev.hansard.api.CaseCommands.SearchCase;
import dev.hansard.api.CaseKey;
import dev.hansard.api.CaseQueries.CheckCase;
import dev.hansard.api.CaseQueries.CountSearch;
import dev.hansard.api.CaseQueries.Counts;
import dev.hansard.api.CaseQueries.Page;
import dev.hansard.api.CaseQueries.ReadSearch;
import dev.hansard.api.CaseQueries.Right;
import dev.hansard.api.CaseScope;
import dev.hansard.api.ChannelId;
import dev.hansard.api.ErrorCode;
import dev.hansard.api.Ids;
import dev.hansard.api.Rejection;
import dev.hansard.api.Ts;
import dev.hansard.edge.api.ApiCall;
import dev.hansard.edge.api.ApiFamily;
import dev.hansard.edge.api.ApiMethod;
import dev.hansard.edge.api.Backend;
import dev.hansard.edge.api.Pages;
import dev.hansard.edge.wire.CaseJson;
import dev.hansard.edge.wire.Json;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** Searching a workspace within a case, counting first, then reading page by page. */
@Component
final class CaseSearchMethods implements ApiFamily {
    private static final int USUAL = 50;
    private static final int MOST = 200;

    private final Backend backend;

    CaseSearchMethods(Backend backend) {
        this.backend = backend;
    }

    @Override
    public List<ApiMethod> methods() {
        return List.of(
                ApiMethod.of(CaseMethods.spec("search", "write"), this::search),
                ApiMethod.of(CaseMethods.spec("preview", "read"), this::preview),
                ApiMethod.of(CaseMethods.spec("results", "read"), this::results));
    }

    private ObjectNode search(ApiCall call) {
        String id = call.args().required("case_id");
        var scope = new CaseScope(
                new HashSet<>(channels(call)),
                new HashSet<>(call.args().users("authors")),
                new HashSet<>(call.args().users("custodians")),
                call.args().ts("oldest", ErrorCode.INVALID_TS_OLDEST),
                until(call.args().ts("latest", ErrorCode.INVALID_TS_LATEST)));
        long position = backend.<Long>ask(new CheckCase(call.workspace(), id, Right.INVESTIGATE, call.actor()));
        String search = Ids.random('Z');
        backend.carryOut(
                call,
                new SearchCase(
                        new CaseKey(call.workspace()),
                        id,
                        search,
                        scope,
                        call.args().filled("keyword"),
                        position,
                        call.actor()));
        return Json.object().put("search_id", search).put("position", position);
    }

    private ObjectNode preview(ApiCall call) {
        Counts counts = backend.ask(new CountSearch(
                call.workspace(),
                call.args().required("case_id"),
                call.args().required("search_id"),
                call.args().cursor(),
                call.actor(),
                asker(call)));
        ObjectNode answer = Json.object();
        answer.set("counts", CaseJson.of(counts));
        return Pages.withNext(answer, counts.next());
    }

    private ObjectNode results(ApiCall call) {
        int limit = call.args().limit(USUAL, MOST);
        Page page = backend.ask(new ReadSearch(
                call.workspace(),
                call.args().required("case_id"),
                call.args().required("search_id"),
                call.args().cursor(),
                limit,
                call.actor(),
                asker(call)));
        ObjectNode answer = Json.object();
        answer.set("items", CaseJson.parsed(page.items()));
        return Pages.withNext(answer, page.next());
    }

    private static @Nullable Ts until(@Nullable Ts latest) {
        return latest == null ? null : new Ts(latest.micros() + 1);
    }

    static Asker asker(ApiCall call) {
        return new Asker(
                call.origin().correlation(),
                call.origin().address(),
                call.address().getHostAddress(),
                null);
    }

    /** Refuses with {@code channel_not_found} what cannot be an id. */
    static List<ChannelId> channels(ApiCall call) {
        return call.args().list("channels").stream()
                .map(CaseSearchMethods::channel)
                .toList();
    }

    private static ChannelId channel(String text) {
        try {
            return new ChannelId(text);
        } catch (IllegalArgumentException e) {
            throw new Rejection(ErrorCode.CHANNEL_NOT_FOUND);
        }
    }
}
