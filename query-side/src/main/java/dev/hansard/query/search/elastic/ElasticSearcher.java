// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.search.elastic;

import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import co.elastic.clients.elasticsearch._types.SortOptions;
import co.elastic.clients.elasticsearch._types.SortOrder;
import co.elastic.clients.elasticsearch.core.SearchRequest;
import co.elastic.clients.elasticsearch.core.SearchResponse;
import co.elastic.clients.elasticsearch.core.explain.Explanation;
import co.elastic.clients.elasticsearch.core.explain.ExplanationDetail;
import co.elastic.clients.elasticsearch.core.search.Hit;
import dev.hansard.query.search.Hits;
import dev.hansard.query.search.MessageKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Asks one index. */
final class ElasticSearcher {
    private static final Hits NONE = new Hits(0, List.of());

    private final ElasticConnection connection;
    private final ElasticGuard guard;

    ElasticSearcher(ElasticConnection connection, ElasticGuard guard) {
        this.connection = connection;
        this.guard = guard;
    }

    Hits search(String alias, dev.hansard.query.search.SearchRequest request) {
        SearchRequest asked = asked(alias, request);
        try {
            SearchResponse<Void> answer =
                    guard.query(() -> connection.searching().search(asked, Void.class));
            var total = answer.hits().total();
            return new Hits(
                    total == null ? 0 : total.value(),
                    answer.hits().hits().stream().map(ElasticSearcher::hit).toList());
        } catch (ElasticsearchException e) {
            // Before anything was indexed.
            if (e.status() == 404) return NONE;
            throw e;
        }
    }

    private static SearchRequest asked(String alias, dev.hansard.query.search.SearchRequest request) {
        return SearchRequest.of(search -> search.index(alias)
                .routing(request.workspace().value())
                .query(ElasticQueries.of(request))
                .sort(sort(request.sort()))
                .from(request.from())
                .size(request.size())
                .explain(request.explain())
                .source(source -> source.fetch(false))
                .trackTotalHits(track -> track.enabled(true)));
    }

    private static List<SortOptions> sort(dev.hansard.query.search.SearchRequest.Sort sort) {
        return switch (sort) {
            case SCORE_DESC -> List.of(byScore(SortOrder.Desc), byTime(SortOrder.Desc), byChannel());
            case SCORE_ASC -> List.of(byScore(SortOrder.Asc), byTime(SortOrder.Desc), byChannel());
            case TIME_DESC -> List.of(byTime(SortOrder.Desc), byChannel());
            case TIME_ASC -> List.of(byTime(SortOrder.Asc), byChannel());
        };
    }

    private static SortOptions byScore(SortOrder order) {
        return SortOptions.of(sort -> sort.score(score -> score.order(order)));
    }

    private static SortOptions byTime(SortOrder order) {
        return SortOptions.of(
                sort -> sort.field(field -> field.field(ElasticFields.TS).order(order)));
    }

    private static SortOptions byChannel() {
        return SortOptions.of(
                sort -> sort.field(field -> field.field(ElasticFields.CHANNEL).order(SortOrder.Asc)));
    }

    private static Hits.Hit hit(Hit<Void> hit) {
        Double score = hit.score();
        return new Hits.Hit(
                MessageKey.parse(String.valueOf(hit.id())),
                score == null ? 0 : score.floatValue(),
                explained(hit.explanation()));
    }

    private static Hits.@Nullable Explanation explained(@Nullable Explanation explanation) {
        if (explanation == null) return null;
        return new Hits.Explanation(explanation.value(), explanation.description(), explained(explanation.details()));
    }

    private static List<Hits.Explanation> explained(List<ExplanationDetail> details) {
        return details.stream()
                .map(each -> new Hits.Explanation(each.value(), each.description(), explained(each.details())))
                .toList();
    }
}
