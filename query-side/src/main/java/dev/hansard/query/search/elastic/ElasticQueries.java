// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.search.elastic;

import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.Time;
import co.elastic.clients.elasticsearch._types.query_dsl.BoolQuery;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.json.JsonData;
import dev.hansard.query.search.Condition;
import dev.hansard.query.search.Relevance;
import dev.hansard.query.search.Scope;
import dev.hansard.query.search.SearchRequest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** A request in Elasticsearch's words. Texts come analysed, so only exact terms and phrases of terms are asked for. */
final class ElasticQueries {
    /** Elasticsearch's BM25 has the factor k1 + 1 that Lucene's has not. */
    private static final float BM25 = 1f / 2.2f;
    /** {@code index.max_terms_count}, and some room. */
    private static final int TERMS = 60_000;

    private final Relevance relevance;

    private ElasticQueries(Relevance relevance) {
        this.relevance = relevance;
    }

    /** Everything that the request finds, scored as its relevance says if hits are sorted by score. */
    static Query of(SearchRequest request) {
        var queries = new ElasticQueries(request.relevance());
        Query scope = queries.scope(request.scope());
        Query workspace = term(ElasticFields.WORKSPACE, request.workspace().value());
        boolean byScore =
                request.sort() == SearchRequest.Sort.SCORE_DESC || request.sort() == SearchRequest.Sort.SCORE_ASC;
        var all = new BoolQuery.Builder().filter(workspace, scope);
        if (byScore) queries.score(all, request.condition());
        else all.filter(queries.condition(request.condition()));
        return all.build()._toQuery();
    }

    private void score(BoolQuery.Builder all, Condition condition) {
        all.must(condition(condition));
        Relevance.Recency recency = relevance.recency();
        if (recency != null && recency.weight() > 0) {
            long now = ElasticFields.millis(recency.now().micros());
            all.should(should -> should.distanceFeature(distance -> distance.date(date -> date.field(ElasticFields.TIME)
                    .origin(Long.toString(now))
                    .pivot(Time.of(pivot -> pivot.time(recency.pivot().toMillis() + "ms")))
                    .boost(recency.weight()))));
        }
        for (Relevance.Boost boost : relevance.boosts()) {
            if (boost.weight() > 0) {
                all.should(constant(condition(boost.condition()), boost.weight(), boost.name()));
            }
        }
    }

    private Query scope(Scope scope) {
        return switch (scope) {
            case Scope.Visible visible -> terms(ElasticFields.CHANNEL, visible.channels());
        };
    }

    private Query condition(Condition condition) {
        return switch (condition) {
            case Condition.Term term -> term(term);
            case Condition.Phrase phrase -> phrase(phrase);
            case Condition.StartsWith start ->
                constant(
                        any(List.of(prefix(ElasticFields.WORDS, start), prefix(ElasticFields.PARTS, start))),
                        relevance.part(),
                        "prefix");
            case Condition.Author author -> filter(terms(ElasticFields.AUTHOR, author.users()));
            case Condition.InChannels channels -> filter(terms(ElasticFields.CHANNEL, channels.channels()));
            case Condition.InThreads threads -> filter(terms(ElasticFields.THREAD, threads.roots()));
            case Condition.Between between -> filter(between(between));
            case Condition.Has has ->
                filter(term(ElasticFields.FACTS, has.fact().token()));
            case Condition.Not not ->
                Query.of(query -> query.bool(bool -> bool.filter(EVERYTHING).mustNot(condition(not.condition()))));
            case Condition.And and ->
                all(and.all().stream().map(this::condition).toList());
            case Condition.Or or -> any(or.any().stream().map(this::condition).toList());
        };
    }

    private Query term(Condition.Term term) {
        var any = new ArrayList<Query>();
        String word = term.word();
        String stem = term.stem();
        if (word != null) any.add(scored(ElasticFields.WORDS, word, relevance.word()));
        any.add(adjacent(term.parts(), relevance.part()));
        if (stem != null) any.add(scored(ElasticFields.STEMS, stem, relevance.stem()));
        return any(any);
    }

    private Query phrase(Condition.Phrase phrase) {
        var all = new BoolQuery.Builder().must(adjacent(phrase.parts(), relevance.phrase()));
        for (String word : phrase.words()) all.filter(term(ElasticFields.WORDS, word));
        return all.build()._toQuery();
    }

    private static Query adjacent(List<String> parts, float weight) {
        if (parts.size() == 1) return scored(ElasticFields.PARTS, parts.getFirst(), weight);
        return Query.of(query -> query.matchPhrase(match ->
                match.field(ElasticFields.PARTS).query(String.join(" ", parts)).boost(weight * BM25)));
    }

    private static Query scored(String field, String token, float weight) {
        return Query.of(
                query -> query.term(term -> term.field(field).value(token).boost(weight * BM25)));
    }

    private static Query between(Condition.Between between) {
        var from = between.from();
        var to = between.to();
        return Query.of(query -> query.range(range -> range.untyped(number -> {
            number.field(ElasticFields.TS);
            if (from != null) number.gte(JsonData.of(from.micros()));
            if (to != null) number.lt(JsonData.of(to.micros()));
            return number;
        })));
    }

    private static Query prefix(String field, Condition.StartsWith start) {
        return Query.of(query -> query.prefix(prefix -> prefix.field(field).value(start.prefix())));
    }

    private static final Query EVERYTHING = Query.of(query -> query.matchAll(all -> all));
    private static final Query NOTHING = Query.of(query -> query.matchNone(none -> none));

    private static Query all(List<Query> queries) {
        if (queries.isEmpty()) return filter(EVERYTHING);
        return Query.of(query -> query.bool(bool -> bool.must(queries)));
    }

    private static Query any(List<Query> queries) {
        if (queries.isEmpty()) return NOTHING;
        return Query.of(query -> query.bool(bool -> bool.should(queries).minimumShouldMatch("1")));
    }

    /** Lets through and scores nothing. */
    private static Query filter(Query query) {
        return Query.of(any -> any.bool(bool -> bool.filter(query)));
    }

    private static Query constant(Query query, float weight, String name) {
        return Query.of(any -> any.constantScore(
                constant -> constant.filter(query).boost(weight).queryName(name)));
    }

    private static Query term(String field, String token) {
        return Query.of(query -> query.term(term -> term.field(field).value(token)));
    }

    private static Query terms(String field, Collection<?> tokens) {
        var parts = new ArrayList<Query>();
        var some = new ArrayList<FieldValue>();
        for (Object token : tokens) {
            some.add(FieldValue.of(token.toString()));
            if (some.size() == TERMS) {
                parts.add(terms(field, List.copyOf(some)));
                some.clear();
            }
        }
        if (!some.isEmpty()) parts.add(terms(field, List.copyOf(some)));
        return parts.size() == 1 ? parts.getFirst() : any(parts);
    }

    private static Query terms(String field, List<FieldValue> tokens) {
        return Query.of(query -> query.terms(terms -> terms.field(field).terms(values -> values.value(tokens))));
    }
}
