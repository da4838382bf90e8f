// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.bench;

import dev.hansard.api.ChannelId;
import dev.hansard.api.ChannelKey;
import dev.hansard.api.Ts;
import dev.hansard.api.UserId;
import dev.hansard.api.WorkspaceId;
import dev.hansard.axon.store.Shards;
import dev.hansard.query.search.Batch;
import dev.hansard.query.search.Change;
import dev.hansard.query.search.Condition;
import dev.hansard.query.search.IndexedMessage;
import dev.hansard.query.search.Language;
import dev.hansard.query.search.MessageKey;
import dev.hansard.query.search.Relevance;
import dev.hansard.query.search.Scope;
import dev.hansard.query.search.SearchRequest;
import dev.hansard.query.search.analysis.TextAnalysis;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Generated messages and questions, the same in every run. */
final class SearchCorpus {
    private static final WorkspaceId WORKSPACE = new WorkspaceId("T0BENCH00");
    private static final TextAnalysis ENGLISH = new TextAnalysis(Language.EN);
    private static final int BATCH = 2_000;
    private static final int CHANNELS = 200;
    private static final int PEOPLE = 1_000;
    private static final int VOCABULARY = 50_000;
    private static final int SHORTEST = 4;
    private static final int MORE_WORDS = 24;
    private static final long FIRST_SECOND = 1_700_000_000L;
    private static final List<ChannelId> CHANNEL_IDS =
            IntStream.range(0, CHANNELS).mapToObj(i -> new ChannelId("C" + i)).toList();

    /** One shard, of which nothing but its number is asked. */
    static final Shards SHARDS = new Shards() {
        @Override
        public List<Shard> all() {
            return List.of(shard(0));
        }

        @Override
        public Shard shard(int id) {
            var none = new com.mysql.cj.jdbc.MysqlDataSource();
            return new Shard(id, "local", none, none);
        }

        @Override
        public Shard find(WorkspaceId workspace) {
            return shard(0);
        }

        @Override
        public Shard of(WorkspaceId workspace) {
            return shard(0);
        }

        @Override
        public Shard place(WorkspaceId workspace, @Nullable String region) {
            return shard(0);
        }
    };

    /** What is asked. */
    enum Kind {
        RARE_WORD,
        COMMON_WORD,
        TWO_WORDS,
        THREE_COMMON_WORDS,
        PHRASE,
        WORD_OF_ONE_PERSON,
        COMMON_WORD_NEWEST_FIRST,
        BEGINNING,
        EVERYTHING_BUT_A_WORD,
        EVERYTHING_BUT_A_WORD_BY_SCORE
    }

    private SearchCorpus() {}

    /** Messages {@code from + 1} to {@code to}, in order. */
    static Stream<Batch> batches(long from, long to) {
        return LongStream.iterate(from, start -> start < to, start -> start + BATCH)
                .mapToObj(start -> batch(start, Math.min(to, start + BATCH)));
    }

    private static Batch batch(long after, long to) {
        var changes = new ArrayList<Change>();
        for (long i = after + 1; i <= to; i++) changes.add(new Change.Put(message(i), i));
        return new Batch(0, after, to, changes);
    }

    private static IndexedMessage message(long number) {
        var random = new Random(number);
        int channel = random.nextInt(5) == 0 ? 0 : random.nextInt(CHANNELS);
        var key = new MessageKey(new ChannelKey(WORKSPACE, CHANNEL_IDS.get(channel)), ts(number));
        TextAnalysis.Analysed analysed = ENGLISH.analyse(List.of(text(random)));
        return new IndexedMessage(key, person(random), null, analysed.text(), analysed.facts());
    }

    private static UserId person(Random random) {
        return new UserId("U" + random.nextInt(PEOPLE));
    }

    private static Ts ts(long number) {
        return new Ts((FIRST_SECOND + number * 10) * 1_000_000);
    }

    static String text(Random random) {
        int words = SHORTEST + random.nextInt(MORE_WORDS);
        return IntStream.range(0, words).mapToObj(i -> word(rank(random))).collect(Collectors.joining(" "));
    }

    /** The n-th word is about n times as rare as the first. */
    private static int rank(Random random) {
        return (int) Math.pow(VOCABULARY, random.nextDouble());
    }

    private static String word(int rank) {
        var word = new StringBuilder();
        for (int rest = rank + 20; rest > 0; rest /= 20) {
            word.append("bcdfghjklmnprstvwxyz".charAt(rest % 20)).append("aeiou".charAt(rest % 5));
        }
        return word.toString();
    }

    static SearchRequest question(Kind kind, int number, long messages) {
        var random = new Random(number);
        Condition condition = switch (kind) {
            case RARE_WORD -> words(20_000 + random.nextInt(10_000));
            case COMMON_WORD, COMMON_WORD_NEWEST_FIRST -> words(1 + random.nextInt(20));
            case TWO_WORDS -> words(100 + random.nextInt(900), 100 + random.nextInt(900));
            case THREE_COMMON_WORDS -> words(1 + random.nextInt(20), 1 + random.nextInt(20), 1 + random.nextInt(20));
            case PHRASE ->
                Objects.requireNonNull(ENGLISH.phrase(word(1 + random.nextInt(50)) + " " + word(rank(random))));
            case WORD_OF_ONE_PERSON ->
                new Condition.And(
                        List.of(words(1 + random.nextInt(200)), new Condition.Author(Set.of(person(random)))));
            case BEGINNING -> new Condition.StartsWith(word(400 + random.nextInt(7_000)));
            case EVERYTHING_BUT_A_WORD, EVERYTHING_BUT_A_WORD_BY_SCORE ->
                new Condition.Not(words(1 + random.nextInt(20)));
        };
        boolean byTime = kind == Kind.COMMON_WORD_NEWEST_FIRST || kind == Kind.EVERYTHING_BUT_A_WORD;
        var recency = new Relevance.Recency(ts(messages), Duration.ofDays(30), 1);
        var own = new Relevance.Boost("own", new Condition.InChannels(Set.copyOf(CHANNEL_IDS.subList(0, 10))), 0.5f);
        return new SearchRequest(
                WORKSPACE,
                new Scope.Visible(Set.copyOf(CHANNEL_IDS.subList(0, CHANNELS - 10))),
                condition,
                byTime ? SearchRequest.Sort.TIME_DESC : SearchRequest.Sort.SCORE_DESC,
                Relevance.TEXT.with(recency, List.of(own)),
                0,
                20,
                false);
    }

    private static Condition words(int... ranks) {
        String text = IntStream.of(ranks).mapToObj(SearchCorpus::word).collect(Collectors.joining(" "));
        return Objects.requireNonNull(ENGLISH.terms(text));
    }
}
