// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server.admin;

import dev.hansard.api.Actor;
import dev.hansard.api.AuditQueries.Asker;
import dev.hansard.api.CaseCommands;
import dev.hansard.api.CaseCommands.AttachHold;
import dev.hansard.api.CaseCommands.CloseCase;
import dev.hansard.api.CaseCommands.GrantCaseRole;
import dev.hansard.api.CaseCommands.OpenCase;
import dev.hansard.api.CaseCommands.ReopenCase;
import dev.hansard.api.CaseCommands.RevokeCaseRole;
import dev.hansard.api.CaseCommands.RoleGrant;
import dev.hansard.api.CaseKey;
import dev.hansard.api.CaseQueries.CaseView;
import dev.hansard.api.CaseQueries.FindCase;
import dev.hansard.api.CaseQueries.ListCases;
import dev.hansard.api.CaseRole;
import dev.hansard.api.ErrorCode;
import dev.hansard.api.Ids;
import dev.hansard.api.Rejection;
import dev.hansard.api.WorkspaceId;
import dev.hansard.axon.bus.Commands;
import dev.hansard.axon.bus.Queries;
import dev.hansard.edge.wire.CaseJson;
import dev.hansard.edge.wire.Json;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

/** {@code /admin/cases}: e-discovery cases, and who is in them. */
@RestController
final class CaseController {
    static final Commands.Origin ORIGIN = new Commands.Origin(null, "loopback");
    static final Asker HERE = new Asker(null, "loopback", null, null);

    private final Commands commands;
    private final Queries queries;
    private final WorkspaceFinder finder;

    CaseController(Commands commands, Queries queries, WorkspaceFinder finder) {
        this.commands = commands;
        this.queries = queries;
        this.finder = finder;
    }

    /**
     * @param workspace name, domain or id
     * @param user handle, address or id
     */
    record Request(
            @Nullable String workspace,
            @Nullable String name,
            @Nullable String reason,
            @Nullable String user,
            @Nullable String role,
            @Nullable String hold) {}

    @PostMapping("/admin/cases")
    ObjectNode open(@RequestBody Request request) {
        WorkspaceId workspace = finder.workspace(request.workspace());
        String id = Ids.random('M');
        String name = required(request.name(), "name");
        send(new OpenCase(new CaseKey(workspace), id, name, reason(request), Actor.OPERATOR));
        return show(id, workspace.value());
    }

    @GetMapping("/admin/cases")
    ObjectNode list(@RequestParam String workspace, @RequestParam(defaultValue = "false") boolean closed) {
        List<CaseView> cases = queries.ask(new ListCases(finder.workspace(workspace), closed, Actor.OPERATOR));
        ObjectNode answer = Json.object();
        var array = answer.putArray("cases");
        cases.forEach(each -> array.add(CaseJson.of(each)));
        return answer;
    }

    @GetMapping("/admin/cases/{id}")
    ObjectNode show(@PathVariable String id, @RequestParam String workspace) {
        return CaseJson.of(queries.<CaseView>ask(new FindCase(finder.workspace(workspace), id, Actor.OPERATOR)));
    }

    @PostMapping("/admin/cases/{id}/grant")
    ObjectNode grant(@PathVariable String id, @RequestBody Request request) {
        WorkspaceId workspace = finder.workspace(request.workspace());
        var user = finder.person(workspace, required(request.user(), "user"));
        RoleGrant grant = commands.sendAndWait(
                new GrantCaseRole(new CaseKey(workspace), id, user, role(request.role()), Actor.OPERATOR), ORIGIN);
        return show(id, workspace.value()).put("waiting", grant.waiting());
    }

    @PostMapping("/admin/cases/{id}/revoke")
    ObjectNode revoke(@PathVariable String id, @RequestBody Request request) {
        WorkspaceId workspace = finder.workspace(request.workspace());
        var user = finder.person(workspace, required(request.user(), "user"));
        send(new RevokeCaseRole(new CaseKey(workspace), id, user, Actor.OPERATOR));
        return show(id, workspace.value());
    }

    @PostMapping("/admin/cases/{id}/holds")
    ObjectNode attach(@PathVariable String id, @RequestBody Request request) {
        WorkspaceId workspace = finder.workspace(request.workspace());
        send(new AttachHold(new CaseKey(workspace), id, required(request.hold(), "hold"), Actor.OPERATOR));
        return show(id, workspace.value());
    }

    @PostMapping("/admin/cases/{id}/close")
    ObjectNode close(@PathVariable String id, @RequestBody Request request) {
        WorkspaceId workspace = finder.workspace(request.workspace());
        send(new CloseCase(new CaseKey(workspace), id, reason(request), Actor.OPERATOR));
        return show(id, workspace.value());
    }

    @PostMapping("/admin/cases/{id}/reopen")
    ObjectNode reopen(@PathVariable String id, @RequestBody Request request) {
        WorkspaceId workspace = finder.workspace(request.workspace());
        send(new ReopenCase(new CaseKey(workspace), id, reason(request), Actor.OPERATOR));
        return show(id, workspace.value());
    }

    private void send(CaseCommands command) {
        commands.<@Nullable Object>sendAndWait(command, ORIGIN);
    }

    private static String reason(Request request) {
        return required(request.reason(), "reason");
    }

    private static String required(@Nullable String value, String name) {
        if (value == null) throw new Rejection(ErrorCode.MISSING_ARGUMENT, name + " is missing");
        return value;
    }

    private static CaseRole role(@Nullable String text) {
        try {
            return CaseRole.valueOf(required(text, "role").toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new Rejection(ErrorCode.INVALID_ARGUMENTS, "a role is investigator, reviewer or auditor");
        }
    }
}
