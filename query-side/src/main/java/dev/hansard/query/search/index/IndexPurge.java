// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.search.index;

import dev.hansard.axon.store.EventStores;
import dev.hansard.axon.store.Shards.Shard;
import dev.hansard.query.search.IndexHealth;
import dev.hansard.query.search.IndexUnavailable;
import dev.hansard.query.search.MessageIndex;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/** Has what was removed leave the index's files now, for whoever cannot wait for it to happen by itself. */
public final class IndexPurge {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final EventStores stores;
    private final MessageIndex index;
    private final SearchFollower follower;

    IndexPurge(EventStores stores, MessageIndex index, SearchFollower follower) {
        this.stores = stores;
        this.index = index;
        this.follower = follower;
    }

    /**
     * How a purge went.
     *
     * @param current whether the index had taken in all removals of the record before
     * @param removed documents that were removed and still in the files
     * @param left of them after it; others that were removed meanwhile count too
     * @param bytes on disk before
     * @param bytesLeft on disk after
     */
    public record Outcome(int shard, boolean current, long removed, long left, long bytes, long bytesLeft) {}

    public List<Integer> shards() {
        return stores.shards().all().stream().map(Shard::id).toList();
    }

    /**
     * Waits for the index to have come to the end of the record first, a minute at most. Takes long on a large index.
     *
     * @throws IndexUnavailable when the index does not answer
     */
    public Outcome purge(int shard) {
        boolean current = follower.await(shard, stores.log().head(shard), PATIENCE);
        index.refresh(shard);
        IndexHealth before = health(shard);
        index.purge(shard);
        IndexHealth after = health(shard);
        return new Outcome(shard, current, before.removed(), after.removed(), before.bytes(), after.bytes());
    }

    private IndexHealth health(int shard) {
        IndexHealth found = index.health().stream()
                .filter(health -> health.shard() == shard)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no shard " + shard));
        if (found.error() != null) throw new IndexUnavailable(Objects.requireNonNull(found.error()));
        return found;
    }
}
