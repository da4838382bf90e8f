// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.search.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.hansard.query.search.Hits;
import dev.hansard.query.search.MessageIndex;
import dev.hansard.query.search.MessageKey;
import dev.hansard.query.search.SearchSettings;
import dev.hansard.query.search.answer.GoldenSet.Judged;
import dev.hansard.query.search.elastic.ElasticMessageIndex;
import dev.hansard.query.search.elastic.ElasticSettings;
import dev.hansard.query.search.lucene.LuceneMessageIndex;
import dev.hansard.testing.TestElasticsearch;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Files;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** Both indices find the same and put it in the same order, but for hits of equal score. */
class GoldenSetOnBothIT {
    /** Scores are sums of floats that the two add up in different order. */
    private static final float ROUNDING = 0.002f;

    @Test
    void hitsShouldBeTheSameOnLuceneAndElasticsearch() {
        if (!Files.exists(CommunityArchive.FILE)) {
            System.out.println("skipped: there is no archive at " + CommunityArchive.FILE);
        }
        assumeTrue(Files.exists(CommunityArchive.FILE));
        var search = new GoldenSearch(CommunityArchive.read());
        List<Judged> golden = GoldenSet.read();
        Map<Judged, Hits> lucene;
        try (MessageIndex index = new LuceneMessageIndex(SearchSettings.in(null), new OneShard())) {
            search.fill(index);
            lucene = search.ask(index, golden);
        }
        Map<Judged, Hits> elastic;
        try (MessageIndex index = new ElasticMessageIndex(
                List.of(TestElasticsearch.shared().url()),
                settings(),
                new OneShard(),
                "EN",
                new SimpleMeterRegistry())) {
            search.fill(index);
            elastic = search.ask(index, golden);
        }
        GoldenSetTest.print("lucene", GoldenSet.scores(GoldenSetTest.keys(lucene)));
        GoldenSetTest.print("elasticsearch", GoldenSet.scores(GoldenSetTest.keys(elastic)));
        lucene.forEach((query, expected) -> same(query.query(), expected, elastic.get(query)));
    }

    private static void same(String query, Hits one, Hits other) {
        assertThat(other.total()).as(query).isEqualTo(one.total());
        assertThat(other.hits()).as(query).hasSameSizeAs(one.hits());
        for (int i = 0; i < one.hits().size(); i++) {
            float score = one.hits().get(i).score();
            assertThat(other.hits().get(i).score())
                    .as("%s, hit %d", query, i)
                    .isCloseTo(score, within(rounding(score)));
        }
        if (one.hits().isEmpty()) return;
        float last = one.hits().getLast().score();
        assertThat(above(other, last)).as(query).isEqualTo(above(one, last));
    }

    /** Those that no tie at the end of the page can push off it. */
    private static Set<MessageKey> above(Hits hits, float last) {
        Set<MessageKey> above = new HashSet<>();
        boolean all = hits.hits().size() == hits.total();
        for (Hits.Hit hit : hits.hits()) if (all || hit.score() > last + 2 * rounding(last)) above.add(hit.message());
        return above;
    }

    private static float rounding(float score) {
        return Math.max(1, Math.abs(score)) * ROUNDING;
    }

    private static ElasticSettings settings() {
        String prefix = "g" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);
        var source = new MapConfigurationPropertySource(
                Map.of("e.index.prefix", prefix, "e.queries.timeout", "60s", "e.queries.connect", "20s"));
        return new Binder(source).bindOrCreate("e", ElasticSettings.class);
    }
}
