// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.search.index;

import static dev.hansard.query.testing.Happenings.channel;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hansard.api.ChannelId;
import dev.hansard.api.ChannelKey;
import dev.hansard.api.DomainEvent;
import dev.hansard.api.Erasure;
import dev.hansard.api.ErasureReason;
import dev.hansard.api.MessageContent;
import dev.hansard.api.MessageEvents;
import dev.hansard.api.Ts;
import dev.hansard.api.UserId;
import dev.hansard.axon.process.ReadModels;
import dev.hansard.query.history.StoryOfAChannel;
import dev.hansard.query.search.Batch;
import dev.hansard.query.search.Change;
import dev.hansard.query.search.Condition;
import dev.hansard.query.search.Corpus;
import dev.hansard.query.search.Fact;
import dev.hansard.query.search.Generation;
import dev.hansard.query.search.Hits;
import dev.hansard.query.search.MessageIndex;
import dev.hansard.query.search.Relevance;
import dev.hansard.query.search.Scope;
import dev.hansard.query.search.SearchRequest;
import dev.hansard.query.search.SearchSettings;
import dev.hansard.query.search.lucene.LuceneMessageIndex;
import dev.hansard.testing.TestRecord;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class SearchFollowerIT {
    private static final ChannelKey CHANNEL = channel("C1");
    private static final UserId ANNA = new UserId("U1");
    private static final UserId BEN = new UserId("U2");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final TestRecord record = TestRecord.with();
    private final SearchSettings settings = SearchSettings.in(null);
    private FickleIndex index = fresh();
    private SearchFollower follower = follow(index);

    private FickleIndex fresh() {
        return new FickleIndex(new LuceneMessageIndex(settings, record.stores.shards()));
    }

    private SearchFollower follow(MessageIndex on) {
        return new SearchFollower(record.stores, on, settings, new SimpleMeterRegistry());
    }

    @AfterEach
    void close() {
        follower.close();
        index.close();
        record.close();
    }

    private static Ts ts(long at) {
        return Corpus.ts(at);
    }

    private static MessageEvents.MessagePosted posted(long at, String text) {
        return posted(at, null, text);
    }

    private static MessageEvents.MessagePosted posted(long at, Ts thread, String text) {
        return new MessageEvents.MessagePosted(
                CHANNEL,
                ts(at),
                ANNA,
                null,
                null,
                MessageEvents.Kind.PLAIN,
                thread,
                false,
                null,
                null,
                MessageContent.ofText(text));
    }

    private static MessageEvents.MessageEdited edited(long at, String text) {
        return new MessageEvents.MessageEdited(
                CHANNEL, ts(at), ANNA, ts(at + 1_000), false, MessageContent.ofText(text));
    }

    private void caughtUp() {
        assertThat(follower.await(0, record.stores.knownHead(0), PATIENCE)).isTrue();
        index.refresh(0);
    }

    private Set<Ts> found(Condition condition) {
        Hits hits = index.search(new SearchRequest(
                CHANNEL.workspace(),
                new Scope.Visible(Set.of(CHANNEL.channel(), new ChannelId("C2"))),
                condition,
                SearchRequest.Sort.TIME_ASC,
                Relevance.TEXT,
                0,
                SearchRequest.WINDOW,
                false));
        var found = new TreeSet<Ts>();
        hits.hits().forEach(hit -> found.add(hit.message().ts()));
        assertThat(hits.total()).isEqualTo(found.size());
        return found;
    }

    private Set<Ts> found(String words) {
        return found(Corpus.words(words));
    }

    private Set<Ts> everything() {
        return found(new Condition.And(List.of()));
    }

    @Test
    void whatIsPostedShouldBeFoundByItself() {
        record.append(posted(1, "apples"));
        Awaitility.await().atMost(PATIENCE).until(() -> !found("apples").isEmpty());
    }

    @Test
    void changesShouldArriveWhetherInOneBatchOrInMany() {
        List<DomainEvent> story = List.of(
                posted(1, "apples"),
                posted(2, "pears"),
                posted(3, "plums"),
                new MessageEvents.ThreadStarted(CHANNEL, ts(3)),
                posted(4, ts(3), "more plums"),
                edited(1, "cherries"),
                new MessageEvents.MessageDeleted(CHANNEL, ts(2), ANNA, ts(50)),
                new MessageEvents.ReactionAdded(CHANNEL, ts(1), BEN, "thumbsup::skin-tone-3", ANNA, ts(51)),
                new MessageEvents.ReactionAdded(CHANNEL, ts(1), ANNA, "eyes", ANNA, ts(52)),
                new MessageEvents.ReactionRemoved(CHANNEL, ts(1), ANNA, "eyes", ANNA, ts(53)),
                new MessageEvents.MessagePinned(CHANNEL, ts(3), BEN, ts(54)));
        record.append(story.toArray(DomainEvent[]::new));
        caughtUp();
        assertStory();
        follower.close();
        index.close();
        index = fresh();
        follower = oneByOne();
        caughtUp();
        assertStory();
    }

    private SearchFollower oneByOne() {
        var slow = new SearchSettings(
                List.of(),
                null,
                "en",
                java.util.Map.of(),
                1,
                Duration.ZERO,
                settings.refresh(),
                settings.commit(),
                settings.purge());
        return new SearchFollower(record.stores, index, slow, new SimpleMeterRegistry());
    }

    @Test
    void anIndexThatLacksABatchShouldBeCalledBehind() {
        follower.close();
        follower = oneByOne();
        caughtUp();
        assertThat(follower.isBehind(0)).isFalse();
        index.away = true;
        record.append(posted(1, "apples"));
        assertThat(follower.isBehind(0)).isTrue();
        index.away = false;
        caughtUp();
        assertThat(follower.isBehind(0)).isFalse();
    }

    private void assertStory() {
        assertThat(found("apples")).isEmpty();
        assertThat(found("pears")).isEmpty();
        assertThat(found("cherries")).containsExactly(ts(1));
        assertThat(found(new Condition.Has(Fact.EDITED))).containsExactly(ts(1));
        assertThat(found(new Condition.Has(Fact.reactedBy(BEN, "+1")))).containsExactly(ts(1));
        assertThat(found(new Condition.Has(Fact.reaction("eyes")))).isEmpty();
        assertThat(found(new Condition.Has(Fact.PIN))).containsExactly(ts(3));
        assertThat(found(new Condition.Has(Fact.THREAD))).containsExactly(ts(3), ts(4));
        assertThat(everything()).containsExactly(ts(1), ts(3), ts(4));
    }

    @Test
    void whatAttachmentsBlocksAndFilesSayShouldBeFound() {
        var content = new MessageContent(
                "",
                "[{\"type\":\"section\",\"text\":{\"type\":\"mrkdwn\",\"text\":\"build *failed*\"}}]",
                "[{\"title\":\"Pipeline\",\"title_link\":\"https://ci.example.org/7\",\"fields\":[{\"title\":\"Branch\",\"value\":\"main\"}]}]",
                null,
                null,
                null,
                "{\"files\":[{\"id\":\"F1\",\"name\":\"trace.log\"}]}");
        record.append(posted(1, "").withContent(content));
        caughtUp();
        for (String words : List.of("failed", "pipeline", "branch main", "trace.log")) {
            assertThat(found(words)).as(words).containsExactly(ts(1));
        }
        assertThat(found(new Condition.Has(Fact.FILE))).containsExactly(ts(1));
        assertThat(found(new Condition.Has(Fact.LINK))).containsExactly(ts(1));
    }

    @Test
    void whatIsErasedShouldNotBeFound() {
        record.append(posted(1, "apples"), posted(2, "pears"));
        caughtUp();
        var why = new Erasure(ErasureReason.REQUEST, "case 7", BEN);
        record.append(new MessageEvents.MessageErased(CHANNEL, ts(1), ANNA, List.of(0L), why, ts(60)));
        caughtUp();
        assertThat(everything()).containsExactly(ts(2));
    }

    @Test
    void noticesOfAnArchiveShouldNotBeFound() {
        record.append(
                imported(1, "channel_join", "has joined"),
                imported(2, null, "hello"),
                imported(3, "bot_message", "beep"));
        caughtUp();
        assertThat(everything()).containsExactly(ts(2), ts(3));
    }

    private static MessageEvents.MessageImported imported(long at, String subtype, String text) {
        return new MessageEvents.MessageImported(
                CHANNEL, ts(at), ANNA, null, subtype, null, false, null, null, null, MessageContent.ofText(text));
    }

    @Test
    void anIndexThatWasAwayShouldCatchUpAndPostingShouldNotNotice() {
        record.append(posted(1, "apples"));
        caughtUp();
        index.away = true;
        for (int i = 2; i < 50; i++) record.append(posted(i, "apples"));
        Awaitility.await().atMost(PATIENCE).until(() -> status().error() != null);
        assertThat(status().lag()).isPositive();
        index.away = false;
        caughtUp();
        assertThat(everything()).hasSize(49);
        assertThat(status().error()).isNull();
    }

    @Test
    void aWriteWhoseAnswerWasLostShouldNotCountTwice() {
        index.losesAnswers = true;
        record.append(posted(1, "apples"));
        record.append(edited(1, "pears"));
        caughtUp();
        assertThat(everything()).containsExactly(ts(1));
        assertThat(found("pears")).containsExactly(ts(1));
    }

    @Test
    void anIndexThatIsReplacedByAnEmptyOneShouldBeFilledFromTheRecord() {
        record.append(posted(1, "apples"), posted(2, "pears"));
        caughtUp();
        follower.close();
        index.close();
        index = fresh();
        follower = follow(index);
        caughtUp();
        assertThat(everything()).containsExactly(ts(1), ts(2));
    }

    @Test
    void whatAnotherProcessWritesShouldBeLeftToIt() {
        index.isOthers = true;
        Awaitility.await().atMost(PATIENCE).until(() -> status().position() == 0 && status().error() == null);
        follower.close();
        follower = follow(index);
        record.append(posted(1, "apples"));
        assertThat(follower.await(0, 1, Duration.ofMillis(300))).isFalse();
        index.isOthers = false;
        caughtUp();
        assertThat(everything()).containsExactly(ts(1));
    }

    @Test
    void anEventThatMakesNoSenseShouldBePassedOver() throws Exception {
        record.append(posted(1, "apples"), posted(2, "pears"), posted(3, "plums"));
        caughtUp();
        try (Connection connection = record.stores.shards().shard(0).reader().getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("UPDATE event SET facts = 'x' WHERE position = 2");
            connection.commit();
        }
        follower.replay(progress -> {});
        assertThat(everything()).containsExactly(ts(1), ts(3));
        assertThat(status().position()).isEqualTo(3);
        assertThat(status().deadLetters()).isPositive();
    }

    @Test
    void aReplayShouldServeTheOldAndComeToTheSame() {
        List<DomainEvent> story = StoryOfAChannel.of(channel("C2"), 3_000);
        story.forEach(event -> record.append(event));
        caughtUp();
        Set<Ts> before = everything();
        assertThat(before).isEqualTo(living(story));
        int generation = status().generation();
        var told = new AtomicInteger();
        follower.replay(progress -> {
            told.incrementAndGet();
            assertThat(everything()).isEqualTo(before);
        });
        record.append(posted(1, "apples"));
        caughtUp();
        assertThat(told.get()).isPositive();
        assertThat(status().generation()).isGreaterThan(generation);
        before.add(ts(1));
        assertThat(everything()).isEqualTo(before);
    }

    private static Set<Ts> living(List<DomainEvent> story) {
        var living = new TreeSet<Ts>();
        for (DomainEvent event : story) {
            if (event instanceof MessageEvents.MessagePosted e) living.add(e.ts());
            if (event instanceof MessageEvents.MessageImported e) living.add(e.ts());
            if (event instanceof MessageEvents.MessageDeleted e) living.remove(e.ts());
        }
        return living;
    }

    @Test
    void manyPostsAtOnceShouldAllArrive() {
        IntStream.rangeClosed(1, 2_000).forEach(i -> record.append(posted(i, "apples number " + i)));
        caughtUp();
        assertThat(everything()).hasSize(2_000);
        assertThat(found("1999")).containsExactly(ts(1999));
    }

    private ReadModels.Status status() {
        return follower.status().getFirst();
    }

    @Test
    void theCheckShouldFindNothingWhereTheIndexFollows() {
        record.append(posted(1, "apples"), posted(2, "pears"), posted(3, "plums"), edited(1, "cherries"));
        record.append(new MessageEvents.MessageDeleted(CHANNEL, ts(2), ANNA, ts(50)));
        IndexReport report = check(index);
        assertThat(report.isClean()).as("%s", report).isTrue();
        assertThat(report.messages()).isEqualTo(2);
    }

    @Test
    void theCheckShouldFindEveryKindOfDifference() {
        record.append(posted(1, "apples"), posted(2, "pears"), edited(1, "cherries"));
        caughtUp();
        long head = record.stores.log().head(0);
        try (FickleIndex other = fresh()) {
            other.claim(0);
            var stale = new Change.Put(Corpus.message(Corpus.key(CHANNEL.channel(), 1), ANNA, "apples"), head - 2);
            var surplus = new Change.Put(Corpus.message(Corpus.key(CHANNEL.channel(), 9), ANNA, "grapes"), head - 1);
            other.write(new Batch(0, 0, head, List.of(stale, surplus)), Generation.SERVING);
            IndexReport report = check(other);
            assertThat(report.isClean()).isFalse();
            assertThat(List.of(report.missing(), report.stale(), report.surplus()))
                    .as("%s", report)
                    .containsExactly(1L, 1L, 1L);
        }
    }

    private IndexReport check(MessageIndex on) {
        return new IndexCheck(record.stores, on, follower, settings, new SimpleMeterRegistry())
                .check(0, position -> {});
    }
}
