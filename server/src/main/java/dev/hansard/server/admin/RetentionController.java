// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server.admin;

import dev.hansard.api.Actor;
import dev.hansard.api.ChannelKey;
import dev.hansard.api.ChannelKind;
import dev.hansard.api.Command;
import dev.hansard.api.ErasureReason;
import dev.hansard.api.ErasureTarget;
import dev.hansard.api.ErrorCode;
import dev.hansard.api.Ids;
import dev.hansard.api.PreservationCommands.ApproveRetention;
import dev.hansard.api.PreservationCommands.CancelRetention;
import dev.hansard.api.PreservationCommands.RequestErasure;
import dev.hansard.api.PreservationCommands.RetentionChange;
import dev.hansard.api.PreservationCommands.SetRetention;
import dev.hansard.api.PreservationCommands.StartRetentionRun;
import dev.hansard.api.PreservationEvents.RunCause;
import dev.hansard.api.PreservationKey;
import dev.hansard.api.PreservationQueries.ChannelRetention;
import dev.hansard.api.PreservationQueries.FindChannelRetention;
import dev.hansard.api.PreservationQueries.FindRetention;
import dev.hansard.api.PreservationQueries.ListRetentionRuns;
import dev.hansard.api.PreservationQueries.Preview;
import dev.hansard.api.PreservationQueries.PreviewRetention;
import dev.hansard.api.PreservationQueries.RetentionView;
import dev.hansard.api.PreservationQueries.RunView;
import dev.hansard.api.Rejection;
import dev.hansard.api.RetentionRule;
import dev.hansard.api.RetentionScope;
import dev.hansard.api.Ts;
import dev.hansard.api.WorkspaceId;
import dev.hansard.axon.bus.Commands;
import dev.hansard.axon.bus.Queries;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code /admin/retention} and {@code /admin/erasures}: rules, runs, and requests for erasure. */
@RestController
final class RetentionController {
    private static final Commands.Origin ORIGIN = new Commands.Origin(null, "loopback");

    private final Commands commands;
    private final Queries queries;
    private final WorkspaceFinder finder;
    private final Clock clock;

    RetentionController(Commands commands, Queries queries, WorkspaceFinder finder, Clock clock) {
        this.commands = commands;
        this.queries = queries;
        this.finder = finder;
        this.clock = clock;
    }

    /**
     * @param workspace name, domain or id
     * @param scope {@code workspace public private direct} or a conversation's id
     * @param mode {@code keep-all keep-current delete-after}; null to remove the rule
     * @param change for approving and cancelling
     */
    record Request(
            @Nullable String workspace,
            @Nullable String scope,
            @Nullable String mode,
            @Nullable Integer days,
            @Nullable Integer minimumDays,
            @Nullable String change) {}

    /** @param user for all that a person wrote, else {@code channel} and {@code ts} of a message */
    record ErasureOrder(
            @Nullable String workspace,
            @Nullable String user,
            @Nullable String channel,
            @Nullable String ts,
            @Nullable String authority) {}

    @GetMapping("/admin/retention")
    Map<String, Object> get(@RequestParam String workspace) {
        RetentionView view = queries.ask(new FindRetention(finder.workspace(workspace), Actor.OPERATOR));
        return RetentionJson.of(view);
    }

    /** Answers what became of it, and what a run would do under the rule. */
    @PostMapping("/admin/retention")
    Map<String, Object> set(@RequestBody Request request) {
        WorkspaceId workspace = finder.workspace(request.workspace());
        RetentionScope scope = scope(request.scope());
        RetentionRule rule = rule(request);
        Preview preview = queries.ask(new PreviewRetention(workspace, scope, rule, Actor.OPERATOR));
        RetentionChange change = send(new SetRetention(
                new PreservationKey(workspace),
                Ids.random('P'),
                scope,
                rule,
                kind(workspace, scope),
                clock.instant(),
                Actor.OPERATOR));
        return Map.of("change", change, "preview", preview);
    }

    @PostMapping("/admin/retention/approve")
    RetentionChange approve(@RequestBody Request request) {
        WorkspaceId workspace = finder.workspace(request.workspace());
        return send(
                new ApproveRetention(new PreservationKey(workspace), change(request), clock.instant(), Actor.OPERATOR));
    }

    @PostMapping("/admin/retention/cancel")
    Map<String, Object> cancel(@RequestBody Request request) {
        WorkspaceId workspace = finder.workspace(request.workspace());
        commands.<@Nullable Object>sendAndWait(
                new CancelRetention(new PreservationKey(workspace), change(request), Actor.OPERATOR), ORIGIN);
        return Map.of("cancelled", change(request));
    }

    @PostMapping("/admin/retention/preview")
    Preview preview(@RequestBody Request request) {
        WorkspaceId workspace = finder.workspace(request.workspace());
        RetentionScope scope = request.scope() == null ? null : scope(request.scope());
        return queries.ask(new PreviewRetention(workspace, scope, rule(request), Actor.OPERATOR));
    }

    /** Answers at once; {@code /admin/retention/runs} tells of the end. */
    @PostMapping("/admin/retention/run")
    Map<String, Object> run(@RequestBody Request request) {
        WorkspaceId workspace = finder.workspace(request.workspace());
        String run = send(new StartRetentionRun(
                new PreservationKey(workspace), Ids.random('R'), RunCause.DEMAND, Actor.OPERATOR));
        return Map.of("run", run);
    }

    @GetMapping("/admin/retention/runs")
    Map<String, Object> runs(@RequestParam String workspace, @RequestParam(defaultValue = "10") int limit) {
        List<RunView> runs = queries.ask(new ListRetentionRuns(finder.workspace(workspace), limit, Actor.OPERATOR));
        return Map.of("runs", runs.stream().map(RetentionJson::of).toList());
    }

    @PostMapping("/admin/erasures")
    Map<String, Object> erase(@RequestBody ErasureOrder order) {
        WorkspaceId workspace = finder.workspace(order.workspace());
        if (order.authority() == null) throw new Rejection(ErrorCode.MISSING_ARGUMENT, "authority is missing");
        String request = Ids.random('E');
        commands.<@Nullable Object>sendAndWait(
                new RequestErasure(
                        new PreservationKey(workspace),
                        request,
                        target(workspace, order),
                        ErasureReason.REQUEST,
                        order.authority(),
                        Actor.OPERATOR),
                ORIGIN);
        var answer = new LinkedHashMap<String, Object>();
        answer.put("request", request);
        return answer;
    }

    private ErasureTarget target(WorkspaceId workspace, ErasureOrder order) {
        if (order.user() != null) return ErasureTarget.of(finder.person(workspace, order.user()));
        Ts ts = Ts.parse(order.ts());
        if (order.channel() == null || ts == null) {
            throw new Rejection(ErrorCode.INVALID_ARGUMENTS, "name a user, or a channel and a ts");
        }
        return ErasureTarget.of(finder.channel(order.channel()), ts);
    }

    private @Nullable ChannelKind kind(WorkspaceId workspace, RetentionScope scope) {
        if (scope.channel() == null) return null;
        ChannelRetention found =
                queries.ask(new FindChannelRetention(new ChannelKey(workspace, scope.channel()), Actor.OPERATOR));
        return found.kind();
    }

    private <R> R send(Command command) {
        return commands.<R>sendAndWait(command, ORIGIN);
    }

    private static String change(Request request) {
        if (request.change() == null) throw new Rejection(ErrorCode.MISSING_ARGUMENT, "change is missing");
        return request.change();
    }

    private static RetentionScope scope(@Nullable String text) {
        try {
            return text == null ? RetentionScope.WORKSPACE : RetentionScope.parse(text);
        } catch (IllegalArgumentException e) {
            throw new Rejection(ErrorCode.INVALID_ARGUMENTS, text + " is no scope");
        }
    }

    private static @Nullable RetentionRule rule(Request request) {
        if (request.mode() == null) return null;
        try {
            String mode = request.mode().replace('-', '_').toUpperCase(Locale.ROOT);
            return new RetentionRule(
                    RetentionRule.Mode.valueOf(mode),
                    Objects.requireNonNullElse(request.days(), 0),
                    Objects.requireNonNullElse(request.minimumDays(), 0));
        } catch (IllegalArgumentException e) {
            throw new Rejection(ErrorCode.INVALID_ARGUMENTS, "the mode or a number of days is wrong");
        }
    }
}
