// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.search.elastic;

import dev.hansard.api.WorkspaceId;
import dev.hansard.axon.store.Shards;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A record on one shard that nobody asks for its database. */
final class OneShard implements Shards {
    private final Shard shard = new Shard(0, "local", new DriverManagerDataSource());

    @Override
    public List<Shard> all() {
        return List.of(shard);
    }

    @Override
    public Shard shard(int id) {
        return shard;
    }

    @Override
    public Shard find(WorkspaceId workspace) {
        return shard;
    }

    @Override
    public Shard of(WorkspaceId workspace) {
        return shard;
    }

    @Override
    public Shard place(WorkspaceId workspace, @Nullable String region) {
        return shard;
    }
}
