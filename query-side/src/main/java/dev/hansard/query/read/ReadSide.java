// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.read;

import dev.hansard.api.ErrorCode;
import dev.hansard.api.Rejection;
import dev.hansard.api.WorkspaceId;
import dev.hansard.axon.process.ReadModels;
import dev.hansard.axon.store.Shards;
import dev.hansard.axon.store.Shards.Shard;
import dev.hansard.axon.store.StoreUnavailable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Gives handlers a caught-up read model on the workspace's shard. Work holds a connection and must not ask the event log,
 * which takes one of the same pool.
 */
@Component
public class ReadSide {
    /** SQLSTATE of a table that is gone: a rebuilt read model took over between naming the table and reading it. */
    private static final String NO_SUCH_TABLE = "42S02";

    private static final int ATTEMPTS = 3;

    private final Shards shards;
    private final ReadModels readModels;

    ReadSide(Shards shards, ReadModels readModels) {
        this.shards = shards;
        this.readModels = readModels;
    }

    /** An answer that there always is. */
    @FunctionalInterface
    public interface Work<R> {
        R with(Reading reading) throws SQLException;
    }

    /** An answer that may be null. */
    @FunctionalInterface
    public interface Search<R> {
        @Nullable
        R with(Reading reading) throws SQLException;
    }

    public List<Shard> all() {
        return shards.all();
    }

    /**
     * @param projections what must be caught up
     * @throws dev.hansard.api.Rejection {@code team_not_found} for an unknown workspace
     * @throws StoreUnavailable when the database does not answer
     */
    public <R> R answer(WorkspaceId workspace, List<String> projections, Work<R> work) {
        return Objects.requireNonNull(find(shards.of(workspace), projections, work::with));
    }

    /** Like {@link #answer}, where there may be nothing to find; an unknown workspace has nothing. */
    public <R> @Nullable R find(WorkspaceId workspace, List<String> projections, Search<R> search) {
        Shard shard = shards.find(workspace);
        return shard == null ? null : find(shard, projections, search);
    }

    /**
     * Like {@link #find}, where "there is none" must be true: then everything on record when the question came has been looked
     * at, also what other nodes have just added.
     *
     * @throws Rejection {@code service_unavailable} when the read models do not get that far in time
     */
    public <R> @Nullable R findForCertain(WorkspaceId workspace, List<String> projections, Search<R> search) {
        Shard shard = shards.find(workspace);
        if (shard == null) return null;
        R found = find(shard, projections, search);
        if (found != null) return found;
        long head = readModels.head(shard.id());
        found = find(shard, projections, search);
        if (found != null) return found;
        for (String projection : projections) {
            if (readModels.position(projection, shard.id()) < head) {
                throw new Rejection(ErrorCode.SERVICE_UNAVAILABLE);
            }
        }
        return null;
    }

    /** Like {@link #answer}, on any shard. */
    public <R> @Nullable R find(Shard shard, List<String> projections, Search<R> search) {
        for (String projection : projections) readModels.catchUp(projection, shard.id());
        for (int attempt = 1; ; attempt++) {
            try (Connection connection = shard.answers().getConnection()) {
                return search.with(new Reading(shard, connection, readModels));
            } catch (SQLException e) {
                if (attempt == ATTEMPTS || !NO_SUCH_TABLE.equals(e.getSQLState())) {
                    throw new StoreUnavailable("the read models of shard " + shard.id() + " do not answer", e);
                }
            }
        }
    }
}
