// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server.admin;

import dev.hansard.api.Actor;
import dev.hansard.api.AuditAction;
import dev.hansard.api.AuditDay;
import dev.hansard.api.AuditQueries.Asker;
import dev.hansard.api.AuditQueries.Filter;
import dev.hansard.api.AuditQueries.FindAuditEntries;
import dev.hansard.api.AuditQueries.Page;
import dev.hansard.api.DirectoryQueries.FindWorkspaceByName;
import dev.hansard.api.ErrorCode;
import dev.hansard.api.Rejection;
import dev.hansard.api.Views.WorkspaceView;
import dev.hansard.api.WorkspaceId;
import dev.hansard.audit.trail.TrailStreams;
import dev.hansard.axon.bus.Queries;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code GET /admin/audit}: a page of a workspace's audit trail, or of the installation's; and where it is streamed to. */
@RestController
final class AuditTrailController {
    private final Queries queries;
    private final ObjectProvider<TrailStreams> streams;
    private final JsonMapper json;

    AuditTrailController(Queries queries, ObjectProvider<TrailStreams> streams, JsonMapper json) {
        this.queries = queries;
        this.streams = streams;
        this.json = json;
    }

    record Answer(List<JsonNode> entries, String next) {}

    /** @param workspace name, domain or id; absent for what concerns the installation */
    @GetMapping("/admin/audit")
    Answer entries(
            @RequestParam(required = false) @Nullable String workspace,
            @RequestParam(required = false) @Nullable Long oldest,
            @RequestParam(required = false) @Nullable Long latest,
            @RequestParam(defaultValue = "") List<String> action,
            @RequestParam(required = false) @Nullable String actor,
            @RequestParam(required = false) @Nullable String entity,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "100") int limit) {
        if (streams.getIfAvailable() == null) {
            throw new AdminRefused(HttpStatus.CONFLICT, "no_compliance_role", "this server has no compliance role");
        }
        var filter = new Filter(oldest, latest, actions(action), actor, entity);
        var asker = new Asker(null, "loopback", null, null);
        Page page = queries.ask(new FindAuditEntries(find(workspace), filter, cursor, limit, Actor.OPERATOR, asker));
        return new Answer(page.entries().stream().map(json::readTree).toList(), page.next() == null ? "" : page.next());
    }

    record StreamLine(
            String sink,
            int shard,
            long position,
            long lag,
            boolean sending,
            long sent,
            @Nullable String error) {}

    @GetMapping("/admin/audit/streams")
    Map<String, List<StreamLine>> streams() {
        TrailStreams running = streams.getIfAvailable();
        List<TrailStreams.Status> status = running == null ? List.of() : running.status();
        return Map.of("streams", status.stream().map(AuditTrailController::line).toList());
    }

    private static StreamLine line(TrailStreams.Status of) {
        return new StreamLine(of.sink(), of.shard(), of.position(), of.lag(), of.sending(), of.sent(), of.error());
    }

    private WorkspaceId find(@Nullable String name) {
        if (name == null || name.isBlank()) return AuditDay.INSTALLATION;
        @Nullable WorkspaceView workspace = queries.ask(new FindWorkspaceByName(name));
        if (workspace == null) throw new Rejection(ErrorCode.TEAM_NOT_FOUND, "there is no workspace " + name);
        return workspace.id();
    }

    private static Set<AuditAction> actions(List<String> names) {
        var actions = new HashSet<AuditAction>();
        for (String name : names) {
            if (name.isBlank()) continue;
            AuditAction action = AuditAction.named(name);
            if (action == null) throw new Rejection(ErrorCode.INVALID_ARGUMENTS, "there is no action " + name);
            actions.add(action);
        }
        return actions;
    }
}
