// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server.admin;

import dev.hansard.api.Actor;
import dev.hansard.api.CaseCommands.SearchCase;
import dev.hansard.api.CaseKey;
import dev.hansard.api.CaseQueries.CheckCase;
import dev.hansard.api.CaseQueries.CountSearch;
import dev.hansard.api.CaseQueries.Counts;
import dev.hansard.api.CaseQueries.Page;
import dev.hansard.api.CaseQueries.ReadSearch;
import dev.hansard.api.CaseQueries.Right;
import dev.hansard.api.CaseScope;
import dev.hansard.api.ErrorCode;
import dev.hansard.api.Ids;
import dev.hansard.api.Rejection;
import dev.hansard.api.Ts;
import dev.hansard.api.UserId;
import dev.hansard.api.WorkspaceId;
import dev.hansard.axon.bus.Commands;
import dev.hansard.axon.bus.Queries;
import dev.hansard.edge.wire.CaseJson;
import dev.hansard.edge.wire.Json;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

/** {@code /admin/cases/{id}/searches}: what the operator searches for within a case, counted and read. */
@RestController
final class CaseSearchController {
    private final Commands commands;
    private final Queries queries;
    private final WorkspaceFinder finder;

    CaseSearchController(Commands commands, Queries queries, WorkspaceFinder finder) {
        this.commands = commands;
        this.queries = queries;
        this.finder = finder;
    }

    /**
     * @param authors handles, addresses or ids, as are {@code custodians}
     * @param from first instant, null for no bound
     * @param before the instant before which, null for no bound
     */
    record Request(
            @Nullable String workspace,
            @Nullable String keyword,
            @Nullable List<String> channels,
            @Nullable List<String> authors,
            @Nullable List<String> custodians,
            @Nullable String from,
            @Nullable String before) {}

    @PostMapping("/admin/cases/{id}/searches")
    ObjectNode search(@PathVariable String id, @RequestBody Request request) {
        WorkspaceId workspace = finder.workspace(request.workspace());
        var scope = new CaseScope(
                list(request.channels()).stream().map(finder::channel).collect(Collectors.toSet()),
                people(workspace, request.authors()),
                people(workspace, request.custodians()),
                ts(request.from()),
                ts(request.before()));
        long position = queries.<Long>ask(new CheckCase(workspace, id, Right.INVESTIGATE, Actor.OPERATOR));
        String search = Ids.random('Z');
        commands.<@Nullable Object>sendAndWait(
                new SearchCase(new CaseKey(workspace), id, search, scope, request.keyword(), position, Actor.OPERATOR),
                CaseController.ORIGIN);
        return Json.object().put("search", search).put("position", position);
    }

    @GetMapping("/admin/cases/{id}/searches/{search}/counts")
    ObjectNode counts(
            @PathVariable String id,
            @PathVariable String search,
            @RequestParam String workspace,
            @RequestParam(required = false) @Nullable String cursor) {
        Counts counts = queries.ask(
                new CountSearch(finder.workspace(workspace), id, search, cursor, Actor.OPERATOR, CaseController.HERE));
        return CaseJson.of(counts).put("next", Objects.requireNonNullElse(counts.next(), ""));
    }

    @GetMapping("/admin/cases/{id}/searches/{search}/results")
    ObjectNode results(
            @PathVariable String id,
            @PathVariable String search,
            @RequestParam String workspace,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "50") int limit) {
        Page page = queries.ask(new ReadSearch(
                finder.workspace(workspace), id, search, cursor, limit, Actor.OPERATOR, CaseController.HERE));
        ObjectNode answer = Json.object();
        answer.set("items", CaseJson.parsed(page.items()));
        return answer.put("next", Objects.requireNonNullElse(page.next(), ""));
    }

    private Set<UserId> people(WorkspaceId workspace, @Nullable List<String> who) {
        return list(who).stream().map(each -> finder.person(workspace, each)).collect(Collectors.toSet());
    }

    private static List<String> list(@Nullable List<String> values) {
        return Objects.requireNonNullElse(values, List.of());
    }

    private static @Nullable Ts ts(@Nullable String instant) {
        if (instant == null) return null;
        try {
            return Ts.at(Instant.parse(instant));
        } catch (DateTimeParseException e) {
            throw new Rejection(ErrorCode.INVALID_ARGUMENTS, "a moment is written as 2024-12-31T23:59:00Z");
        }
    }
}
