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
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds what an operator calls by name. */
@Component
class NamedPeople {
    private final Queries queries;

    NamedPeople(Queries queries) {
        this.queries = queries;
    }

    /** @param name name, domain or id; refuses with {@code missing_argument} or {@code team_not_found} */
    WorkspaceView workspace(@Nullable String name) {
        if (name == null) throw new Rejection(ErrorCode.MISSING_ARGUMENT, "which workspace?");
        @Nullable WorkspaceView workspace = queries.ask(new FindWorkspaceByName(name));
        if (workspace == null) throw new Rejection(ErrorCode.TEAM_NOT_FOUND, "there is no workspace " + name);
        return workspace;
    }

    /** @param who handle, id or e-mail address; refuses with {@code missing_argument} or {@code user_not_found} */
    PersonView person(@Nullable String workspace, @Nullable String who) {
        if (who == null) throw new Rejection(ErrorCode.MISSING_ARGUMENT, "who?");
        PersonView person = find(workspace(workspace).id(), who);
        if (person == null) throw new Rejection(ErrorCode.USER_NOT_FOUND, "nobody is known as " + who + " there");
        return person;
    }

    private @Nullable PersonView find(WorkspaceId workspace, String who) {
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
