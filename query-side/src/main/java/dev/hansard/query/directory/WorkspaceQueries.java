// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.directory;

import dev.hansard.api.DirectoryQueries.FindWorkspace;
import dev.hansard.api.DirectoryQueries.FindWorkspaceByName;
import dev.hansard.api.ErrorCode;
import dev.hansard.api.Rejection;
import dev.hansard.api.Views.WorkspaceView;
import dev.hansard.api.WorkspaceId;
import dev.hansard.axon.store.Shards.Shard;
import dev.hansard.query.read.ReadSide;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Objects;
import org.axonframework.queryhandling.QueryHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Answers about workspaces. */
@Component
class WorkspaceQueries {
    private static final String SELECT = "SELECT workspace, name, domain, created FROM ${directory.workspace} ";
    private static final String BY_ID = SELECT + "WHERE workspace = ?";
    private static final String BY_DOMAIN = SELECT + "WHERE domain = ? ORDER BY position LIMIT 1";
    private static final String BY_NAME = SELECT + "WHERE name = ? ORDER BY position LIMIT 1";

    private final ReadSide readSide;

    WorkspaceQueries(ReadSide readSide) {
        this.readSide = readSide;
    }

    @QueryHandler
    WorkspaceView answer(FindWorkspace query) {
        WorkspaceView found = byId(query.workspace());
        Rejection.unless(found != null, ErrorCode.TEAM_NOT_FOUND);
        return Objects.requireNonNull(found);
    }

    /** An id goes before a domain, a domain before a name, on whatever shard it is. */
    @QueryHandler
    @Nullable
    WorkspaceView answer(FindWorkspaceByName query) {
        WorkspaceId id = id(query.text());
        WorkspaceView found = id == null ? null : byId(id);
        if (found == null) found = onAnyShard(BY_DOMAIN, query.text());
        return found == null ? onAnyShard(BY_NAME, query.text()) : found;
    }

    private @Nullable WorkspaceView byId(WorkspaceId id) {
        return readSide.find(id, Reads.DIRECTORY, reading -> reading.first(BY_ID, WorkspaceQueries::view, id.value()));
    }

    private @Nullable WorkspaceView onAnyShard(String sql, String text) {
        for (Shard shard : readSide.all()) {
            WorkspaceView found =
                    readSide.find(shard, Reads.DIRECTORY, reading -> reading.first(sql, WorkspaceQueries::view, text));
            if (found != null) return found;
        }
        return null;
    }

    private static @Nullable WorkspaceId id(String text) {
        try {
            return new WorkspaceId(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static WorkspaceView view(ResultSet row) throws SQLException {
        return new WorkspaceView(
                new WorkspaceId(row.getString("workspace")),
                row.getString("name"),
                row.getString("domain"),
                row.getLong("created"));
    }
}
