// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.search.lucene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hansard.api.ChannelId;
import dev.hansard.api.ChannelKey;
import dev.hansard.api.Ts;
import dev.hansard.api.UserId;
import dev.hansard.api.WorkspaceId;
import dev.hansard.query.search.AnalysedText;
import dev.hansard.query.search.Condition;
import dev.hansard.query.search.Fact;
import dev.hansard.query.search.Hits;
import dev.hansard.query.search.IndexedMessage;
import dev.hansard.query.search.MessageKey;
import dev.hansard.query.search.Relevance;
import dev.hansard.query.search.Scope;
import dev.hansard.query.search.SearchRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.NoMergePolicy;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Both ways to search answer the same: from match to match, and by bits. */
class BroadSearchTest {
    private static final WorkspaceId WORKSPACE = new WorkspaceId("T0A");
    private static final int MESSAGES = 3_000;
    private static final long NOW = 5_000_000_000L;
    private static final Directory DIRECTORY = new ByteBuffersDirectory();
    private static SearcherManager searchers;

    /** In several segments, a tenth removed, some of another workspace, several at the same moment. */
    @BeforeAll
    static void fill() throws IOException {
        var random = new Random(7);
        var documents = new Documents();
        var config = new IndexWriterConfig().setMergePolicy(NoMergePolicy.INSTANCE);
        try (var writer = new IndexWriter(DIRECTORY, config)) {
            for (int i = 0; i < MESSAGES; i++) {
                IndexedMessage message = message(random, i);
                writer.addDocument(documents.of(message.key().toString(), message, i));
                if (i % 1_000 == 700) writer.flush();
                if (random.nextInt(10) == 0)
                    writer.deleteDocuments(
                            Documents.id(key("T0A", 0, Math.max(0, i - 50)).toString()));
            }
        }
        searchers = new SearcherManager(DIRECTORY, new SegmentMemory(100));
    }

    @AfterAll
    static void close() throws IOException {
        searchers.close();
        DIRECTORY.close();
    }

    private static MessageKey key(String workspace, int channel, int number) {
        return new MessageKey(
                new ChannelKey(new WorkspaceId(workspace), new ChannelId("C" + channel)),
                new Ts((number / 3 + 1) * 1_000_000L));
    }

    private static IndexedMessage message(Random random, int number) {
        String text = IntStream.range(0, 3 + random.nextInt(6))
                .mapToObj(i -> word(random))
                .collect(Collectors.joining(" "));
        return new IndexedMessage(
                key(random.nextInt(8) == 0 ? "T0B" : "T0A", random.nextInt(6), number),
                new UserId("U" + random.nextInt(5)),
                null,
                new AnalysedText("", text, text),
                random.nextInt(4) == 0 ? Set.of(Fact.LINK) : Set.of());
    }

    private static String word(Random random) {
        return "w" + (int) Math.pow(30, random.nextDouble());
    }

    private static Condition condition(Random random, int depth) {
        String word = word(random);
        return switch (random.nextInt(depth == 0 ? 6 : 9)) {
            case 0, 1, 2 -> new Condition.Term(word, List.of(word), word);
            case 3 -> new Condition.Author(Set.of(new UserId("U" + random.nextInt(5))));
            case 4 -> new Condition.Has(Fact.LINK);
            case 5 -> new Condition.Between(new Ts(random.nextLong(1_000_000_000)), null);
            case 6 -> new Condition.Not(condition(random, depth - 1));
            case 7 -> new Condition.And(several(random, depth));
            default -> new Condition.Or(several(random, depth));
        };
    }

    private static List<Condition> several(Random random, int depth) {
        return IntStream.range(0, 1 + random.nextInt(3))
                .mapToObj(i -> condition(random, depth - 1))
                .toList();
    }

    private static Set<ChannelId> channels(Random random) {
        return random.ints(1 + random.nextInt(6), 0, 7)
                .mapToObj(i -> new ChannelId("C" + i))
                .collect(Collectors.toSet());
    }

    private static SearchRequest request(Random random, SearchRequest.Sort sort) {
        var boosts = List.of(
                new Relevance.Boost("own", new Condition.InChannels(channels(random)), 0.5f),
                new Relevance.Boost("people", new Condition.Author(Set.of(new UserId("U1"))), 0.25f));
        var recency = new Relevance.Recency(new Ts(NOW), Duration.ofMinutes(10), 1.5f);
        return new SearchRequest(
                WORKSPACE,
                new Scope.Visible(channels(random)),
                condition(random, 2),
                sort,
                Relevance.TEXT.with(random.nextInt(5) == 0 ? null : recency, boosts),
                random.nextInt(3) * 20,
                random.nextInt(8) == 0 ? 0 : 20,
                false);
    }

    @ParameterizedTest
    @EnumSource(SearchRequest.Sort.class)
    void theSameShouldBeFoundEitherWay(SearchRequest.Sort sort) throws IOException {
        IndexSearcher searcher = searchers.acquire();
        try {
            var random = new Random(sort.ordinal());
            int found = 0;
            for (int i = 0; i < 200; i++) {
                SearchRequest request = request(random, sort);
                Hits one = LuceneSearch.run(searcher, request, Integer.MAX_VALUE);
                Hits other = LuceneSearch.run(searcher, request, 0);
                same(one, other, request);
                found += other.hits().size();
            }
            assertThat(found).isGreaterThan(1_000);
        } finally {
            searchers.release(searcher);
        }
    }

    private static void same(Hits one, Hits other, SearchRequest request) {
        assertThat(other.total()).as("%s", request).isEqualTo(one.total());
        assertThat(other.hits()).as("%s", request).hasSameSizeAs(one.hits());
        List<MessageKey> expected = new ArrayList<>();
        List<MessageKey> keys = new ArrayList<>();
        for (int i = 0; i < one.hits().size(); i++) {
            assertThat(other.hits().get(i).score()).isCloseTo(one.hits().get(i).score(), within(1e-5f));
            expected.add(one.hits().get(i).message());
            keys.add(other.hits().get(i).message());
        }
        assertThat(keys).as("%s", request).isEqualTo(expected);
    }
}
