// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.history;

import static dev.hansard.query.testing.Happenings.T1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hansard.api.Actor;
import dev.hansard.api.ChannelId;
import dev.hansard.api.ChannelKey;
import dev.hansard.api.ChannelKind;
import dev.hansard.api.DomainEvent;
import dev.hansard.api.MessageContent;
import dev.hansard.api.MessageEvents;
import dev.hansard.api.MessageEvents.MessageDeleted;
import dev.hansard.api.MessageEvents.MessageScheduled;
import dev.hansard.api.MessageQueries.CountUnread;
import dev.hansard.api.MessageQueries.ListScheduled;
import dev.hansard.api.Role;
import dev.hansard.api.Ts;
import dev.hansard.api.UserId;
import dev.hansard.api.Views.Page;
import dev.hansard.api.Views.ScheduledView;
import dev.hansard.api.Views.Unread;
import dev.hansard.query.testing.Happenings;
import dev.hansard.query.testing.QuerySide;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What only the reader sees: what is unread, and what is scheduled. */
class ReaderIT {
    private static final ChannelKey C1 = Happenings.channel("C1");
    private static final ChannelKey C2 = Happenings.channel("C2");
    private static final ChannelKey C3 = Happenings.channel("C3");
    private static final Actor ANN = Happenings.person("U1");
    private static final Actor BEA = Happenings.person("U2");
    private static final Actor CAT = Happenings.person("U3");
    private static QuerySide side;

    @BeforeAll
    static void start() {
        side = new QuerySide();
        side.append(
                Happenings.founded(T1, "Acme"),
                Happenings.joined(T1, "U1", Role.MEMBER),
                Happenings.joined(T1, "U2", Role.MEMBER),
                Happenings.joined(T1, "U3", Role.MEMBER),
                Happenings.created(C1, ChannelKind.PUBLIC, "one", "U1", "U2", "U3"),
                Happenings.created(C2, ChannelKind.PUBLIC, "two", "U1", "U2", "U3"),
                Happenings.created(C3, ChannelKind.PUBLIC, "three", "U1", "U2", "U3"));
    }

    @AfterAll
    static void stop() {
        side.close();
    }

    @Test
    void unreadShouldCountWhatOthersShowedInTheChannelAfterTheMark() {
        assertThat(unread(ANN)).isEqualTo(new Unread(0, null));
        side.append(
                Happenings.posted(C1, 100, "U2", "one"),
                Happenings.posted(C1, 200, "U2", "two"),
                Happenings.posted(C1, 300, "U1", "mine"),
                Happenings.reply(C1, 400, "U2", 100L, false, "only in the thread"),
                Happenings.reply(C1, 500, "U2", 100L, true, "broadcast"));
        assertThat(unread(ANN)).isEqualTo(new Unread(3, new Ts(500)));
        assertThat(unread(BEA)).isEqualTo(new Unread(1, new Ts(500)));
        side.write(0, "INSERT INTO reader_mark VALUES (?, ?, ?)", C1.toString(), "U1", 100L);
        assertThat(unread(ANN)).isEqualTo(new Unread(2, new Ts(500)));
        side.append(new MessageDeleted(C1, new Ts(200), new UserId("U2"), new Ts(600)));
        assertThat(unread(ANN)).isEqualTo(new Unread(1, new Ts(500)));
    }

    @Test
    void unreadShouldStopCountingAtItsLimit() {
        List<DomainEvent> many = new ArrayList<>();
        for (int i = 1; i <= UnreadQueries.MOST + 5; i++) many.add(Happenings.posted(C3, i, "U2", "m"));
        side.append(many);
        Unread counted = side.ask(new CountUnread(C3, ANN));
        assertThat(counted.count()).isEqualTo(UnreadQueries.MOST);
    }

    @Test
    void scheduledShouldBeTheViewersOwnInTheOrderOfTheirTime() {
        side.append(
                scheduled(C1, "Q1", "U1", 3_000),
                scheduled(C2, "Q2", "U1", 1_000),
                scheduled(C1, "Q3", "U1", 2_000),
                scheduled(C1, "Q4", "U1", 2_000),
                scheduled(C1, "Q5", "U2", 1_500));
        for (int limit : new int[] {1, 3, 10})
            assertThat(listed(ANN, null, limit)).containsExactly("Q2", "Q3", "Q4", "Q1");
        assertThat(listed(ANN, C1.channel(), 10)).containsExactly("Q3", "Q4", "Q1");
        Page<ScheduledView> page = side.ask(new ListScheduled(T1, null, 1_500, 2_500, null, 10, ANN));
        assertThat(page.items()).extracting(ScheduledView::id).containsExactly("Q3", "Q4");
        assertThat(page.items().getFirst())
                .isEqualTo(new ScheduledView(C1, "Q3", new UserId("U1"), 2_000, 5, MessageContent.ofText("later Q3")));
    }

    @Test
    void scheduledShouldBeGoneWhenItWasCancelledOrPosted() {
        side.append(
                scheduled(C2, "Q11", "U3", 1_000),
                scheduled(C2, "Q12", "U3", 2_000),
                scheduled(C2, "Q13", "U3", 3_000));
        side.append(
                new MessageEvents.ScheduledMessageCancelled(C2, new Ts(9_000_000), "Q11", new UserId("U3"), null),
                new MessageEvents.MessagePosted(
                        C2,
                        new Ts(9_000_001),
                        new UserId("U3"),
                        null,
                        null,
                        MessageEvents.Kind.PLAIN,
                        null,
                        false,
                        null,
                        "Q12",
                        MessageContent.ofText("later Q2")));
        assertThat(listed(CAT, null, 10)).containsExactly("Q13");
    }

    private Unread unread(Actor viewer) {
        return side.ask(new CountUnread(C1, viewer));
    }

    private List<String> listed(Actor viewer, ChannelId only, int limit) {
        List<String> seen = new ArrayList<>();
        String cursor = null;
        do {
            Page<ScheduledView> page = side.ask(new ListScheduled(T1, only, 0, Long.MAX_VALUE, cursor, limit, viewer));
            page.items().forEach(each -> seen.add(each.id()));
            cursor = page.next();
        } while (cursor != null);
        return seen;
    }

    private static MessageScheduled scheduled(ChannelKey channel, String id, String author, long postAt) {
        return new MessageScheduled(
                channel,
                new Ts(5_000_000),
                id,
                new UserId(author),
                null,
                null,
                postAt,
                null,
                false,
                MessageContent.ofText("later " + id));
    }
}
