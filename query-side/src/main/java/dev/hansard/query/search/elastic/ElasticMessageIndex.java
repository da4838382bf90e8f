// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.search.elastic;

import co.elastic.clients.elasticsearch._types.CommonStatsFlag;
import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import co.elastic.clients.elasticsearch.indices.stats.IndexStats;
import dev.hansard.api.WorkspaceId;
import dev.hansard.axon.store.Shards;
import dev.hansard.query.search.Batch;
import dev.hansard.query.search.Generation;
import dev.hansard.query.search.Hits;
import dev.hansard.query.search.IndexHealth;
import dev.hansard.query.search.IndexUnavailable;
import dev.hansard.query.search.MessageIndex;
import dev.hansard.query.search.SearchRequest;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The message index in an Elasticsearch cluster, which several processes may share. */
public final class ElasticMessageIndex implements MessageIndex {
    private static final Logger LOG = LoggerFactory.getLogger(ElasticMessageIndex.class);

    private static final String ENGINE = "elasticsearch";

    private final List<Integer> shards;
    private final Function<WorkspaceId, @Nullable Integer> shardOf;
    private final ElasticSettings settings;
    private final ElasticConnection connection;
    private final ElasticGuard guard;
    private final ElasticFitness fitness;
    private final ElasticIndices indices;
    private final ElasticSearcher searcher;
    private final ElasticWriter writer;
    private final ElasticPurge purge;
    private final ElasticClaims claims;
    private final Set<Integer> swept = ConcurrentHashMap.newKeySet();

    /**
     * @param urls of one cluster
     * @throws IllegalStateException when the cluster answers and cannot be used
     * @throws IllegalArgumentException when the settings cannot be used
     */
    public ElasticMessageIndex(List<URI> urls, ElasticSettings settings, Shards all, MeterRegistry meters) {
        this(
                urls,
                settings,
                all.all().stream().map(Shards.Shard::id).toList(),
                workspace -> {
                    Shards.Shard shard = all.find(workspace);
                    return shard == null ? null : shard.id();
                },
                meters);
    }

    /** @param shardOf the shard of a workspace, null for an unknown one */
    ElasticMessageIndex(
            List<URI> urls,
            ElasticSettings settings,
            Collection<Integer> shards,
            Function<WorkspaceId, @Nullable Integer> shardOf,
            MeterRegistry meters) {
        this.shards = List.copyOf(shards);
        this.shardOf = shardOf;
        this.settings = settings;
        connection = new ElasticConnection(urls, settings);
        guard = new ElasticGuard(settings, meters);
        fitness = new ElasticFitness(connection.http());
        indices = new ElasticIndices(connection, guard, settings.index());
        searcher = new ElasticSearcher(connection, guard);
        writer = new ElasticWriter(
                connection, guard, indices, settings.writes().bytes().toBytes());
        purge = new ElasticPurge(connection, guard);
        claims = new ElasticClaims(
                connection, guard, settings.index().prefix(), settings.writes().lease());
        try {
            fitness.atStart();
        } catch (ElasticFitness.Unfit e) {
            claims.close();
            connection.close();
            throw e;
        }
    }

    /** For tests. */
    ElasticGuard guard() {
        return guard;
    }

    @Override
    public Hits search(SearchRequest request) {
        Integer shard = shardOf.apply(request.workspace());
        if (shard == null) return new Hits(0, List.of());
        return searcher.search(indices.alias(shard, Generation.SERVING), request);
    }

    @Override
    public long position(int shard, Generation generation) {
        return writer.position(shard, generation);
    }

    @Override
    public boolean claim(int shard) {
        fitness.require();
        boolean claimed = claims.claim(shard);
        if (claimed && swept.add(shard)) indices.sweep(shard);
        return claimed;
    }

    @Override
    public void write(Batch batch, Generation generation) {
        writer.write(batch, generation);
    }

    @Override
    public void refresh(int shard) {
        refresh(indices.alias(shard, Generation.SERVING));
    }

    private void refresh(String alias) {
        guard.write(() -> connection
                .writing()
                .indices()
                .refresh(refresh -> refresh.index(alias).ignoreUnavailable(true)));
    }

    @Override
    public void prepareNext(int shard) {
        indices.ensure(shard, Generation.NEXT);
    }

    @Override
    public void promoteNext(int shard) {
        refresh(indices.alias(shard, Generation.NEXT));
        String old = indices.promote(shard);
        if (old == null) return;
        Thread.ofVirtual().name("search-drop-" + old).start(() -> dropLater(old));
    }

    /** When searches that began before the swap have ended. If this fails the next one to claim the shard sweeps. */
    private void dropLater(String index) {
        try {
            Thread.sleep(settings.queries().timeout().multipliedBy(2));
            indices.drop(index);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.info("the index {} is left for the next start to drop: {}", index, ElasticGuard.describe(e));
        }
    }

    @Override
    public void dropNext(int shard) {
        String index = indices.index(indices.alias(shard, Generation.NEXT));
        if (index != null) indices.drop(index);
    }

    @Override
    public void purge(int shard) {
        for (Generation generation : Generation.values()) {
            String index = indices.index(indices.alias(shard, generation));
            if (index != null) purge.purge(index);
        }
    }

    @Override
    public List<IndexHealth> health() {
        return shards.stream().map(this::health).toList();
    }

    private IndexHealth health(int shard) {
        try {
            String index = indices.index(indices.alias(shard, Generation.SERVING));
            if (index == null) return new IndexHealth(shard, ENGINE, 0, 0, 0, 0, null);
            IndexStats stats = guard.write(() -> connection
                    .writing()
                    .indices()
                    .stats(get -> get.index(index).metric(List.of(CommonStatsFlag.Docs, CommonStatsFlag.Store)))
                    .all()
                    .primaries());
            var docs = stats.docs();
            var store = stats.store();
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
        } catch (IndexUnavailable | ElasticsearchException e) {
            return new IndexHealth(shard, ENGINE, 0, 0, 0, 0, String.valueOf(e.getMessage()));
        }
    }

    @Override
    public void close() {
        claims.release(shards);
        claims.close();
        connection.close();
    }
}
