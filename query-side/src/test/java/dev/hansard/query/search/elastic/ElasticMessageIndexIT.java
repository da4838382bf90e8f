// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.search.elastic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hansard.query.search.Batch;
import dev.hansard.query.search.Generation;
import dev.hansard.query.search.IndexMoved;
import dev.hansard.testing.TestElasticsearch;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What only this adapter has to be asked; the rest is in the contract. */
class ElasticMessageIndexIT {
    private final String prefix = Elastic.prefix();
    private TestElasticsearch.Server server;
    private ElasticMessageIndex index;

    @BeforeEach
    void open() {
        server = TestElasticsearch.shared();
        index = another();
    }

    @AfterEach
    void close() {
        index.close();
    }

    private ElasticMessageIndex another() {
        return Elastic.index(
                server.url(), Elastic.settings("index.prefix", prefix, "queries.timeout", "30s", "writes.lease", "1s"));
    }

    private long total(String word) {
        index.refresh(0);
        return index.search(Elastic.ask(Elastic.word(word))).total();
    }

    @Test
    void aWriterThatWasOvertakenIsTold() {
        index.write(new Batch(0, 0, 5, List.of(Elastic.put(1_000_000, 5, "one"))), Generation.SERVING);
        try (var other = another()) {
            other.write(new Batch(0, 5, 9, List.of(Elastic.put(2_000_000, 8, "two"))), Generation.SERVING);
        }
        index.write(new Batch(0, 5, 6, List.of()), Generation.SERVING);
        assertThat(index.position(0, Generation.SERVING)).isEqualTo(9);
        assertThatThrownBy(() -> index.write(new Batch(0, 10, 11, List.of()), Generation.SERVING))
                .isInstanceOf(IndexMoved.class);
    }

    @Test
    void oneProcessWritesUntilItsClaimRunsOut() {
        try (var other = another()) {
            assertThat(index.claim(0)).isTrue();
            assertThat(other.claim(0)).isFalse();
            assertThat(index.claim(0)).isTrue();
            assertThat(other.claim(0)).isFalse();
            // From here on the first is silent.
            Awaitility.await().atMost(Elastic.SOON).until(() -> other.claim(0));
            assertThat(index.claim(0)).isFalse();
        }
        assertThat(index.claim(0)).as("given back").isTrue();
    }

    @Test
    void whatIsDroppedAfterTheSwapIsTheOldIndexOnly() {
        index.write(new Batch(0, 0, 1, List.of(Elastic.put(1_000_000, 1, "old"))), Generation.SERVING);
        index.prepareNext(0);
        index.write(new Batch(0, 0, 1, List.of(Elastic.put(1_000_000, 1, "new"))), Generation.NEXT);
        assertThat(total("new")).isZero();
        index.promoteNext(0);
        assertThat(total("new")).isOne();
        assertThat(total("old")).isZero();
        assertThat(index.health().getFirst().generation()).isEqualTo(2);
        assertThat(index.position(0, Generation.NEXT)).isZero();
    }
}
