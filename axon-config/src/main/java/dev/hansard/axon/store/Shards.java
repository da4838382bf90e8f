// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.store;

import dev.hansard.api.WorkspaceId;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Finds the shard of a workspace. The directory of placements is a table on the first shard, cached here. */
public interface Shards {
    /**
     * One MySQL database.
     *
     * @param region label for data residency
     * @param reader pool for reads and projections, {@code autoCommit} off; never used by the append path
     */
    record Shard(int id, String region, DataSource reader) {}

    List<Shard> all();

    Shard shard(int id);

    /** The shard of a placed workspace, or null for an unknown one. */
    @Nullable
    Shard find(WorkspaceId workspace);

    /** Like {@link #find}; throws {@link dev.hansard.api.Rejection} {@code team_not_found} for an unknown one. */
    Shard of(WorkspaceId workspace);

    /**
     * Places a new workspace on the least used shard of the region (any region if null) and remembers it; one that is
     * placed stays where it is.
     */
    Shard place(WorkspaceId workspace, @Nullable String region);
}
