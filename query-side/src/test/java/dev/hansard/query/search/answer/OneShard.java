// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.search.answer;

import dev.hansard.api.WorkspaceId;
import dev.hansard.axon.store.Shards;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Every workspace is on shard 0, which has no database. */
final class OneShard implements Shards {
    private static final Shard ONLY = new Shard(0, "", null, null);

    @Override
    public List<Shard> all() {
        return List.of(ONLY);
    }

    @Override
    public Shard shard(int id) {
        return ONLY;
    }

    @Override
    public Shard find(WorkspaceId workspace) {
        return ONLY;
    }

    @Override
    public Shard of(WorkspaceId workspace) {
        return ONLY;
    }

    @Override
    public Shard place(WorkspaceId workspace, @Nullable String region) {
        return ONLY;
    }
}
