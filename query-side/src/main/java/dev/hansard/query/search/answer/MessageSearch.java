// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.search.answer;

import dev.hansard.api.Actor;
import dev.hansard.api.ErrorCode;
import dev.hansard.api.MessageView;
import dev.hansard.api.Rejection;
import dev.hansard.api.SearchQueries.FindMessages;
import dev.hansard.api.SearchQueries.Found;
import dev.hansard.api.SearchQueries.Hit;
import dev.hansard.api.SearchQueries.Score;
import dev.hansard.api.SearchQueries.Sort;
import dev.hansard.api.UserId;
import dev.hansard.axon.store.Shards;
import dev.hansard.query.search.Condition;
import dev.hansard.query.search.Coverage;
import dev.hansard.query.search.Hits;
import dev.hansard.query.search.IndexUnavailable;
import dev.hansard.query.search.MessageIndex;
import dev.hansard.query.search.MessageKey;
import dev.hansard.query.search.Relevance;
import dev.hansard.query.search.Scope;
import dev.hansard.query.search.SearchRequest;
import dev.hansard.query.search.SearchSettings;
import dev.hansard.query.search.analysis.TextAnalysis;
import dev.hansard.query.search.answer.Sight.Place;
import dev.hansard.query.search.language.Clause;
import dev.hansard.query.search.language.SearchLanguage;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.axonframework.queryhandling.QueryHandler;
import org.springframework.stereotype.Component;

/**
 * Answers searches. What the viewer sees is read first and goes with the question as a filter, so whatever comes back,
 * totals and order included, knows of nothing else; the messages are then read from the record, not from the index.
 */
@Component
class MessageSearch {
    /** How many of somebody's newest messages in threads {@code with:} looks at. */
    private static final int COMPANION_MESSAGES = 1_000;

    private final SightReader sights;
    private final Threads threads;
    private final Contents contents;
    private final MessageIndex index;
    private final Coverage coverage;
    private final Shards shards;
    private final SearchSettings settings;
    private final Clock clock;

    MessageSearch(
            SightReader sights,
            Threads threads,
            Contents contents,
            MessageIndex index,
            Coverage coverage,
            Shards shards,
            SearchSettings settings,
            Clock clock) {
        this.sights = sights;
        this.threads = threads;
        this.contents = contents;
        this.index = index;
        this.coverage = coverage;
        this.shards = shards;
        this.settings = settings;
        this.clock = clock;
    }

    @QueryHandler
    Found answer(FindMessages query) {
        try {
            return find(query);
        } catch (IndexUnavailable e) {
            throw new Rejection(ErrorCode.SERVICE_UNAVAILABLE, "search does not answer; try again later");
        }
    }

    private Found find(FindMessages query) {
        Actor viewer = query.viewer();
        Rejection.unless(!query.explain() || viewer.role().isAdmin(), ErrorCode.NOT_ADMIN);
        Instant now = clock.instant();
        // Read twice: first for who is named, then for which days are meant, which the searcher's zone decides.
        Set<String> people = Named.people(SearchLanguage.read(query.text(), now, ZoneOffset.UTC));
        Sight sight = sights.see(query.workspace(), viewer, people);
        List<Clause> clauses = SearchLanguage.read(query.text(), now, sight.zone());
        var analysis = new TextAnalysis(settings.languageOf(query.workspace()));
        Condition condition =
                new Meaning(sight, analysis, who -> threads(query, sight, who, COMPANION_MESSAGES)).of(clauses);
        if (condition == null || sight.places().isEmpty()) return new Found(0, List.of(), false);
        SearchRequest request = request(query, sight, condition, now);
        boolean incomplete = coverage.isBehind(shards.of(query.workspace()).id());
        Hits hits = index.search(request);
        List<Hit> shown = shown(query, sight, request, analysis, hits);
        int gone = hits.hits().size() - shown.size();
        return new Found(Math.max(0, hits.total() - gone), shown, incomplete);
    }

    private SearchRequest request(FindMessages query, Sight sight, Condition condition, Instant now) {
        boolean byScore = query.sort() == Sort.SCORE;
        Relevance relevance = byScore
                ? Closeness.of(sight, threads(query, sight, Set.of(sight.viewer()), Closeness.THREAD_MESSAGES), now)
                : Relevance.TEXT;
        return new SearchRequest(
                query.workspace(),
                new Scope.Visible(sight.channels()),
                condition,
                sort(query),
                relevance,
                query.from(),
                query.size(),
                false);
    }

    private Set<MessageKey> threads(FindMessages query, Sight sight, Set<UserId> people, int messages) {
        return threads.of(query.workspace(), people, sight.channels(), messages);
    }

    private static SearchRequest.Sort sort(FindMessages query) {
        return switch (query.sort()) {
            case SCORE -> query.ascending() ? SearchRequest.Sort.SCORE_ASC : SearchRequest.Sort.SCORE_DESC;
            case TIME -> query.ascending() ? SearchRequest.Sort.TIME_ASC : SearchRequest.Sort.TIME_DESC;
        };
    }

    private List<Hit> shown(FindMessages query, Sight sight, SearchRequest request, TextAnalysis analysis, Hits hits) {
        Map<MessageKey, MessageView> messages = contents.of(
                query.workspace(), hits.hits().stream().map(Hits.Hit::message).toList());
        List<Hit> shown = new ArrayList<>();
        for (Hits.Hit hit : hits.hits()) {
            MessageView message = messages.get(hit.message());
            Place place = sight.places().get(hit.message().channel().channel());
            if (message == null || place == null) continue;
            String text = message.content().text();
            if (query.highlight()) {
                text = Marking.bare(text);
                text = Marking.mark(text, analysis.highlighter().find(text, request.condition()));
            }
            boolean explain = query.explain() && query.sort() == Sort.SCORE;
            Score score = explain ? Scores.explained(hit.score(), message, request.relevance()) : null;
            shown.add(new Hit(message, text, place.kind(), place.name(), place.members(), score));
        }
        return List.copyOf(shown);
    }
}
