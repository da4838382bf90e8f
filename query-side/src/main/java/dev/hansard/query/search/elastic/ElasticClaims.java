// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.search.elastic;

import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import co.elastic.clients.elasticsearch._types.OpType;
import co.elastic.clients.elasticsearch._types.mapping.DynamicMapping;
import co.elastic.clients.elasticsearch.core.GetResponse;
import dev.hansard.axon.process.Owner;
import dev.hansard.query.search.IndexUnavailable;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who may write: one document per shard that its holder renews. A claim that was not renewed for the length of a lease, by
 * the watch of who waits for it, may be taken over. Clocks of different machines are never compared.
 */
final class ElasticClaims implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ElasticClaims.class);
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;

    private final ElasticConnection connection;
    private final ElasticGuard guard;
    private final String index;
    private final Duration lease;
    private final Owner me = new Owner();
    private final Map<Integer, Seen> seen = new ConcurrentHashMap<>();

    ElasticClaims(ElasticConnection connection, ElasticGuard guard, String prefix, Duration lease) {
        this.connection = connection;
        this.guard = guard;
        this.index = prefix + "-claims";
        this.lease = lease;
    }

    /** @param renewal counts the holder's renewals, so that each is a change */
    record Claim(String owner, long renewal) {}

    /** A claim as last read, and since when it is the same. */
    private record Seen(long sequence, long sinceNanos) {}

    boolean claim(int shard) {
        GetResponse<Claim> stored = stored(shard);
        Claim claim = stored == null ? null : stored.source();
        if (stored == null || claim == null) return put(shard, 0, null);
        if (claim.owner().equals(me.name()) || Owner.isGone(claim.owner())) {
            return put(shard, claim.renewal() + 1, stored);
        }
        long sequence = stored.seqNo();
        long now = System.nanoTime();
        Seen before = seen.get(shard);
        if (before == null || before.sequence() != sequence) {
            seen.put(shard, new Seen(sequence, now));
            return false;
        }
        if (now - before.sinceNanos() < lease.toNanos()) return false;
        return put(shard, claim.renewal() + 1, stored);
    }

    private @Nullable GetResponse<Claim> stored(int shard) {
        return guard.write(() -> {
            try {
                var got = connection.writing().get(get -> get.index(index).id(id(shard)), Claim.class);
                return got.found() ? got : null;
            } catch (ElasticsearchException e) {
                if (e.status() != NOT_FOUND) throw e;
                make();
                return null;
            }
        });
    }

    private void make() throws IOException {
        try {
            connection
                    .writing()
                    .indices()
                    .create(create -> create.index(index)
                            .settings(settings -> settings.numberOfShards("1").autoExpandReplicas("0-1"))
                            .mappings(mapping -> mapping.dynamic(DynamicMapping.False)));
        } catch (ElasticsearchException e) {
            if (!"resource_already_exists_exception".equals(e.error().type())) throw e;
        }
    }

    private boolean put(int shard, long renewal, @Nullable GetResponse<Claim> instead) {
        try {
            guard.write(() -> connection.writing().index(put -> {
                put.index(index).id(id(shard)).document(new Claim(me.name(), renewal));
                return instead == null
                        ? put.opType(OpType.Create)
                        : put.ifSeqNo(instead.seqNo()).ifPrimaryTerm(instead.primaryTerm());
            }));
            return true;
        } catch (ElasticsearchException e) {
            if (e.status() == CONFLICT) return false;
            throw e;
        }
    }

    private static String id(int shard) {
        return "shard-" + shard;
    }

    /** Gives up what this process holds of the shards, so that another need not wait. */
    void release(Iterable<Integer> shards) {
        for (int shard : shards) {
            try {
                GetResponse<Claim> stored = stored(shard);
                Claim claim = stored == null ? null : stored.source();
                if (stored == null || claim == null || !claim.owner().equals(me.name())) continue;
                guard.write(() -> connection
                        .writing()
                        .delete(delete -> delete.index(index)
                                .id(id(shard))
                                .ifSeqNo(stored.seqNo())
                                .ifPrimaryTerm(stored.primaryTerm())));
            } catch (IndexUnavailable | ElasticsearchException e) {
                LOG.debug("the claim of shard {} runs out by itself", shard, e);
            }
        }
    }

    @Override
    public void close() {
        me.close();
    }
}
