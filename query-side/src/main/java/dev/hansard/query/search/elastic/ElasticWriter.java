// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.search.elastic;

import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import co.elastic.clients.elasticsearch._types.OpType;
import co.elastic.clients.elasticsearch.core.BulkRequest;
import co.elastic.clients.elasticsearch.core.BulkResponse;
import co.elastic.clients.elasticsearch.core.bulk.BulkOperation;
import co.elastic.clients.elasticsearch.core.bulk.BulkResponseItem;
import dev.hansard.query.search.Batch;
import dev.hansard.query.search.Change;
import dev.hansard.query.search.Generation;
import dev.hansard.query.search.IndexMoved;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes batches: first the documents, with the version of each so that repeating does no harm, and when Elasticsearch has
 * them on disk the position, in a document of the same index. A writer that was overtaken finds the position changed.
 */
final class ElasticWriter {
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final int BUSY = 429;
    private static final String POSITION = "position";

    private final ElasticConnection connection;
    private final ElasticGuard guard;
    private final ElasticIndices indices;
    private final long bytes;

    ElasticWriter(ElasticConnection connection, ElasticGuard guard, ElasticIndices indices, long bytes) {
        this.connection = connection;
        this.guard = guard;
        this.indices = indices;
        this.bytes = bytes;
    }

    /** @param term null when no position was written yet */
    private record Held(
            long position,
            @Nullable Long sequence,
            @Nullable Long term) {
        static final Held NOTHING = new Held(0, null, null);
    }

    long position(int shard, Generation generation) {
        return held(indices.alias(shard, generation)).position();
    }

    void write(Batch batch, Generation generation) {
        String alias = indices.alias(batch.shard(), generation);
        Held held = held(alias);
        if (held.position() >= batch.position()) return;
        if (held.position() < batch.after()) throw new IndexMoved(batch.shard(), batch.after(), held.position());
        if (held.sequence() == null && generation == Generation.SERVING) indices.ensure(batch.shard(), generation);
        var operations = new ArrayList<BulkOperation>();
        long size = 0;
        for (Change change : batch.changes()) {
            if (change.version() <= held.position()) continue;
            operations.add(ElasticFields.operation(change));
            size += ElasticFields.size(change);
            if (size >= bytes) {
                send(alias, operations);
                operations.clear();
                size = 0;
            }
        }
        if (!operations.isEmpty()) send(alias, operations);
        move(alias, batch, held);
    }

    private Held held(String alias) {
        return guard.write(() -> {
            try {
                var got = connection
                        .writing()
                        .get(get -> get.index(alias).id(POSITION).routing(POSITION), ElasticFields.Position.class);
                ElasticFields.Position source = got.source();
                if (!got.found() || source == null || source.position() == null) return Held.NOTHING;
                return new Held(source.position(), got.seqNo(), got.primaryTerm());
            } catch (ElasticsearchException e) {
                if (e.status() == NOT_FOUND) return Held.NOTHING;
                throw e;
            }
        });
    }

    /** Everything or, after having been tried a few times, an error: parts of it may then be there, and do no harm. */
    private void send(String alias, List<BulkOperation> operations) {
        var left = new ArrayList<>(operations);
        guard.write(() -> {
            BulkResponse answer = connection
                    .writing()
                    .bulk(BulkRequest.of(
                            bulk -> bulk.index(alias).requireAlias(true).operations(left)));
            if (!answer.errors()) return null;
            var again = new ArrayList<BulkOperation>();
            String why = "";
            for (int i = 0; i < left.size(); i++) {
                BulkResponseItem item = answer.items().get(i);
                if (item.error() == null || item.status() == CONFLICT) continue;
                if (item.status() != BUSY && item.status() < 500) {
                    throw new IllegalStateException("Elasticsearch refuses a document: status " + item.status() + ' '
                            + item.error().type());
                }
                again.add(left.get(i));
                why = "status " + item.status() + ' ' + item.error().type();
            }
            if (again.isEmpty()) return null;
            left.clear();
            left.addAll(again);
            throw new ElasticGuard.Busy(why);
        });
    }

    private void move(String alias, Batch batch, Held held) {
        try {
            guard.write(() -> connection.writing().index(index -> {
                index.index(alias)
                        .requireAlias(true)
                        .id(POSITION)
                        .routing(POSITION)
                        .document(new ElasticFields.Position(batch.position()));
                return held.sequence() == null
                        ? index.opType(OpType.Create)
                        : index.ifSeqNo(held.sequence()).ifPrimaryTerm(held.term());
            }));
        } catch (ElasticsearchException e) {
            if (e.status() != CONFLICT && e.status() != NOT_FOUND) throw e;
            // Overtaken, or an attempt that seemed to fail had gone through.
            long now = held(alias).position();
            if (now < batch.position()) throw new IndexMoved(batch.shard(), batch.after(), now);
        }
    }
}
