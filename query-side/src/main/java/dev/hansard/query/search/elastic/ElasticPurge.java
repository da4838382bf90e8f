// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.search.elastic;

import co.elastic.clients.elasticsearch._types.Level;
import co.elastic.clients.elasticsearch.indices.stats.ShardLease;
import co.elastic.clients.elasticsearch.indices.stats.ShardStats;
import dev.hansard.query.search.IndexUnavailable;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Gets the text of removed documents out of an index's files. Merging alone would not do: Elasticsearch keeps what was
 * removed, in segments and in its log of operations, for as long as a copy of the shard might ask for it, and says so by
 * retention leases. So first everything is flushed, then the leases are waited for, then segments are merged.
 */
final class ElasticPurge {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration POLL = Duration.ofMillis(500);

    private final ElasticConnection connection;
    private final ElasticGuard guard;

    ElasticPurge(ElasticConnection connection, ElasticGuard guard) {
        this.connection = connection;
        this.guard = guard;
    }

    /** @throws IndexUnavailable when copies of a shard hold on to what was removed */
    void purge(String index) {
        Map<String, Long> removedUpTo = latest(index);
        flush(index);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!isLetGo(index, removedUpTo)) {
            if (System.nanoTime() > deadline) {
                throw new IndexUnavailable("a copy of " + index + " is behind and still needs what was removed");
            }
            pause();
        }
        flush(index);
        guard.write(() -> connection
                .merging()
                .indices()
                .forcemerge(merge -> merge.index(index).onlyExpungeDeletes(true).flush(true)));
    }

    private void flush(String index) {
        guard.write(() ->
                connection.merging().indices().flush(flush -> flush.index(index).force(true)));
    }

    /** The number of the latest operation, by shard. */
    private Map<String, Long> latest(String index) {
        var latest = new HashMap<String, Long>();
        copies(index).forEach((shard, copies) -> {
            for (ShardStats copy : copies) {
                var numbers = copy.seqNo();
                if (numbers != null) latest.merge(shard, numbers.maxSeqNo(), Math::max);
            }
        });
        return latest;
    }

    private boolean isLetGo(String index, Map<String, Long> latest) {
        for (var entry : copies(index).entrySet()) {
            long needed = latest.getOrDefault(entry.getKey(), -1L);
            for (ShardStats copy : entry.getValue()) {
                var leases = copy.retentionLeases();
                if (leases == null) continue;
                for (ShardLease lease : leases.leases()) {
                    if (lease.retainingSeqNo() <= needed) return false;
                }
            }
        }
        return true;
    }

    private Map<String, List<ShardStats>> copies(String index) {
        return guard.write(() -> Objects.requireNonNull(
                        connection
                                .writing()
                                .indices()
                                .stats(stats -> stats.index(index).level(Level.Shards))
                                .indices()
                                .get(index),
                        index)
                .shards());
    }

    private static void pause() {
        try {
            Thread.sleep(POLL);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IndexUnavailable("interrupted", e);
        }
    }
}
