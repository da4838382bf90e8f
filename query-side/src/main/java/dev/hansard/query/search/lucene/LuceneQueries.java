// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.search.lucene;

import static dev.hansard.query.search.lucene.Documents.AUTHOR;
import static dev.hansard.query.search.lucene.Documents.FACT;
import static dev.hansard.query.search.lucene.Documents.ID;
import static dev.hansard.query.search.lucene.Documents.PARTS;
import static dev.hansard.query.search.lucene.Documents.STEMS;
import static dev.hansard.query.search.lucene.Documents.THREAD;
import static dev.hansard.query.search.lucene.Documents.TS;
import static dev.hansard.query.search.lucene.Documents.WORDS;

import dev.hansard.api.ChannelId;
import dev.hansard.api.ChannelKey;
import dev.hansard.api.WorkspaceId;
import dev.hansard.query.search.Condition;
import dev.hansard.query.search.Relevance;
import dev.hansard.query.search.Scope;
import dev.hansard.query.search.SearchRequest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.lucene.document.LongField;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/** Says a request in Lucene's words. */
final class LuceneQueries {
    private final WorkspaceId workspace;
    private final Relevance relevance;

    private LuceneQueries(SearchRequest request) {
        this.workspace = request.workspace();
        this.relevance = request.relevance();
    }

    /**
     * What matches, without scores: what all of these hold for and none of those does.
     *
     * @param all not empty
     */
    record Matching(List<Query> all, List<Query> none) {
        Query query() {
            var query = new BooleanQuery.Builder();
            for (Query each : all) query.add(each, Occur.FILTER);
            for (Query each : none) query.add(each, Occur.MUST_NOT);
            return query.build();
        }
    }

    static Matching matching(SearchRequest request) {
        var queries = new LuceneQueries(request);
        var matching = new Matching(new ArrayList<>(), new ArrayList<>());
        matching.all().add(queries.scope(request.scope()));
        queries.split(request.condition(), matching);
        return matching;
    }

    private void split(Condition condition, Matching matching) {
        if (condition instanceof Condition.And(List<Condition> all)) all.forEach(each -> split(each, matching));
        else if (condition instanceof Condition.Not(Condition not))
            matching.none().add(filter(not));
        else matching.all().add(filter(condition));
    }

    /** What text scores, or null when there is none in the condition. */
    static @Nullable Query text(SearchRequest request) {
        return scores(request.condition()) ? new LuceneQueries(request).score(request.condition()) : null;
    }

    /** What the boost is for. */
    static Query boosted(SearchRequest request, Relevance.Boost boost) {
        return new LuceneQueries(request).filter(boost.condition());
    }

    /** What matches, with its score. */
    static Query scoring(SearchRequest request) {
        var queries = new LuceneQueries(request);
        var all = new BooleanQuery.Builder();
        all.add(queries.scope(request.scope()), Occur.FILTER);
        if (scores(request.condition())) all.add(queries.score(request.condition()), Occur.MUST);
        else all.add(queries.filter(request.condition()), Occur.FILTER);
        Relevance.Recency recency = request.relevance().recency();
        if (recency != null && recency.weight() > 0) {
            long pivot = TimeUnit.NANOSECONDS.toMicros(recency.pivot().toNanos());
            all.add(
                    LongField.newDistanceFeatureQuery(
                            TS, recency.weight(), recency.now().micros(), pivot),
                    Occur.SHOULD);
        }
        for (Relevance.Boost boost : request.relevance().boosts()) {
            Query holds = new ConstantScoreQuery(queries.filter(boost.condition()));
            if (boost.weight() > 0) all.add(new BoostQuery(holds, boost.weight()), Occur.SHOULD);
        }
        return all.build();
    }

    /** A conversation is named with its workspace, so that nothing of another one is let through. */
    private Query scope(Scope scope) {
        return switch (scope) {
            case Scope.Visible visible -> channels(visible.channels());
        };
    }

    private Query channels(Set<ChannelId> channels) {
        return new ConversationsQuery(
                channels.stream().map(id -> new ChannelKey(workspace, id)).toList());
    }

    private static boolean scores(Condition condition) {
        return switch (condition) {
            case Condition.Term ignored -> true;
            case Condition.Phrase ignored -> true;
            case Condition.StartsWith ignored -> true;
            case Condition.And and -> and.all().stream().anyMatch(LuceneQueries::scores);
            case Condition.Or or -> or.any().stream().anyMatch(LuceneQueries::scores);
            case Condition.Not ignored -> false;
            case Condition.Author ignored -> false;
            case Condition.InChannels ignored -> false;
            case Condition.InThreads ignored -> false;
            case Condition.Between ignored -> false;
            case Condition.Has ignored -> false;
        };
    }

    private Query score(Condition condition) {
        return switch (condition) {
            case Condition.Term term -> term(term, relevance.word(), relevance.part(), relevance.stem());
            case Condition.Phrase phrase -> phrase(phrase, relevance.phrase());
            case Condition.StartsWith start ->
                new BoostQuery(new ConstantScoreQuery(startsWith(start)), relevance.part());
            case Condition.And and -> and(and.all(), true);
            case Condition.Or or -> {
                var any = new BooleanQuery.Builder();
                for (Condition each : or.any()) {
                    Query one = scores(each) ? score(each) : new BoostQuery(new ConstantScoreQuery(filter(each)), 0);
                    any.add(one, Occur.SHOULD);
                }
                yield any.build();
            }
            case Condition.Not ignored -> filter(condition);
            case Condition.Author ignored -> filter(condition);
            case Condition.InChannels ignored -> filter(condition);
            case Condition.InThreads ignored -> filter(condition);
            case Condition.Between ignored -> filter(condition);
            case Condition.Has ignored -> filter(condition);
        };
    }

    private Query filter(Condition condition) {
        return switch (condition) {
            case Condition.Term term -> term(term, 1, 1, 1);
            case Condition.Phrase phrase -> phrase(phrase, 1);
            case Condition.StartsWith start -> startsWith(start);
            case Condition.Author author -> new TermInSetQuery(AUTHOR, bytes(author.users(), Object::toString));
            case Condition.InChannels in -> channels(in.channels());
            case Condition.InThreads in ->
                any(
                        new TermInSetQuery(THREAD, bytes(in.roots(), Object::toString)),
                        new TermInSetQuery(ID, bytes(in.roots(), Object::toString)));
            case Condition.Between between -> {
                var from = between.from();
                var to = between.to();
                yield LongField.newRangeQuery(
                        TS,
                        from == null ? Long.MIN_VALUE : from.micros(),
                        to == null ? Long.MAX_VALUE : to.micros() - 1);
            }
            case Condition.Has has -> new TermQuery(new Term(FACT, has.fact().token()));
            case Condition.Not ignored -> and(List.of(condition), false);
            case Condition.And and -> and(and.all(), false);
            case Condition.Or or ->
                or.any().isEmpty()
                        ? new MatchNoDocsQuery("none of nothing")
                        : any(or.any().stream().map(this::filter).toArray(Query[]::new));
        };
    }

    private Query and(List<Condition> conditions, boolean scored) {
        var all = new BooleanQuery.Builder();
        boolean positive = false;
        for (Condition each : conditions) {
            if (each instanceof Condition.Not(Condition not)) {
                all.add(filter(not), Occur.MUST_NOT);
            } else {
                positive = true;
                if (scored && scores(each)) all.add(score(each), Occur.MUST);
                else all.add(filter(each), Occur.FILTER);
            }
        }
        if (!positive) all.add(MatchAllDocsQuery.INSTANCE, Occur.FILTER);
        return all.build();
    }

    private static Query term(Condition.Term term, float word, float part, float stem) {
        var any = new BooleanQuery.Builder();
        any.add(new BoostQuery(new TermQuery(new Term(WORDS, term.word())), word), Occur.SHOULD);
        any.add(new BoostQuery(parts(term.parts()), part), Occur.SHOULD);
        String ofStem = term.stem();
        if (ofStem != null) any.add(new BoostQuery(new TermQuery(new Term(STEMS, ofStem)), stem), Occur.SHOULD);
        return any.build();
    }

    private static Query phrase(Condition.Phrase phrase, float weight) {
        var all = new BooleanQuery.Builder();
        all.add(new BoostQuery(parts(phrase.parts()), weight), Occur.MUST);
        for (String word : phrase.words()) all.add(new TermQuery(new Term(WORDS, word)), Occur.FILTER);
        return all.build();
    }

    private static Query parts(List<String> parts) {
        return parts.size() == 1
                ? new TermQuery(new Term(PARTS, parts.getFirst()))
                : new PhraseQuery(PARTS, parts.toArray(String[]::new));
    }

    private static Query startsWith(Condition.StartsWith start) {
        return any(new PrefixQuery(new Term(WORDS, start.prefix())), new PrefixQuery(new Term(PARTS, start.prefix())));
    }

    private static Query any(Query... queries) {
        var any = new BooleanQuery.Builder();
        for (Query query : queries) any.add(query, Occur.SHOULD);
        return any.build();
    }

    private static <T> List<BytesRef> bytes(Collection<T> values, Function<T, String> text) {
        return values.stream().map(text).map(BytesRef::new).toList();
    }
}
