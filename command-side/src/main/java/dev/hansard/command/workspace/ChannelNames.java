// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.command.workspace;

import dev.hansard.api.ChannelId;
import dev.hansard.api.ErrorCode;
import dev.hansard.api.Rejection;
import dev.hansard.api.WorkspaceId;
import org.axonframework.modelling.command.Aggregate;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.Repository;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The names of a workspace's channels, for handlers that name a channel in the same unit of work. */
@Component
public class ChannelNames {
    private final Repository<Workspace> workspaces;

    ChannelNames(Repository<Workspace> workspaces) {
        this.workspaces = workspaces;
    }

    /**
     * Locks the workspace until the unit of work ends. Call it before loading a channel: every handler takes the two locks
     * in this order. Refuses with {@code team_not_found}.
     */
    public Names lock(WorkspaceId workspace) {
        try {
            return new Names(workspaces.load(workspace.value()));
        } catch (AggregateNotFoundException e) {
            throw new Rejection(ErrorCode.TEAM_NOT_FOUND);
        }
    }

    /** The names of one locked workspace. */
    public static final class Names {
        private final Aggregate<Workspace> workspace;

        Names(Aggregate<Workspace> workspace) {
            this.workspace = workspace;
        }

        /** Whose name it is; null if it is free. */
        public @Nullable ChannelId owner(String name) {
            return workspace.invoke(w -> w.nameOwner(name));
        }

        /** Refuses with {@code name_taken} unless the name is free or the channel's own. */
        public void requireAvailable(ChannelId channel, String name) {
            ChannelId owner = owner(name);
            Rejection.unless(owner == null || owner.equals(channel), ErrorCode.NAME_TAKEN);
        }

        /** Gives the name to the channel and frees the one it had. */
        public void take(ChannelId channel, String name) {
            workspace.execute(w -> w.takeName(channel, name));
        }
    }
}
