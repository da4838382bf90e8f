// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.search;

import static dev.hansard.query.search.Corpus.ANNA;
import static dev.hansard.query.search.Corpus.BEN;
import static dev.hansard.query.search.Corpus.GENERAL;
import static dev.hansard.query.search.Corpus.RANDOM;
import static dev.hansard.query.search.Corpus.SECRET;
import static dev.hansard.query.search.Corpus.find;
import static dev.hansard.query.search.Corpus.key;
import static dev.hansard.query.search.Corpus.message;
import static dev.hansard.query.search.Corpus.phrase;
import static dev.hansard.query.search.Corpus.ranked;
import static dev.hansard.query.search.Corpus.reply;
import static dev.hansard.query.search.Corpus.request;
import static dev.hansard.query.search.Corpus.startsWith;
import static dev.hansard.query.search.Corpus.ts;
import static dev.hansard.query.search.Corpus.words;
import static dev.hansard.query.search.Generation.NEXT;
import static dev.hansard.query.search.Generation.SERVING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.within;

import dev.hansard.api.ChannelId;
import dev.hansard.api.ChannelKey;
import dev.hansard.api.UserId;
import dev.hansard.api.WorkspaceId;
import dev.hansard.query.search.Change.Put;
import dev.hansard.query.search.Change.Remove;
import dev.hansard.query.search.SearchRequest.Sort;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What every message index does. Each test starts with an empty one. */
public interface MessageIndexContract {
    /** An open index with the one shard 0, empty at the start of each test. */
    MessageIndex index();

    /** Closes the index and opens it again on what it left. */
    MessageIndex restart();

    /** Whether these bytes are in any file that the index keeps, as they are. */
    boolean filesHold(byte[] bytes);

    /** Writes the changes with the versions that they have, up to their highest. */
    default void write(Change... changes) {
        long after = index().position(0, SERVING);
        long to = after;
        for (Change change : changes) to = Math.max(to, change.version());
        write(after, to, changes);
    }

    default void write(long after, long position, Change... changes) {
        assertThat(index().claim(0)).isTrue();
        index().write(new Batch(0, after, position, List.of(changes)), SERVING);
        index().refresh(0);
    }

    /** Puts texts into the general channel, at seconds 1, 2, 3, … */
    default void say(String... texts) {
        var changes = new ArrayList<Change>();
        for (int i = 1; i <= texts.length; i++) changes.add(new Put(message(GENERAL, i, ANNA, texts[i - 1]), i));
        write(changes.toArray(Change[]::new));
    }

    /** Seconds of the messages found, in order. */
    default List<Long> found(SearchRequest request) {
        Hits hits = index().search(request);
        assertThat(hits.total()).isGreaterThanOrEqualTo(hits.hits().size());
        return hits.hits().stream()
                .map(hit -> hit.message().ts().seconds() - Corpus.EPOCH)
                .toList();
    }

    default List<Long> found(Condition condition) {
        return found(find(condition));
    }

    @Test
    default void whatIsPutShouldBeFound() {
        say("the deploy is done", "lunch?");
        Hits hits = index().search(find(words("deploy")));
        assertThat(hits.total()).isEqualTo(1);
        assertThat(hits.hits().getFirst().message()).isEqualTo(key(GENERAL, 1));
        assertThat(index().position(0, SERVING)).isEqualTo(2);
    }

    @Test
    default void aNewVersionShouldReplaceTheOld() {
        say("apples");
        write(new Put(message(GENERAL, 1, ANNA, "oranges"), 2));
        assertThat(found(words("apples"))).isEmpty();
        assertThat(found(words("oranges"))).containsExactly(1L);
    }

    @Test
    default void anOlderVersionShouldChangeNothing() {
        write(0, 10, new Put(message(GENERAL, 1, ANNA, "apples"), 15));
        write(10, 12, new Put(message(GENERAL, 1, ANNA, "pears"), 12));
        write(12, 13, new Remove(key(GENERAL, 1), 13));
        write(13, 20, new Put(message(GENERAL, 1, ANNA, "plums"), 15));
        assertThat(found(words("apples"))).containsExactly(1L);
        write(20, 21, new Put(message(GENERAL, 1, ANNA, "plums"), 18));
        assertThat(found(words("apples"))).containsExactly(1L);
        assertThat(index().position(0, SERVING)).isEqualTo(21);
    }

    @Test
    default void whatIsRemovedShouldNotBeFound() {
        say("apples", "pears");
        write(new Remove(key(GENERAL, 1), 3));
        assertThat(found(words("apples"))).isEmpty();
        assertThat(found(words("pears"))).containsExactly(2L);
    }

    @Test
    default void anOldPutShouldNotBringBackWhatWasRemovedAheadOfIt() {
        write(0, 1, new Put(message(GENERAL, 1, ANNA, "apples"), 1));
        write(1, 2, new Remove(key(GENERAL, 1), 9));
        write(2, 5, new Put(message(GENERAL, 1, ANNA, "apples"), 5));
        assertThat(found(words("apples"))).isEmpty();
        write(5, 9);
        write(9, 10, new Put(message(GENERAL, 1, ANNA, "apples"), 9));
        assertThat(found(words("apples"))).isEmpty();
    }

    @Test
    default void theSameBatchTwiceShouldBeAsOnce() {
        write(0, 2, new Put(message(GENERAL, 1, ANNA, "apples"), 1), new Put(message(GENERAL, 2, ANNA, "apples"), 2));
        write(0, 2, new Put(message(GENERAL, 1, ANNA, "apples"), 1), new Put(message(GENERAL, 2, ANNA, "apples"), 2));
        assertThat(index().search(find(words("apples"))).total()).isEqualTo(2);
        write(0, 1, new Remove(key(GENERAL, 1), 1));
        assertThat(index().search(find(words("apples"))).total()).isEqualTo(2);
        assertThat(index().position(0, SERVING)).isEqualTo(2);
    }

    @Test
    default void aMessageShouldStayOneHoweverOftenAndLateItComes() {
        write(new Put(message(GENERAL, 1, ANNA, "apples"), 1), new Put(message(GENERAL, 5, ANNA, "apples"), 2));
        write(new Put(message(GENERAL, 3, ANNA, "apples"), 3), new Put(message(RANDOM, 2, ANNA, "apples"), 4));
        write(new Put(message(GENERAL, 3, ANNA, "apples"), 5), new Put(message(GENERAL, 5, ANNA, "apples"), 6));
        restart();
        write(new Put(message(GENERAL, 5, ANNA, "apples"), 7), new Put(message(RANDOM, 2, ANNA, "apples"), 8));
        write(new Put(message(GENERAL, 7, ANNA, "apples"), 9), new Remove(key(GENERAL, 9), 12));
        write(new Put(message(GENERAL, 7, ANNA, "apples"), 13), new Put(message(GENERAL, 9, ANNA, "apples"), 14));
        write(new Put(message(GENERAL, 4, ANNA, "apples"), 15), new Remove(key(GENERAL, 5), 16));
        assertThat(found(words("apples"))).containsExactly(9L, 7L, 4L, 3L, 2L, 1L);
    }

    @Test
    default void aBatchThatLeavesAGapShouldBeRefused() {
        say("apples");
        assertThatThrownBy(() -> write(5, 6, new Put(message(GENERAL, 2, ANNA, "pears"), 6)))
                .isInstanceOf(IndexMoved.class);
        assertThat(index().position(0, SERVING)).isEqualTo(1);
        assertThat(found(words("pears"))).isEmpty();
    }

    @Test
    default void wordsShouldBeFoundByTheirStem() {
        say("we deployed twice", "deploying is fun", "the employee");
        assertThat(found(words("deploys"))).containsExactly(2L, 1L);
    }

    @Test
    default void allWordsShouldBeNeeded() {
        say("red apples", "green apples", "red pears");
        assertThat(found(words("red apples"))).containsExactly(1L);
    }

    @Test
    default void aPhraseShouldBeFoundInItsOrderAndWithoutStemming() {
        say("a test of the build", "build the test", "the build tests", "the build test is red");
        assertThat(found(phrase("build test"))).containsExactly(4L);
        assertThat(found(phrase("the build"))).containsExactly(4L, 3L, 1L);
    }

    @Test
    default void namesInCodeShouldBeFoundWholeAndByPart() {
        say("call foo_bar(1)", "FooBarBaz is gone", "pass --dry-run", "see src/main/Foo.java", "foo is not a bar");
        assertThat(found(words("foo_bar"))).containsExactly(1L);
        assertThat(found(words("bar"))).containsExactly(5L, 2L, 1L);
        assertThat(found(words("foobarbaz"))).containsExactly(2L);
        assertThat(found(words("--dry-run"))).containsExactly(3L);
        assertThat(found(words("dry"))).containsExactly(3L);
        assertThat(found(words("src/main/Foo.java"))).containsExactly(4L);
        assertThat(found(words("Foo.java"))).containsExactly(4L);
        assertThat(found(phrase("foo_bar"))).containsExactly(1L);
    }

    @Test
    default void addressesAndHashesShouldBeFoundWholeAndByPart() {
        say(
                "see <https://example.org/issues/42?tab=log|the issue>",
                "fixed in 3f9ac21b7de04455aa01bb22cc33dd44ee55ff66",
                "mail anna@example.org",
                "version 10.4.0 costs 1,250.50");
        assertThat(found(words("https://example.org/issues/42?tab=log"))).containsExactly(1L);
        assertThat(found(words("example.org/issues"))).containsExactly(1L);
        assertThat(found(words("example.org"))).containsExactly(3L, 1L);
        assertThat(found(words("issue"))).containsExactly(1L);
        assertThat(found(words("3f9ac21b7"))).containsExactly(2L);
        assertThat(found(words("3f9ac21b7de04455aa01bb22cc33dd44ee55ff66"))).containsExactly(2L);
        assertThat(found(words("anna@example.org"))).containsExactly(3L);
        assertThat(found(words("10.4.0"))).containsExactly(4L);
        assertThat(found(words("1250.50"))).containsExactly(4L);
    }

    @Test
    default void accentsAndCaseShouldNotMatter() {
        say("Café Résumé", "cafe", "GRÜSSE aus Köln", "Привет, мир", "東京タワー");
        assertThat(found(words("CAFÉ"))).containsExactly(2L, 1L);
        assertThat(found(words("resume"))).containsExactly(1L);
        assertThat(found(words("grüße koln"))).containsExactly(3L);
        assertThat(found(words("МИР"))).containsExactly(4L);
        assertThat(found(words("東京"))).containsExactly(5L);
        assertThat(found(words("京東"))).isEmpty();
    }

    @Test
    default void emojiShouldBeFoundByNameAndByCharacter() {
        say("shipped 🎉", "shipped :tada:", "shipped :+1::skin-tone-3:", "shipped 👍🏽");
        assertThat(found(words(":tada:"))).containsExactly(2L, 1L);
        assertThat(found(words("👍"))).containsExactly(4L, 3L);
        assertThat(found(words(":thumbsup:"))).containsExactly(4L, 3L);
        assertThat(found(new Condition.Has(Fact.emoji("tada")))).containsExactly(2L, 1L);
    }

    @Test
    default void mentionsShouldBeFoundById() {
        say("ask <@U7>", "go to <#C9|help>", "<!here> look", "u7 is a name");
        assertThat(found(new Condition.Has(Fact.mentions(new UserId("U7"))))).containsExactly(1L);
        assertThat(found(words("<@U7>"))).containsExactly(1L);
        assertThat(found(words("<#C9>"))).containsExactly(2L);
        assertThat(found(new Condition.Has(Fact.CALLS_ALL))).containsExactly(3L);
        assertThat(found(words("help"))).isEmpty();
    }

    @Test
    default void beginningsShouldBeFound() {
        say("deployment", "redeploy", "deploy_all", "Deployed");
        assertThat(found(startsWith("deploy"))).containsExactly(4L, 3L, 1L);
    }

    @Test
    default void conditionsShouldFilter() {
        write(
                new Put(message(GENERAL, 1, ANNA, "apples", Fact.PIN), 1),
                new Put(message(RANDOM, 2, BEN, "apples", Fact.reaction("tada"), Fact.reactedBy(ANNA, "tada")), 2),
                new Put(message(GENERAL, 3, BEN, "pears"), 3),
                new Put(reply(GENERAL, 3, 4, ANNA, "apples too"), 4));
        Condition apples = words("apples");
        assertThat(found(and(apples, new Condition.Author(Set.of(BEN))))).containsExactly(2L);
        assertThat(found(and(apples, new Condition.Author(Set.of())))).isEmpty();
        assertThat(found(and(apples, new Condition.InChannels(Set.of(RANDOM))))).containsExactly(2L);
        assertThat(found(and(apples, new Condition.Has(Fact.PIN)))).containsExactly(1L);
        assertThat(found(new Condition.Has(Fact.reactedBy(ANNA, "tada")))).containsExactly(2L);
        assertThat(found(new Condition.InThreads(Set.of(key(GENERAL, 3))))).containsExactly(4L, 3L);
        assertThat(found(new Condition.Between(ts(2), ts(4)))).containsExactly(3L, 2L);
        assertThat(found(new Condition.Between(null, ts(2)))).containsExactly(1L);
        assertThat(found(new Condition.Between(ts(4), null))).containsExactly(4L);
        assertThat(found(and(apples, not(new Condition.Author(Set.of(ANNA)))))).containsExactly(2L);
        assertThat(found(not(apples))).containsExactly(3L);
        assertThat(found(and(not(apples), not(words("pears"))))).isEmpty();
        assertThat(found(or(words("pears"), new Condition.Has(Fact.PIN)))).containsExactly(3L, 1L);
        assertThat(found(or())).isEmpty();
        assertThat(found(and())).containsExactly(4L, 3L, 2L, 1L);
    }

    @Test
    default void onlyWhatIsVisibleShouldBeFoundAndCounted() {
        write(
                new Put(message(GENERAL, 1, ANNA, "plan"), 1),
                new Put(message(SECRET, 2, ANNA, "plan"), 2),
                new Put(message(new MessageKey(ChannelKey.of("T2", "C1"), ts(3)), ANNA, "plan"), 3));
        Condition plan = words("plan");
        assertThat(index().search(find(plan)).total()).isEqualTo(1);
        for (Set<ChannelId> visible : List.of(Set.of(GENERAL), Set.of(SECRET), Set.<ChannelId>of())) {
            Hits hits = index().search(request(plan, visible, Sort.SCORE_DESC, Relevance.TEXT, 0, 10));
            assertThat(hits.total()).isEqualTo(visible.size());
            assertThat(hits.hits())
                    .allMatch(hit -> visible.contains(hit.message().channel().channel()));
            assertThat(hits.hits()).hasSize(visible.size());
        }
        Condition hidden = and(plan, new Condition.InChannels(Set.of(SECRET)));
        assertThat(index().search(find(hidden)).total()).isZero();
        Condition either = or(plan, new Condition.InChannels(Set.of(SECRET)));
        assertThat(index().search(find(either)).total()).isEqualTo(1);
    }

    @Test
    default void hitsShouldComeInTheOrderAskedFor() {
        say("apples and other fruit that I like a lot and eat", "apples", "apples apples");
        Condition apples = words("apples");
        Set<ChannelId> open = Corpus.OPEN;
        assertThat(found(request(apples, open, Sort.TIME_DESC, Relevance.TEXT, 0, 10)))
                .containsExactly(3L, 2L, 1L);
        assertThat(found(request(apples, open, Sort.TIME_ASC, Relevance.TEXT, 0, 10)))
                .containsExactly(1L, 2L, 3L);
        List<Long> best = found(request(apples, open, Sort.SCORE_DESC, Relevance.TEXT, 0, 10));
        assertThat(best).endsWith(1L).hasSize(3);
        assertThat(found(request(apples, open, Sort.SCORE_ASC, Relevance.TEXT, 0, 10)))
                .isEqualTo(best.reversed());
    }

    @Test
    default void equalScoresShouldBeOrderedByTimeAndThenByChannel() {
        write(
                new Put(message(RANDOM, 1, ANNA, "apples"), 1),
                new Put(message(GENERAL, 1, ANNA, "apples"), 2),
                new Put(message(GENERAL, 2, ANNA, "apples"), 3));
        assertThat(index().search(ranked(words("apples"), Relevance.TEXT)).hits())
                .extracting(Hits.Hit::message)
                .containsExactly(key(GENERAL, 2), key(GENERAL, 1), key(RANDOM, 1));
    }

    @Test
    default void pagesShouldBePartsOfOneOrder() {
        write(LongStream.rangeClosed(1, 25)
                .mapToObj(i -> new Put(message(GENERAL, i, ANNA, "apples"), i))
                .toArray(Change[]::new));
        Condition apples = words("apples");
        var all = new ArrayList<Long>();
        for (int from = 0; from < 30; from += 10) {
            SearchRequest page = request(apples, Corpus.OPEN, Sort.SCORE_DESC, Relevance.TEXT, from, 10);
            assertThat(index().search(page).total()).isEqualTo(25);
            all.addAll(found(page));
        }
        assertThat(all)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, 25).boxed().toList().reversed());
        assertThat(index().search(request(apples, Corpus.OPEN, Sort.TIME_ASC, Relevance.TEXT, 0, 0))
                        .total())
                .isEqualTo(25);
    }

    @Test
    default void aScoreShouldBeTheSumOfTextRecencyAndBoosts() {
        write(new Put(message(GENERAL, 1, ANNA, "apples"), 1), new Put(message(RANDOM, 1001, BEN, "apples"), 2));
        Condition apples = words("apples");
        float text = score(ranked(apples, Relevance.TEXT), key(GENERAL, 1));
        var recency = new Relevance.Recency(ts(2001), Duration.ofSeconds(1000), 4);
        Relevance recent = Relevance.TEXT.with(recency, List.of());
        assertThat(score(ranked(apples, recent), key(RANDOM, 1001))).isCloseTo(text + 2f, within(0.01f));
        assertThat(score(ranked(apples, recent), key(GENERAL, 1))).isCloseTo(text + 4f / 3, within(0.01f));
        var boost = new Relevance.Boost("own channel", new Condition.InChannels(Set.of(GENERAL)), 3);
        Relevance both = Relevance.TEXT.with(recency, List.of(boost));
        assertThat(score(ranked(apples, both), key(GENERAL, 1))).isCloseTo(text + 4f / 3 + 3, within(0.01f));
        assertThat(found(ranked(apples, recent))).containsExactly(1001L, 1L);
        assertThat(found(ranked(apples, both))).containsExactly(1L, 1001L);
    }

    @Test
    default void bm25ShouldBeLucenes() {
        say("apples", "pears", "plums");
        var part = new Relevance(0, 1, 0, 0, null, List.of());
        double idf = Math.log(1 + (3 - 1 + 0.5) / (1 + 0.5));
        assertThat(score(ranked(words("apples"), part), key(GENERAL, 1)))
                .isCloseTo((float) (idf / (1 + 1.2)), within(0.001f));
    }

    @Test
    default void anExplanationShouldAddUpToTheScore() {
        say("apples");
        SearchRequest plain = ranked(words("apples"), Relevance.TEXT);
        var explained = new SearchRequest(
                plain.workspace(), plain.scope(), plain.condition(), plain.sort(), plain.relevance(), 0, 1, true);
        Hits.Hit hit = index().search(explained).hits().getFirst();
        assertThat(hit.explanation()).isNotNull();
        assertThat(hit.explanation().value()).isCloseTo(hit.score(), within(0.001f));
        assertThat(hit.explanation().details()).isNotEmpty();
        assertThat(index().search(plain).hits().getFirst().explanation()).isNull();
    }

    @Test
    default void aRestartShouldKeepMessagesAndPositionTogether() {
        say("apples", "pears");
        MessageIndex again = restart();
        assertThat(again.claim(0)).isTrue();
        assertThat(again.position(0, SERVING)).isEqualTo(2);
        assertThat(again.search(find(words("pears"))).total()).isEqualTo(1);
        write(new Put(message(GENERAL, 3, ANNA, "plums"), 3));
        assertThat(found(words("plums"))).containsExactly(3L);
    }

    @Test
    default void aRebuildShouldServeTheOldUntilItTakesOverAsAWhole() {
        say("apples", "pears");
        index().prepareNext(0);
        assertThat(index().position(0, NEXT)).isZero();
        index().write(new Batch(0, 0, 2, List.of(new Put(message(GENERAL, 1, ANNA, "plums"), 1))), NEXT);
        assertThat(index().position(0, NEXT)).isEqualTo(2);
        assertThat(found(words("apples"))).containsExactly(1L);
        assertThat(found(words("plums"))).isEmpty();
        write(new Put(message(GENERAL, 3, ANNA, "apples"), 3));
        assertThat(found(words("apples"))).containsExactly(3L, 1L);
        index().write(new Batch(0, 2, 3, List.of(new Put(message(GENERAL, 3, ANNA, "plums"), 3))), NEXT);
        long before = index().health().getFirst().generation();
        index().promoteNext(0);
        assertThat(found(words("plums"))).containsExactly(3L, 1L);
        assertThat(found(words("apples"))).isEmpty();
        assertThat(index().position(0, SERVING)).isEqualTo(3);
        assertThat(index().health().getFirst().generation()).isGreaterThan(before);
        assertThat(index().position(0, NEXT)).isZero();
        restart();
        assertThat(found(words("plums"))).containsExactly(3L, 1L);
        assertThat(index().position(0, SERVING)).isEqualTo(3);
    }

    @Test
    default void aRebuildThatWasCutShortShouldGoOnOrBeDropped() {
        say("apples");
        index().prepareNext(0);
        index().write(new Batch(0, 0, 1, List.of(new Put(message(GENERAL, 1, ANNA, "plums"), 1))), NEXT);
        index().prepareNext(0);
        assertThat(index().position(0, NEXT)).isEqualTo(1);
        index().dropNext(0);
        index().prepareNext(0);
        assertThat(index().position(0, NEXT)).isZero();
        assertThat(found(words("apples"))).containsExactly(1L);
    }

    @Test
    default void nothingOfWhatWasRemovedShouldBeLeftInTheFilesAfterAPurge() {
        // Not ASCII, so that no file compresses it beyond recognition.
        String secret = "неповторимоеслово";
        say("good morning", secret, "good evening " + secret + "!", "good night");
        assertThat(found(words(secret))).containsExactly(3L, 2L);
        restart();
        assertThat(filesHold(secret.getBytes(StandardCharsets.UTF_8))).isTrue();
        write(new Remove(key(GENERAL, 2), 5), new Put(message(GENERAL, 3, ANNA, "good evening"), 6));
        index().purge(0);
        assertThat(filesHold(secret.getBytes(StandardCharsets.UTF_8))).isFalse();
        assertThat(found(words("good"))).containsExactly(4L, 3L, 1L);
        assertThat(index().health().getFirst().removed()).isZero();
    }

    @Test
    default void languagesShouldBeKeptWithTheIndex() {
        say("apples");
        restart();
        assertThat(index().languages(0)).isEqualTo("EN");
    }

    @Test
    default void aScanShouldTellEveryDocumentWithItsVersion() {
        say("apples", "pears", "plums");
        write(new Remove(key(GENERAL, 1), 4), new Put(message(GENERAL, 2, ANNA, "oranges"), 5));
        var documents = new HashMap<MessageKey, Long>();
        index().scan(0, documents::put);
        assertThat(documents).containsOnly(entry(key(GENERAL, 2), 5L), entry(key(GENERAL, 3), 3L));
    }

    @Test
    default void healthShouldTellWhatThereIs() {
        say("apples", "pears");
        write(new Remove(key(GENERAL, 1), 3));
        IndexHealth health = index().health().getFirst();
        assertThat(health.shard()).isZero();
        assertThat(health.messages()).isEqualTo(1);
        assertThat(health.bytes()).isPositive();
        assertThat(health.error()).isNull();
    }

    @Test
    default void longAndOddTextsShouldBeTaken() {
        String endless = "x".repeat(40_000);
        say(endless, "", "!!! ... ---", "\u0000\ud800 odd \uffff", "<@> <> &amp;lt; <https://> :: :a");
        assertThat(found(words(endless))).containsExactly(1L);
        assertThat(found(words("odd"))).containsExactly(4L);
        assertThat(index().search(find(and())).total()).isEqualTo(5);
        assertThat(index().search(new SearchRequest(
                                new WorkspaceId("TNONE"),
                                new Scope.Visible(Corpus.OPEN),
                                and(),
                                Sort.TIME_DESC,
                                Relevance.TEXT,
                                0,
                                10,
                                false))
                        .total())
                .isZero();
    }

    private float score(SearchRequest request, MessageKey key) {
        return index().search(request).hits().stream()
                .filter(hit -> hit.message().equals(key))
                .findFirst()
                .orElseThrow()
                .score();
    }

    private static Condition and(Condition... all) {
        return new Condition.And(List.of(all));
    }

    private static Condition or(Condition... any) {
        return new Condition.Or(List.of(any));
    }

    private static Condition not(Condition condition) {
        return new Condition.Not(condition);
    }
}
