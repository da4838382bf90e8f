// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.search.elastic;

import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.SortOrder;
import co.elastic.clients.elasticsearch._types.Time;
import co.elastic.clients.elasticsearch.core.SearchResponse;
import co.elastic.clients.elasticsearch.core.search.Hit;
import dev.hansard.query.search.MessageKey;
import java.util.List;
import java.util.function.ObjLongConsumer;

/** Goes through all documents of an index, as they were at one moment. */
final class ElasticScan {
    private static final int PAGE = 5_000;
    private static final int NOT_FOUND = 404;
    private static final Time KEEP = Time.of(time -> time.time("2m"));

    private final ElasticConnection connection;
    private final ElasticGuard guard;

    ElasticScan(ElasticConnection connection, ElasticGuard guard) {
        this.connection = connection;
        this.guard = guard;
    }

    void scan(String alias, ObjLongConsumer<MessageKey> documents) {
        String moment;
        try {
            moment = guard.write(() -> connection
                    .writing()
                    .openPointInTime(open -> open.index(alias).keepAlive(KEEP))
                    .id());
        } catch (ElasticsearchException e) {
            if (e.status() == NOT_FOUND) return;
            throw e;
        }
        try {
            List<FieldValue> after = List.of();
            while (true) {
                List<Hit<Void>> hits = page(moment, after).hits().hits();
                if (hits.isEmpty()) return;
                for (Hit<Void> hit : hits) {
                    Long version = hit.version();
                    documents.accept(MessageKey.parse(String.valueOf(hit.id())), version == null ? 0 : version);
                }
                after = hits.getLast().sort();
            }
        } finally {
            guard.write(() -> connection.writing().closePointInTime(close -> close.id(moment)));
        }
    }

    private SearchResponse<Void> page(String moment, List<FieldValue> after) {
        return guard.write(() -> connection
                .writing()
                .search(
                        search -> {
                            search.pit(pit -> pit.id(moment).keepAlive(KEEP))
                                    .size(PAGE)
                                    .version(true)
                                    .source(source -> source.fetch(false))
                                    .trackTotalHits(track -> track.enabled(false))
                                    .query(query -> query.exists(exists -> exists.field(ElasticFields.TS)))
                                    .sort(sort -> sort.field(
                                            field -> field.field("_shard_doc").order(SortOrder.Asc)));
                            if (!after.isEmpty()) search.searchAfter(after);
                            return search;
                        },
                        Void.class));
    }
}
