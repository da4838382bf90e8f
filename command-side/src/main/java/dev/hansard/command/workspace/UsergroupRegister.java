// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.command.workspace;

import dev.hansard.api.Actor;
import dev.hansard.api.ErrorCode;
import dev.hansard.api.Rejection;
import dev.hansard.api.UserId;
import dev.hansard.api.WorkspaceId;
import java.util.Collection;
import org.axonframework.modelling.command.Aggregate;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.Repository;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What a workspace knows of user groups, for handlers that change one in the same unit of work. */
@Component
public class UsergroupRegister {
    private final Repository<Workspace> workspaces;

    UsergroupRegister(Repository<Workspace> workspaces) {
        this.workspaces = workspaces;
    }

    /** Locks the workspace until the unit of work ends; call it before loading a group. Refuses with {@code not_admin}. */
    public Entries lock(WorkspaceId workspace, Actor actor) {
        try {
            Aggregate<Workspace> locked = workspaces.load(workspace.value());
            locked.execute(w -> w.requireUsergroupAdmin(actor));
            return new Entries(locked);
        } catch (AggregateNotFoundException e) {
            throw new Rejection(ErrorCode.TEAM_NOT_FOUND);
        }
    }

    /** Of one locked workspace. */
    public static final class Entries {
        private final Aggregate<Workspace> workspace;

        Entries(Aggregate<Workspace> workspace) {
            this.workspace = workspace;
        }

        /** Refuses with {@code user_not_found} unless all are people of the workspace; bots are none. */
        public void requirePeople(Collection<UserId> users) {
            workspace.execute(w -> users.forEach(w::requirePerson));
        }

        /** Gives the name to the group and frees the one it had. Refuses with {@code name_already_exists}. */
        public void name(String usergroup, @Nullable String name) {
            workspace.execute(w -> w.nameUsergroup(usergroup, name));
        }
    }
}
