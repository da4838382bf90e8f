// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.search.elastic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hansard.query.search.Batch;
import dev.hansard.query.search.Generation;
import dev.hansard.query.search.IndexUnavailable;
import dev.hansard.testing.TestElasticsearch;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Elasticsearch is killed and comes back. */
class ElasticOutageIT {
    @Test
    void theCircuitOpensAndClosesAndNothingIsLost() {
        var meters = new SimpleMeterRegistry();
        try (var server = TestElasticsearch.own();
                var index = Elastic.index(
                        server.url(),
                        Elastic.settings("index.prefix", Elastic.prefix(), "queries.open", "1s"),
                        meters)) {
            assertThat(index.claim(0)).isTrue();
            index.write(new Batch(0, 0, 1, List.of(Elastic.put(1_000_000, 1, "before"))), Generation.SERVING);
            index.refresh(0);
            assertThat(index.search(Elastic.ask(Elastic.word("before"))).total())
                    .isOne();
            server.kill();
            Awaitility.await().atMost(Elastic.SOON).until(() -> {
                assertThatThrownBy(() -> index.search(Elastic.ask(Elastic.word("before"))))
                        .isInstanceOf(IndexUnavailable.class);
                return index.guard().isOpen();
            });
            assertThatThrownBy(() -> index.search(Elastic.ask(Elastic.word("before"))))
                    .isInstanceOf(IndexUnavailable.class)
                    .hasMessageContaining("left alone");
            assertThat(meters.get("resilience4j.circuitbreaker.state")
                            .tag("state", "open")
                            .gauge()
                            .value())
                    .isOne();
            var batch = new Batch(0, 1, 2, List.of(Elastic.put(2_000_000, 2, "after")));
            assertThatThrownBy(() -> index.write(batch, Generation.SERVING)).isInstanceOf(IndexUnavailable.class);
            assertThat(index.health().getFirst().error()).isNotNull();
            server.startAgain();
            assertThat(index.position(0, Generation.SERVING)).isOne();
            index.write(batch, Generation.SERVING);
            index.refresh(0);
            Awaitility.await().atMost(Elastic.SOON).ignoreExceptions().untilAsserted(() -> {
                assertThat(index.search(Elastic.ask(Elastic.word("before"))).total())
                        .isOne();
                assertThat(index.search(Elastic.ask(Elastic.word("after"))).total())
                        .isOne();
            });
        }
    }
}
