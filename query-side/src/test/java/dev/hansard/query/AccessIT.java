// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query;

import static dev.hansard.query.testing.Happenings.T1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hansard.api.Actor;
import dev.hansard.api.ChannelKey;
import dev.hansard.api.ChannelKind;
import dev.hansard.api.DirectoryQueries.FindChannel;
import dev.hansard.api.DirectoryQueries.FindChannelByName;
import dev.hansard.api.DirectoryQueries.ListChannels;
import dev.hansard.api.DirectoryQueries.ListMembers;
import dev.hansard.api.ErrorCode;
import dev.hansard.api.MessageQueries.CountUnread;
import dev.hansard.api.MessageQueries.FindHistory;
import dev.hansard.api.MessageQueries.FindMessage;
import dev.hansard.api.MessageQueries.FindReplies;
import dev.hansard.api.MessageQueries.ListPins;
import dev.hansard.api.MessageQueries.ListScheduled;
import dev.hansard.api.Query;
import dev.hansard.api.Role;
import dev.hansard.api.Ts;
import dev.hansard.api.Views.ChannelView;
import dev.hansard.api.Views.Page;
import dev.hansard.api.WorkspaceId;
import dev.hansard.query.testing.Happenings;
import dev.hansard.query.testing.QuerySide;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Who gets an answer to what: member, outsider, guest, bot, stranger and operator, in each kind of conversation. */
class AccessIT {
    private static final ChannelKey OPEN = Happenings.channel("C1");
    private static final ChannelKey SECRET = Happenings.channel("C2");
    private static final ChannelKey DIRECT = Happenings.channel("D1");
    private static final ChannelKey GROUP = Happenings.channel("G1");
    private static final List<ChannelKey> CLOSED = List.of(SECRET, DIRECT, GROUP);
    private static final long TS = 1_700_000_000_000_000L;

    private static final Actor MEMBER = Happenings.person("U1");
    private static final Actor OUTSIDER = Happenings.person("U2", Role.PRIMARY_OWNER);
    private static final Actor GUEST_IN = Happenings.person("U3", Role.MULTI_CHANNEL_GUEST);
    private static final Actor GUEST_OUT = Happenings.person("U4", Role.SINGLE_CHANNEL_GUEST);
    private static final Actor BOT_IN = Happenings.botActor("U5", "B5");
    private static final Actor BOT_OUT = Happenings.botActor("U6", "B6");
    private static final Actor STRANGER = Happenings.person("U7");
    private static QuerySide side;

    @BeforeAll
    static void start() {
        side = new QuerySide();
        side.append(
                Happenings.founded(T1, "Acme"),
                Happenings.joined(T1, "U1", Role.MEMBER),
                Happenings.joined(T1, "U2", Role.PRIMARY_OWNER),
                Happenings.joined(T1, "U3", Role.MULTI_CHANNEL_GUEST),
                Happenings.joined(T1, "U4", Role.SINGLE_CHANNEL_GUEST),
                Happenings.bot(T1, "U5", "B5"),
                Happenings.bot(T1, "U6", "B6"),
                Happenings.joined(new WorkspaceId("T2"), "U7", Role.PRIMARY_OWNER));
        side.append(
                Happenings.created(OPEN, ChannelKind.PUBLIC, "open", "U1", "U3", "U5"),
                Happenings.created(SECRET, ChannelKind.PRIVATE, "secret", "U1", "U3", "U5"),
                Happenings.created(DIRECT, ChannelKind.IM, null, "U1", "U3", "U5"),
                Happenings.created(GROUP, ChannelKind.MPIM, null, "U1", "U3", "U5"));
        for (ChannelKey channel : List.of(OPEN, SECRET, DIRECT, GROUP)) {
            side.append(Happenings.posted(channel, TS, "U1", "hello"));
        }
    }

    @AfterAll
    static void stop() {
        side.close();
    }

    @Test
    void everythingShouldBeAnsweredWhenTheViewerIsInOrTheOperator() {
        for (Actor viewer : List.of(MEMBER, GUEST_IN, BOT_IN, Actor.OPERATOR)) {
            for (ChannelKey channel : List.of(OPEN, SECRET, DIRECT, GROUP)) {
                assertThat(refusals(reads(channel, viewer))).as("%s", viewer).containsOnly(answered());
                assertThat(refusals(looks(channel, viewer))).containsOnly(answered());
            }
        }
    }

    @Test
    void closedConversationShouldNotExistWhenTheViewerIsOutside() {
        for (Actor viewer : List.of(OUTSIDER, GUEST_OUT, BOT_OUT, STRANGER)) {
            for (ChannelKey channel : CLOSED) {
                assertThat(refusals(reads(channel, viewer))).containsOnly(ErrorCode.CHANNEL_NOT_FOUND.wire());
                assertThat(refusals(looks(channel, viewer))).containsOnly(ErrorCode.CHANNEL_NOT_FOUND.wire());
                assertThat(side.refusal(scheduled(channel, viewer))).isEqualTo(ErrorCode.INVALID_CHANNEL);
            }
        }
    }

    @Test
    void publicChannelShouldBeReadFromOutsideByPeopleAndOnlySeenByBots() {
        assertThat(refusals(reads(OPEN, OUTSIDER))).containsOnly(answered());
        assertThat(refusals(looks(OPEN, OUTSIDER))).containsOnly(answered());
        assertThat(refusals(reads(OPEN, BOT_OUT))).containsOnly(ErrorCode.NOT_IN_CHANNEL.wire());
        assertThat(refusals(looks(OPEN, BOT_OUT))).containsOnly(answered());
    }

    @Test
    void publicChannelShouldNotExistForGuestsAndStrangersOutside() {
        for (Actor viewer : List.of(GUEST_OUT, STRANGER)) {
            assertThat(refusals(reads(OPEN, viewer))).containsOnly(ErrorCode.CHANNEL_NOT_FOUND.wire());
            assertThat(refusals(looks(OPEN, viewer))).containsOnly(ErrorCode.CHANNEL_NOT_FOUND.wire());
        }
    }

    @Test
    void conversationShouldNotBeFoundThroughAnotherWorkspace() {
        var elsewhere = new ChannelKey(new WorkspaceId("T2"), OPEN.channel());
        assertThat(refusals(reads(elsewhere, STRANGER))).containsOnly(ErrorCode.CHANNEL_NOT_FOUND.wire());
        var nowhere = new ChannelKey(new WorkspaceId("T3"), OPEN.channel());
        assertThat(refusals(reads(nowhere, MEMBER))).containsOnly(ErrorCode.TEAM_NOT_FOUND.wire());
    }

    @Test
    void listShouldHoldWhatTheViewerMaySee() {
        assertThat(listed(MEMBER)).containsExactly("C1", "C2", "D1", "G1");
        assertThat(listed(GUEST_IN)).containsExactly("C1", "C2", "D1", "G1");
        assertThat(listed(Actor.OPERATOR)).containsExactly("C1", "C2", "D1", "G1");
        assertThat(listed(OUTSIDER)).containsExactly("C1");
        assertThat(listed(BOT_OUT)).containsExactly("C1");
        assertThat(listed(GUEST_OUT)).isEmpty();
        assertThat(listed(STRANGER)).isEmpty();
    }

    @Test
    void nameShouldFindOnlyWhatTheViewerMaySee() {
        ChannelView found = side.ask(new FindChannelByName(T1, "secret", MEMBER));
        assertThat(found.key()).isEqualTo(SECRET);
        assertThat(side.refusal(new FindChannelByName(T1, "secret", OUTSIDER))).isEqualTo(ErrorCode.CHANNEL_NOT_FOUND);
        assertThat(side.refusal(new FindChannelByName(T1, "none", MEMBER))).isEqualTo(ErrorCode.CHANNEL_NOT_FOUND);
    }

    private static List<Query> reads(ChannelKey channel, Actor viewer) {
        return List.of(
                new FindHistory(channel, Ts.ZERO, Ts.MAX, false, 10, null, viewer),
                new FindReplies(channel, new Ts(TS), Ts.ZERO, Ts.MAX, false, 10, null, viewer),
                new FindMessage(channel, new Ts(TS), viewer),
                new ListPins(channel, viewer),
                new CountUnread(channel, viewer));
    }

    private static List<Query> looks(ChannelKey channel, Actor viewer) {
        return List.of(new FindChannel(channel, viewer), new ListMembers(channel, null, 10, viewer));
    }

    private static ListScheduled scheduled(ChannelKey channel, Actor viewer) {
        return new ListScheduled(T1, channel.channel(), 0, Long.MAX_VALUE, null, 10, viewer);
    }

    private static Set<String> refusals(List<Query> queries) {
        return queries.stream()
                .map(side::refusal)
                .map(code -> code == null ? answered() : code.wire())
                .collect(Collectors.toSet());
    }

    private static String answered() {
        return "answered";
    }

    private static Set<String> listed(Actor viewer) {
        Page<ChannelView> page =
                side.ask(new ListChannels(T1, EnumSet.allOf(ChannelKind.class), false, null, null, 100, viewer));
        return page.items().stream()
                .map(view -> view.key().channel().value())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
