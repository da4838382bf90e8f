// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.search.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.hansard.query.search.Hits;
import dev.hansard.query.search.MessageIndex;
import dev.hansard.query.search.MessageKey;
import dev.hansard.query.search.SearchSettings;
import dev.hansard.query.search.answer.GoldenSet.Judged;
import dev.hansard.query.search.answer.GoldenSet.Scores;
import dev.hansard.query.search.lucene.LuceneMessageIndex;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** How well what was judged relevant is found, with the embedded index. */
class GoldenSetTest {
    /** Rounding of what is recorded. */
    private static final double ROUNDING = 0.0006;

    @BeforeAll
    static void needArchive() {
        if (!Files.exists(CommunityArchive.FILE)) {
            System.out.println("skipped: there is no archive at " + CommunityArchive.FILE);
        }
        assumeTrue(Files.exists(CommunityArchive.FILE));
    }

    @Test
    void everythingJudgedShouldBeInTheArchive() {
        var keys = CommunityArchive.read().messages().stream()
                .map(CommunityArchive.Said::key)
                .toList();
        List<Judged> golden = GoldenSet.read();
        assertThat(golden).hasSizeGreaterThanOrEqualTo(60);
        for (Judged query : golden) {
            assertThat(new java.util.HashSet<>(keys))
                    .as(query.query())
                    .containsAll(query.grades().keySet());
            assertThat(query.grades().values()).as(query.query()).anyMatch(grade -> grade >= 2);
        }
    }

    @Test
    void scoresShouldNotFallBelowThoseRecorded() {
        var search = new GoldenSearch(CommunityArchive.read());
        Map<String, Scores> scores;
        try (MessageIndex index = new LuceneMessageIndex(SearchSettings.in(null), new OneShard())) {
            search.fill(index);
            Map<Judged, Hits> hits = search.ask(index, GoldenSet.read());
            if (Boolean.getBoolean("golden.show")) show(hits);
            scores = GoldenSet.scores(keys(hits));
        }
        print("lucene", scores);
        Map<String, Scores> recorded = GoldenSet.recorded();
        assertThat(scores.keySet()).isEqualTo(recorded.keySet());
        recorded.forEach((kind, least) -> {
            assertThat(scores.get(kind).queries()).as(kind).isEqualTo(least.queries());
            assertThat(scores.get(kind).ndcg())
                    .as("nDCG@10 of %s", kind)
                    .isGreaterThanOrEqualTo(least.ndcg() - ROUNDING);
            assertThat(scores.get(kind).mrr()).as("MRR of %s", kind).isGreaterThanOrEqualTo(least.mrr() - ROUNDING);
        });
    }

    static Map<Judged, List<MessageKey>> keys(Map<Judged, Hits> hits) {
        Map<Judged, List<MessageKey>> keys = new LinkedHashMap<>();
        hits.forEach((query, found) ->
                keys.put(query, found.hits().stream().map(Hits.Hit::message).toList()));
        return keys;
    }

    static void print(String engine, Map<String, Scores> scores) {
        scores.forEach((kind, score) -> System.out.printf(
                "golden set, %s: %-10s %2d queries, nDCG@10 %.3f, MRR %.3f%n",
                engine, kind, score.queries(), score.ndcg(), score.mrr()));
    }

    /** For whoever judges: every query's top ten with grades, {@code ?} where nobody looked yet. */
    private static void show(Map<Judged, Hits> hits) {
        hits.forEach((query, found) -> {
            List<MessageKey> keys =
                    found.hits().stream().map(Hits.Hit::message).limit(10).toList();
            System.out.printf("%.3f %3d %s%n", query.ndcg(keys), found.total(), query.query());
            for (Hits.Hit hit : found.hits().subList(0, keys.size())) {
                Integer grade = query.grades().get(hit.message());
                System.out.printf("    %s %.2f %s%n", grade == null ? "?" : grade, hit.score(), hit.message());
            }
        });
    }
}
