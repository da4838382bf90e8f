// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.search.answer;

import dev.hansard.query.testing.QuerySide;
import dev.hansard.testing.TestElasticsearch;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;

/** With a real Elasticsearch, and fewer viewers: those from whom most is hidden in different ways. */
class SearchAccessOnElasticIT extends SearchAccessContract {
    private static final Set<String> WHO = Set.of("OUTSIDER", "GUEST", "LEFT", "BOT");

    @BeforeAll
    static void start() {
        Map<String, Object> settings = Map.of(
                "hansard.search.url",
                TestElasticsearch.shared().url().toString(),
                "hansard.search.elastic.index.prefix",
                "access" + UUID.randomUUID().toString().substring(0, 8),
                "hansard.search.elastic.queries.timeout",
                "30s");
        List<Viewer> viewers =
                VIEWERS.stream().filter(each -> WHO.contains(each.name())).toList();
        start(new QuerySide(1, settings), viewers);
    }
}
