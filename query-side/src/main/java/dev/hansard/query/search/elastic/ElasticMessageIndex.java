// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.search.elastic;

import dev.hansard.api.WorkspaceId;
import dev.hansard.axon.store.Shards;
import dev.hansard.query.search.Batch;
import dev.hansard.query.search.Generation;
import dev.hansard.query.search.Hits;
import dev.hansard.query.search.IndexHealth;
import dev.hansard.query.search.MessageIndex;
import dev.hansard.query.search.MessageKey;
import dev.hansard.query.search.SearchRequest;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.ObjLongConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The message index in an Elasticsearch cluster, which several processes may share. */
public final class ElasticMessageIndex implements MessageIndex {
    private static final Logger LOG = LoggerFactory.getLogger(ElasticMessageIndex.class);

    private final List<Integer> shards;
    private final Function<WorkspaceId, @Nullable Integer> shardOf;
    private final ElasticSettings settings;
    private final ElasticConnection connection;
    private final ElasticGuard guard;
    private final ElasticFitness fitness;
    private final ElasticIndices indices;
    private final ElasticSearcher searcher;
    private final ElasticWriter writer;
    private final ElasticScan scan;
    private final ElasticPurge purge;
    private final ElasticClaims claims;
    private final ElasticHealth health;
    private final Set<Integer> swept = ConcurrentHashMap.newKeySet();

    /**
     * @param urls of one cluster
     * @param languages that an index that is begun is made with, as {@code SearchSettings} tells them in short
     * @throws ElasticUnfit when the cluster answers and cannot be used, or the settings cannot be
     */
    public ElasticMessageIndex(
            List<URI> urls, ElasticSettings settings, Shards all, String languages, MeterRegistry meters) {
        this(
                urls,
                settings,
                all.all().stream().map(Shards.Shard::id).toList(),
                workspace -> {
                    Shards.Shard shard = all.find(workspace);
                    return shard == null ? null : shard.id();
                },
                languages,
                meters);
    }

    /** @param shardOf the shard of a workspace, null for an unknown one */
    ElasticMessageIndex(
            List<URI> urls,
            ElasticSettings settings,
            Collection<Integer> shards,
            Function<WorkspaceId, @Nullable Integer> shardOf,
            String languages,
            MeterRegistry meters) {
        this.shards = List.copyOf(shards);
        this.shardOf = shardOf;
        this.settings = settings;
        connection = new ElasticConnection(urls, settings);
        guard = new ElasticGuard(settings, meters);
        fitness = new ElasticFitness(connection.http());
        indices = new ElasticIndices(connection, guard, settings.index(), languages);
        searcher = new ElasticSearcher(connection, guard);
        writer = new ElasticWriter(
                connection, guard, indices, settings.writes().bytes().toBytes());
        scan = new ElasticScan(connection, guard);
        purge = new ElasticPurge(connection, guard);
        claims = new ElasticClaims(
                connection, guard, settings.index().prefix(), settings.writes().lease());
        health = new ElasticHealth(connection, indices);
        try {
            fitness.atStart();
        } catch (ElasticUnfit e) {
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
        if (claimed && swept.add(shard)) tidy(shard);
        return claimed;
    }

    /** What another version or an interrupted rebuild has left. */
    private void tidy(int shard) {
        if (!indices.isCurrent(indices.alias(shard, Generation.NEXT))) dropNext(shard);
        if (!indices.isCurrent(indices.alias(shard, Generation.SERVING))) {
            LOG.info("The index of shard {} was made by another version and is filled anew", shard);
            dropNext(shard);
            indices.ensure(shard, Generation.NEXT);
            indices.promote(shard);
        }
        indices.sweep(shard);
    }

    @Override
    public void scan(int shard, ObjLongConsumer<MessageKey> documents) {
        scan.scan(indices.alias(shard, Generation.SERVING), documents);
    }

    @Override
    public void write(Batch batch, Generation generation) {
        writer.write(batch, generation);
    }

    @Override
    public void refresh(int shard) {
        refresh(indices.alias(shard, Generation.SERVING));
        health.forget();
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
        health.forget();
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
        health.forget();
    }

    @Override
    public @Nullable String languages(int shard) {
        return indices.languages(indices.alias(shard, Generation.SERVING));
    }

    @Override
    public List<IndexHealth> health() {
        return shards.stream().map(health::of).toList();
    }

    @Override
    public void close() {
        claims.release(shards);
        claims.close();
        connection.close();
    }
}
