// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server.admin;

import dev.hansard.api.Actor;
import dev.hansard.api.ErrorCode;
import dev.hansard.api.HoldScope;
import dev.hansard.api.HoldText;
import dev.hansard.api.Ids;
import dev.hansard.api.PreservationCommands.CreateHold;
import dev.hansard.api.PreservationCommands.ExtendHold;
import dev.hansard.api.PreservationCommands.ReactivateHold;
import dev.hansard.api.PreservationCommands.ReleaseHold;
import dev.hansard.api.PreservationKey;
import dev.hansard.api.PreservationQueries.FindHoldHistory;
import dev.hansard.api.PreservationQueries.HoldStep;
import dev.hansard.api.PreservationQueries.HoldView;
import dev.hansard.api.PreservationQueries.ListHolds;
import dev.hansard.api.Rejection;
import dev.hansard.api.Ts;
import dev.hansard.api.WorkspaceId;
import dev.hansard.axon.bus.Commands;
import dev.hansard.axon.bus.Queries;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code /admin/holds}: legal holds. */
@RestController
final class HoldController {
    private static final Commands.Origin ORIGIN = new Commands.Origin(null, "loopback");

    private final Commands commands;
    private final Queries queries;
    private final WorkspaceFinder finder;

    HoldController(Commands commands, Queries queries, WorkspaceFinder finder) {
        this.commands = commands;
        this.queries = queries;
        this.finder = finder;
    }

    /**
     * @param workspace name, domain or id
     * @param users handles, addresses or ids
     * @param from ts, null for no bound
     */
    record Request(
            @Nullable String workspace,
            @Nullable String name,
            @Nullable String reason,
            @Nullable List<String> users,
            @Nullable List<String> channels,
            @Nullable List<String> queries,
            @Nullable Boolean onlyAuthored,
            @Nullable Boolean onlyDirect,
            @Nullable String from,
            @Nullable String to) {}

    @PostMapping("/admin/holds")
    Map<String, Object> create(@RequestBody Request request) {
        WorkspaceId workspace = finder.workspace(request.workspace());
        String hold = Ids.random('H');
        send(new CreateHold(
                new PreservationKey(workspace), hold, scope(workspace, request), text(request), Actor.OPERATOR));
        return show(hold, workspace.value());
    }

    @PostMapping("/admin/holds/{hold}/extend")
    Map<String, Object> extend(@PathVariable String hold, @RequestBody Request request) {
        WorkspaceId workspace = finder.workspace(request.workspace());
        send(new ExtendHold(
                new PreservationKey(workspace), hold, scope(workspace, request), text(request), Actor.OPERATOR));
        return show(hold, workspace.value());
    }

    @PostMapping("/admin/holds/{hold}/release")
    Map<String, Object> release(@PathVariable String hold, @RequestBody Request request) {
        WorkspaceId workspace = finder.workspace(request.workspace());
        send(new ReleaseHold(new PreservationKey(workspace), hold, reason(request), Actor.OPERATOR));
        return show(hold, workspace.value());
    }

    @PostMapping("/admin/holds/{hold}/reactivate")
    Map<String, Object> reactivate(@PathVariable String hold, @RequestBody Request request) {
        WorkspaceId workspace = finder.workspace(request.workspace());
        send(new ReactivateHold(new PreservationKey(workspace), hold, reason(request), Actor.OPERATOR));
        return show(hold, workspace.value());
    }

    @GetMapping("/admin/holds")
    Map<String, Object> list(@RequestParam String workspace, @RequestParam(defaultValue = "false") boolean released) {
        List<HoldView> holds = queries.ask(new ListHolds(finder.workspace(workspace), released, Actor.OPERATOR));
        return Map.of("holds", holds.stream().map(HoldController::json).toList());
    }

    @GetMapping("/admin/holds/{hold}")
    Map<String, Object> show(@PathVariable String hold, @RequestParam String workspace) {
        WorkspaceId id = finder.workspace(workspace);
        List<HoldStep> steps = queries.ask(new FindHoldHistory(id, hold, Actor.OPERATOR));
        List<HoldView> holds = queries.ask(new ListHolds(id, true, Actor.OPERATOR));
        var answer = new LinkedHashMap<String, Object>();
        holds.stream()
                .filter(each -> each.hold().equals(hold))
                .findFirst()
                .ifPresent(each -> answer.putAll(json(each)));
        answer.put("history", steps.stream().map(HoldController::json).toList());
        return answer;
    }

    private void send(dev.hansard.api.Command command) {
        commands.<@Nullable Object>sendAndWait(command, ORIGIN);
    }

    private HoldScope scope(WorkspaceId workspace, Request request) {
        return new HoldScope(
                list(request.users()).stream()
                        .map(who -> finder.person(workspace, who))
                        .collect(Collectors.toSet()),
                list(request.channels()).stream().map(finder::channel).collect(Collectors.toSet()),
                Boolean.TRUE.equals(request.onlyAuthored()),
                Boolean.TRUE.equals(request.onlyDirect()),
                ts(request.from()),
                ts(request.to()));
    }

    private static HoldText text(Request request) {
        return new HoldText(request.name(), reason(request), list(request.queries()));
    }

    private static String reason(Request request) {
        if (request.reason() == null) throw new Rejection(ErrorCode.MISSING_ARGUMENT, "reason is missing");
        return request.reason();
    }

    private static List<String> list(@Nullable List<String> values) {
        return Objects.requireNonNullElse(values, List.of());
    }

    private static @Nullable Ts ts(@Nullable String text) {
        if (text == null) return null;
        Ts ts = Ts.parse(text);
        if (ts == null) throw new Rejection(ErrorCode.INVALID_TIMESTAMP);
        return ts;
    }

    private static Map<String, Object> json(HoldView hold) {
        var json = new LinkedHashMap<String, Object>();
        json.put("hold", hold.hold());
        if (hold.name() != null) json.put("name", hold.name());
        json.put("released", hold.released());
        json.put("by", hold.createdBy().value());
        json.put("created", hold.created());
        json.put("scope", json(hold.scope()));
        json.put("queries", hold.queries());
        return json;
    }

    private static Map<String, Object> json(HoldStep step) {
        var json = new LinkedHashMap<String, Object>();
        json.put("what", step.what());
        json.put("at", step.at());
        json.put("by", step.by().value());
        if (step.reason() != null) json.put("reason", step.reason());
        if (step.scope() != null) json.put("scope", json(step.scope()));
        if (!step.queries().isEmpty()) json.put("queries", step.queries());
        return json;
    }

    private static Map<String, Object> json(HoldScope scope) {
        var json = new LinkedHashMap<String, Object>();
        json.put("users", scope.custodians().stream().map(Object::toString).toList());
        json.put("channels", scope.channels().stream().map(Object::toString).toList());
        if (scope.onlyAuthored()) json.put("only_authored", true);
        if (scope.onlyDirect()) json.put("only_direct", true);
        if (scope.from() != null) json.put("from", scope.from().toString());
        if (scope.to() != null) json.put("to", scope.to().toString());
        return json;
    }
}
