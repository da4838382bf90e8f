// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.search.elastic;

import co.elastic.clients.elasticsearch._types.CommonStatsFlag;
import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import co.elastic.clients.elasticsearch.indices.stats.IndicesStats;
import dev.hansard.query.search.Generation;
import dev.hansard.query.search.IndexHealth;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** How the indices are, as of a second ago at most: gauges and the status ask for the same thing many times over. */
final class ElasticHealth {
    private static final String ENGINE = "elasticsearch";
    private static final int NOT_FOUND = 404;
    private static final Duration GOOD_FOR = Duration.ofSeconds(1);

    private final ElasticConnection connection;
    private final ElasticIndices indices;
    private final Map<Integer, Known> known = new ConcurrentHashMap<>();

    ElasticHealth(ElasticConnection connection, ElasticIndices indices) {
        this.connection = connection;
        this.indices = indices;
    }

    private record Known(IndexHealth health, long atNanos) {
        boolean isFresh() {
            return System.nanoTime() - atNanos < GOOD_FOR.toNanos();
        }
    }

    IndexHealth of(int shard) {
        return known.compute(
                        shard,
                        (any, before) ->
                                before != null && before.isFresh() ? before : new Known(ask(shard), System.nanoTime()))
                .health();
    }

    /** Something was changed on purpose, and the next question is to see it. */
    void forget() {
        known.clear();
    }

    private IndexHealth ask(int shard) {
        try {
            var answer = connection
                    .asking()
                    .indices()
                    .stats(stats -> stats.index(indices.alias(shard, Generation.SERVING))
                            .metric(CommonStatsFlag.Docs, CommonStatsFlag.Store));
            Map<String, IndicesStats> found = answer.indices();
            for (var entry : found.entrySet()) return health(shard, entry.getKey(), entry.getValue());
            return nothing(shard, null);
        } catch (ElasticsearchException e) {
            return nothing(shard, e.status() == NOT_FOUND ? null : "Elasticsearch: " + ElasticGuard.describe(e));
        } catch (IOException e) {
            return nothing(shard, "Elasticsearch: " + ElasticGuard.describe(e));
        }
    }

    private static IndexHealth health(int shard, String index, IndicesStats stats) {
        var primaries = stats.primaries();
        var docs = primaries == null ? null : primaries.docs();
        var store = primaries == null ? null : primaries.store();
        Long removed = docs == null ? null : docs.deleted();
        return new IndexHealth(
                shard,
                ENGINE,
                ElasticIndices.number(index),
                // The position is a document too.
                docs == null ? 0 : Math.max(0, docs.count() - 1),
                removed == null ? 0 : removed,
                store == null ? 0 : store.sizeInBytes(),
                null);
    }

    private static IndexHealth nothing(int shard, @Nullable String error) {
        return new IndexHealth(shard, ENGINE, 0, 0, 0, 0, error);
    }
}
