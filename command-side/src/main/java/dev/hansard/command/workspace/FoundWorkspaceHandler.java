// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.command.workspace;

import dev.hansard.api.DirectoryQueries;
import dev.hansard.api.ErrorCode;
import dev.hansard.api.Rejection;
import dev.hansard.api.Views;
import dev.hansard.api.WorkspaceCommands;
import dev.hansard.axon.bus.Queries;
import dev.hansard.axon.store.Shards;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.modelling.command.Repository;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Founds workspaces: gives a new one its shard, then its stream.
 *
 * <p>That the domain is unique over all shards is checked against the read model, so two workspaces that are founded at the
 * same moment can both get it. Workspaces are founded by the operator, one at a time, and are found by id wherever it
 * matters; a lock over all shards would cost more than it protects.
 */
@Component
class FoundWorkspaceHandler {
    private final Repository<Workspace> workspaces;
    private final Shards shards;
    private final Queries queries;

    FoundWorkspaceHandler(Repository<Workspace> workspaces, Shards shards, Queries queries) {
        this.workspaces = workspaces;
        this.shards = shards;
        this.queries = queries;
    }

    @CommandHandler
    void handle(WorkspaceCommands.FoundWorkspace c) throws Exception {
        Rejection.unless(c.actor().isOperator(), ErrorCode.NO_PERMISSION);
        if (shards.find(c.id()) == null) {
            requireKnown(c.region());
            requireFreeDomain(c);
            shards.place(c.id(), c.region());
        }
        workspaces.loadOrCreate(c.id().value(), Workspace::new).execute(workspace -> workspace.found(c));
    }

    private void requireKnown(@Nullable String region) {
        boolean known = region == null
                || shards.all().stream().anyMatch(shard -> shard.region().equals(region));
        Rejection.unless(known, ErrorCode.INVALID_ARGUMENTS);
    }

    private void requireFreeDomain(WorkspaceCommands.FoundWorkspace c) {
        Views.@Nullable WorkspaceView other = queries.ask(new DirectoryQueries.FindWorkspaceByName(c.domain()));
        boolean taken = other != null
                && other.domain().equals(c.domain())
                && !other.id().equals(c.id());
        Rejection.unless(!taken, ErrorCode.DOMAIN_TAKEN);
    }
}
