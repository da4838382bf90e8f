// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hansard.api.Actor;
import dev.hansard.api.ChannelKey;
import dev.hansard.api.ChannelKind;
import dev.hansard.api.ErrorCode;
import dev.hansard.api.MessageQueries.FindHistory;
import dev.hansard.api.MessageQueries.FindMessage;
import dev.hansard.api.MessageQueries.FindReplies;
import dev.hansard.api.MessageQueries.ListPins;
import dev.hansard.api.MessageView;
import dev.hansard.api.Role;
import dev.hansard.api.Ts;
import dev.hansard.api.Views.MessagePage;
import dev.hansard.query.testing.Happenings;
import dev.hansard.query.testing.QuerySide;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every answer about a conversation in which anything happens is compared with an oracle. */
class HistoryIT {
    private static final ChannelKey C1 = Happenings.channel("C1");
    private static final Actor READER = Happenings.person("U1");
    private static final Conversation CONVERSATION = new Conversation(C1, new Random(42)).after(700);
    private static final Oracle ORACLE = new Oracle(CONVERSATION);
    private static QuerySide side;

    @BeforeAll
    static void start() {
        side = new QuerySide();
        side.append(
                Happenings.founded(Happenings.T1, "Acme"),
                Happenings.joined(Happenings.T1, "U1", Role.MEMBER),
                Happenings.created(C1, ChannelKind.PUBLIC, "general", "U1"));
        side.append(CONVERSATION.events);
    }

    @AfterAll
    static void stop() {
        side.close();
    }

    @Test
    void historyShouldBeWhatHappenedWhenReadInPagesOfAnySize() {
        List<String> expected = ORACLE.history(0, Long.MAX_VALUE);
        assertThat(expected).hasSizeGreaterThan(100).anyMatch(line -> line.contains("tombstone"));
        for (int limit : new int[] {1, 7, 100, 999}) {
            assertThat(history(Ts.ZERO, Ts.MAX, false, limit))
                    .as("limit %d", limit)
                    .isEqualTo(expected);
        }
    }

    @Test
    void boundsShouldExcludeTheirEndsUnlessInclusive() {
        List<Long> all = new ArrayList<>(CONVERSATION.messages.keySet());
        var random = new Random(7);
        for (int i = 0; i < 40; i++) {
            long from = all.get(random.nextInt(all.size()));
            long to = all.get(random.nextInt(all.size()));
            assertThat(history(new Ts(from), new Ts(to), false, 50)).isEqualTo(ORACLE.history(from, to));
            assertThat(history(new Ts(from), new Ts(to), true, 50)).isEqualTo(ORACLE.history(from - 1, to + 1));
        }
    }

    @Test
    void repliesShouldBeTheRootAndWhatFollowedWhenAnyMessageOfTheThreadIsNamed() {
        for (long ts : CONVERSATION.messages.keySet()) {
            List<String> expected = ORACLE.thread(ts);
            if (expected == null) {
                assertThat(side.refusal(replies(ts, Ts.ZERO, 10, null))).isEqualTo(ErrorCode.THREAD_NOT_FOUND);
            } else {
                assertThat(thread(ts, 1 + (int) (ts % 5))).isEqualTo(expected);
            }
        }
    }

    @Test
    void repliesShouldStartWithTheRootWhenBoundsExcludeIt() {
        Conversation.Said root = CONVERSATION.messages.values().stream()
                .filter(said ->
                        !said.deleted && CONVERSATION.livingReplies(said.ts).size() > 3)
                .findFirst()
                .orElseThrow();
        long second = CONVERSATION.livingReplies(root.ts).get(1).ts;
        MessagePage page = side.ask(replies(root.ts, new Ts(second), 100, null));
        List<String> whole = ORACLE.thread(root.ts);
        List<String> expected = new ArrayList<>(whole.subList(3, whole.size()));
        expected.addFirst(whole.getFirst());
        assertThat(page.messages().stream().map(Oracle::plain)).isEqualTo(expected);
    }

    @Test
    void repliesShouldBeRefusedWhenNothingIsThere() {
        assertThat(side.refusal(replies(5, Ts.ZERO, 10, null))).isEqualTo(ErrorCode.THREAD_NOT_FOUND);
    }

    @Test
    void pinsShouldComeNewestFirstAndBeCounted() {
        List<MessageView> pins = side.ask(new ListPins(C1, READER));
        assertThat(pins.stream().map(Oracle::plain)).isEqualTo(ORACLE.pins()).isNotEmpty();
        MessagePage page = side.ask(new FindHistory(C1, Ts.ZERO, Ts.MAX, false, 1, null, READER));
        assertThat(page.pins()).isEqualTo(pins.size());
    }

    @Test
    void messageShouldBeFoundUnlessItWasDeleted() {
        for (Conversation.Said said : CONVERSATION.messages.values()) {
            MessageView view = side.ask(new FindMessage(C1, new Ts(said.ts), READER));
            if (said.deleted) assertThat(view).isNull();
            else assertThat(view.content().text()).isEqualTo(said.text);
        }
        assertThat(side.<MessageView>ask(new FindMessage(C1, new Ts(3), READER)))
                .isNull();
    }

    /** Each answer needs rows and events, which come from the same pool. */
    @Test
    void answersShouldNotBlockEachOtherWhenThereAreMoreReadersThanConnections() throws InterruptedException {
        List<String> expected = ORACLE.history(0, Long.MAX_VALUE);
        var right = new AtomicInteger();
        List<Thread> readers = IntStream.range(0, 100)
                .mapToObj(i -> Thread.ofVirtual().start(() -> {
                    if (history(Ts.ZERO, Ts.MAX, false, 999).equals(expected)) right.incrementAndGet();
                }))
                .toList();
        for (Thread reader : readers) reader.join();
        assertThat(right).hasValue(100);
    }

    @Test
    void cursorShouldBeRefusedWhenItIsNotOfThisList() {
        MessagePage page = side.ask(replies(
                CONVERSATION.messages.values().stream()
                        .filter(said -> !said.deleted
                                && CONVERSATION.livingReplies(said.ts).size() > 3)
                        .findFirst()
                        .orElseThrow()
                        .ts,
                Ts.ZERO,
                2,
                null));
        for (String cursor : List.of("%", "bm9uc2Vuc2U", page.next(), "x".repeat(300))) {
            assertThat(side.refusal(new FindHistory(C1, Ts.ZERO, Ts.MAX, false, 10, cursor, READER)))
                    .isEqualTo(ErrorCode.INVALID_CURSOR);
        }
    }

    private static List<String> history(Ts oldest, Ts latest, boolean inclusive, int limit) {
        List<String> seen = new ArrayList<>();
        String cursor = null;
        do {
            MessagePage page = side.ask(new FindHistory(C1, oldest, latest, inclusive, limit, cursor, READER));
            assertThat(page.messages()).hasSizeLessThanOrEqualTo(limit);
            assertThat(page.hasMore()).isEqualTo(page.next() != null);
            page.messages().forEach(view -> seen.add(Oracle.plain(view)));
            cursor = page.next();
        } while (cursor != null);
        return seen;
    }

    private static List<String> thread(long ts, int limit) {
        List<String> seen = new ArrayList<>();
        String cursor = null;
        do {
            MessagePage page = side.ask(replies(ts, Ts.ZERO, limit, cursor));
            assertThat(page.messages()).hasSizeLessThanOrEqualTo(limit);
            page.messages().forEach(view -> seen.add(Oracle.plain(view)));
            cursor = page.next();
        } while (cursor != null);
        return seen;
    }

    private static FindReplies replies(long ts, Ts oldest, int limit, String cursor) {
        return new FindReplies(C1, new Ts(ts), oldest, Ts.MAX, false, limit, cursor, READER);
    }
}
