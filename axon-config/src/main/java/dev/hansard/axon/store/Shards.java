// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.store;

import dev.hansard.api.WorkspaceId;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Finds the shard of a workspace. The directory of placements is a table on the first shard, cached here; a cached placement
 * may be a moment out of date, and the shard itself then refuses what is written there.
 */
public interface Shards {
    /**
     * One MySQL database.
     *
     * @param region label for data residency
     * @param reader pool for transactions of readers and projections, {@code autoCommit} off; never used by the append path
     * @param answers pool for what single statements answer, {@code autoCommit} on: nothing is left to be rolled back
     */
    record Shard(int id, String region, DataSource reader, DataSource answers) {}

    /**
     * Where a workspace lies.
     *
     * @param epoch grows with each move of the workspace
     */
    record Placement(WorkspaceId workspace, int shard, long epoch) {}

    List<Shard> all();

    Shard shard(int id);

    /** The shard of a placed workspace, or null for an unknown one. */
    @Nullable
    Shard find(WorkspaceId workspace);

    /** Like {@link #find}; throws {@link dev.hansard.api.Rejection} {@code team_not_found} for an unknown one. */
    Shard of(WorkspaceId workspace);

    /** Like {@link #of}, with the epoch by which the shard tells whether this is still so. */
    default Placement placement(WorkspaceId workspace) {
        return new Placement(workspace, of(workspace).id(), 0);
    }

    /**
     * Where the shard's region keeps its files: search index, exports and transparency logs, each in a folder of its own.
     * Null for the places that an installation without regions has.
     */
    default @Nullable Path folder(int shard) {
        return null;
    }

    /** The shard refused this placement, or an event told of another: it is looked up again. */
    default void doubt(WorkspaceId workspace) {}

    /** Another node goes by this placement: if it is newer than what is known here, it is gone by here too. */
    default void told(Placement placement) {}

    /**
     * Where on {@code shard} one goes on who has seen everything up to a position of the shard that the workspace was moved
     * from; null when it was not moved here from there.
     */
    default @Nullable Long here(WorkspaceId workspace, int shard, int sourceShard, long sourcePosition) {
        return null;
    }

    /** Whether the workspace came to the shard from another one after the position, so that it means nothing any more. */
    default boolean isBeforeArrival(WorkspaceId workspace, int shard, long position) {
        return false;
    }

    /** How many workspaces lie on each shard that has any. */
    default Map<Integer, Long> placed() {
        return Map.of();
    }

    /**
     * Places a new workspace on the least used shard of the region (any region if null) and remembers it; one that is
     * placed stays where it is.
     *
     * @throws IllegalArgumentException when no shard is in the region
     */
    Shard place(WorkspaceId workspace, @Nullable String region);
}
