// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server.admin;

import dev.hansard.api.DirectoryQueries.FindPerson;
import dev.hansard.api.DirectoryQueries.FindPersonBy;
import dev.hansard.api.DirectoryQueries.FindWorkspaceByName;
import dev.hansard.api.ErrorCode;
import dev.hansard.api.PersonKey;
import dev.hansard.api.Rejection;
import dev.hansard.api.UserId;
import dev.hansard.api.Views.PersonView;
import dev.hansard.api.Views.WorkspaceView;
import dev.hansard.api.WorkspaceId;
import dev.hansard.axon.bus.Queries;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** {@code POST /admin/tokens}: a new token for somebody. */
@RestController
final class TokenController {
    private final Queries queries;
    private final TokenMint mint;

    TokenController(Queries queries, TokenMint mint) {
        this.queries = queries;
        this.mint = mint;
    }

    /**
     * @param workspace name, domain or id
     * @param user handle, id or e-mail address
     * @param scopes all when absent or empty
     */
    record Request(String workspace, String user, @Nullable List<String> scopes) {}

    @PostMapping("/admin/tokens")
    Map<String, String> issue(@RequestBody Request request) {
        if (request.workspace() == null || request.user() == null) throw new Rejection(ErrorCode.MISSING_ARGUMENT);
        @Nullable WorkspaceView workspace = queries.ask(new FindWorkspaceByName(request.workspace()));
        if (workspace == null) {
            throw new Rejection(ErrorCode.TEAM_NOT_FOUND, "there is no workspace " + request.workspace());
        }
        PersonView person = person(workspace.id(), request.user());
        if (person == null) {
            throw new Rejection(ErrorCode.USER_NOT_FOUND, "nobody is known as " + request.user() + " there");
        }
        boolean all = request.scopes() == null || request.scopes().isEmpty();
        Set<String> scopes = all ? TokenMint.USER_SCOPES : Set.copyOf(request.scopes());
        return Map.of(
                "token", mint.issue(person.key(), person.bot(), scopes),
                "workspace", workspace.id().value(),
                "user", person.key().user().value());
    }

    private @Nullable PersonView person(WorkspaceId workspace, String who) {
        if (who.contains("@")) return queries.ask(new FindPersonBy(workspace, null, who));
        @Nullable PersonView byHandle = queries.ask(new FindPersonBy(workspace, who, null));
        if (byHandle != null) return byHandle;
        try {
            return queries.ask(new FindPerson(new PersonKey(workspace, new UserId(who))));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
