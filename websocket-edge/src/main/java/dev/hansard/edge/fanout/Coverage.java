// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.fanout;

import dev.hansard.api.ChannelId;
import dev.hansard.api.ChannelKey;
import dev.hansard.api.WorkspaceId;
import dev.hansard.axon.cluster.Interests;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * The conversations of which the edge hears on behalf of a session that is on its way in, until the roster takes over. Memory
 * is complete for them only after a position; what is older has to be read from the record.
 */
final class Coverage implements AutoCloseable {
    private final Interests interests;
    private final int shard;
    private final WorkspaceId workspace;
    private final Set<ChannelId> held = new HashSet<>();
    private volatile long complete = -1;

    Coverage(Interests interests, int shard, WorkspaceId workspace) {
        this.interests = interests;
        this.shard = shard;
        this.workspace = workspace;
    }

    /** Adds these; completes with {@link #complete()}, which the fan-out has to reach before memory can be asked. */
    CompletableFuture<Long> extend(Collection<ChannelId> channels) {
        List<ChannelId> fresh =
                channels.stream().filter(channel -> !held.contains(channel)).toList();
        if (fresh.isEmpty()) return CompletableFuture.completedFuture(complete);
        held.addAll(fresh);
        return interests.hold(shard, keys(fresh)).thenApply(since -> {
            complete = Math.max(complete, since);
            return complete;
        });
    }

    boolean includes(Collection<ChannelId> channels) {
        return held.containsAll(channels);
    }

    /** The events after this position are in memory as far as memory goes back. */
    long complete() {
        return complete;
    }

    private List<ChannelKey> keys(Collection<ChannelId> channels) {
        return channels.stream()
                .map(channel -> new ChannelKey(workspace, channel))
                .toList();
    }

    @Override
    public void close() {
        interests.release(keys(held));
    }
}
