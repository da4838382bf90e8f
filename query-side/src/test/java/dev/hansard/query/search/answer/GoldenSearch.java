// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.search.answer;

import dev.hansard.query.search.Batch;
import dev.hansard.query.search.Change;
import dev.hansard.query.search.Condition;
import dev.hansard.query.search.Generation;
import dev.hansard.query.search.Hits;
import dev.hansard.query.search.MessageIndex;
import dev.hansard.query.search.Scope;
import dev.hansard.query.search.SearchRequest;
import dev.hansard.query.search.answer.GoldenSet.Judged;
import dev.hansard.query.search.language.SearchLanguage;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The golden queries asked of an index that holds the archive, as the handler asks them. */
final class GoldenSearch {
    /** The day after the archive ends, when recency meant something in it. */
    private static final Instant NOW = Instant.parse("2019-06-08T12:00:00Z");

    private static final String SEARCHER = "abel";
    private static final int BATCH = 2_000;

    private final CommunityArchive archive;

    GoldenSearch(CommunityArchive archive) {
        this.archive = archive;
    }

    void fill(MessageIndex index) {
        index.claim(0);
        List<Change> changes = archive.changes();
        for (int from = 0; from < changes.size(); from += BATCH) {
            int to = Math.min(changes.size(), from + BATCH);
            index.write(new Batch(0, from, to, changes.subList(from, to)), Generation.SERVING);
        }
        index.refresh(0);
    }

    Map<Judged, Hits> ask(MessageIndex index, List<Judged> queries) {
        Map<Judged, Hits> answers = new LinkedHashMap<>();
        Sight sight = archive.sight(SEARCHER);
        var relevance = Closeness.of(sight, archive.threads(java.util.Set.of(sight.viewer())), NOW);
        for (Judged query : queries) {
            Condition condition = new Meaning(sight, CommunityArchive.ENGLISH, archive::threads)
                    .of(SearchLanguage.read(query.query(), NOW, ZoneOffset.UTC));
            answers.put(
                    query,
                    index.search(new SearchRequest(
                            CommunityArchive.WORKSPACE,
                            new Scope.Visible(sight.channels()),
                            java.util.Objects.requireNonNull(condition),
                            SearchRequest.Sort.SCORE_DESC,
                            relevance,
                            0,
                            20,
                            false)));
        }
        return answers;
    }
}
