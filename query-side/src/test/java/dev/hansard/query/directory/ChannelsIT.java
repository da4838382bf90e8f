// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.directory;

import static dev.hansard.query.testing.Happenings.T1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hansard.api.Actor;
import dev.hansard.api.ChannelEvents;
import dev.hansard.api.ChannelKey;
import dev.hansard.api.ChannelKind;
import dev.hansard.api.DirectoryQueries.FindChannel;
import dev.hansard.api.DirectoryQueries.FindChannelByName;
import dev.hansard.api.DirectoryQueries.FindMemberships;
import dev.hansard.api.DirectoryQueries.ListChannels;
import dev.hansard.api.DirectoryQueries.ListMembers;
import dev.hansard.api.PersonKey;
import dev.hansard.api.Prose;
import dev.hansard.api.Role;
import dev.hansard.api.Ts;
import dev.hansard.api.UserId;
import dev.hansard.api.Views.ChannelView;
import dev.hansard.api.Views.Memberships;
import dev.hansard.api.Views.Page;
import dev.hansard.api.Views.ProseView;
import dev.hansard.query.testing.Happenings;
import dev.hansard.query.testing.QuerySide;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Conversations, their members and who is where. */
class ChannelsIT {
    private static final Set<ChannelKind> ALL = EnumSet.allOf(ChannelKind.class);
    private static final UserId U1 = new UserId("U1");
    private static final ChannelKey GENERAL = Happenings.channel("C900");
    private static final ChannelKey DIRECT = Happenings.channel("D900");
    private static QuerySide side;
    private static Community community;

    @BeforeAll
    static void start() {
        side = new QuerySide();
        community = new Community(new Random(3)).after(400);
        side.append(community.events);
        side.append(
                Happenings.joined(T1, "U1", Role.MEMBER),
                Happenings.joined(T1, "U2", Role.MEMBER),
                Happenings.created(GENERAL, ChannelKind.PUBLIC, "first", "U1", "U2"),
                Happenings.created(DIRECT, ChannelKind.IM, null, "U1", "U2"));
    }

    @AfterAll
    static void stop() {
        side.close();
    }

    @Test
    void channelShouldShowWhatHappenedLast() {
        side.append(
                new ChannelEvents.ChannelRenamed(GENERAL, U1, "first", "second", new Ts(10)),
                new ChannelEvents.ChannelRenamed(GENERAL, U1, "second", "third", new Ts(11)),
                new ChannelEvents.TopicSet(GENERAL, U1, new Ts(12), 1_700_000_100, new Prose("topic")),
                new ChannelEvents.PurposeSet(GENERAL, U1, null, 1_700_000_200, new Prose("purpose")),
                new ChannelEvents.ChannelArchived(GENERAL, U1, new Ts(13)));
        ChannelView view = side.ask(new FindChannelByName(T1, "third", Happenings.person("U1")));
        assertThat(view.key()).isEqualTo(GENERAL);
        assertThat(view.previousNames()).containsExactly("first", "second");
        assertThat(view.topic()).isEqualTo(new ProseView("topic", U1, 1_700_000_100));
        assertThat(view.purpose()).isEqualTo(new ProseView("purpose", U1, 1_700_000_200));
        assertThat(view.archived()).isTrue();
        assertThat(view.memberCount()).isEqualTo(2);
        assertThat(view.members()).isEmpty();
        assertThat(view.isMember()).isTrue();
        assertThat(view.updatedMillis()).isPositive();
        side.append(
                new ChannelEvents.ChannelUnarchived(GENERAL, U1, new Ts(14)),
                new ChannelEvents.TopicSet(GENERAL, U1, new Ts(15), 1_700_000_300, null));
        view = side.ask(new FindChannel(GENERAL, Happenings.person("U1")));
        assertThat(view.archived()).isFalse();
        assertThat(view.topic()).isEqualTo(new ProseView("", U1, 1_700_000_300));
    }

    @Test
    void directConversationShouldNameItsMembersAndBeOpenUntilTheReaderClosesIt() {
        ChannelView view = side.ask(new FindChannel(DIRECT, Happenings.person("U1")));
        assertThat(view.members()).isEqualTo(Happenings.users("U1", "U2"));
        assertThat(view.open()).isTrue();
        assertThat(view.lastRead()).isEqualTo(Ts.ZERO);
        side.write(0, "INSERT INTO reader_conversation VALUES (?, ?, 0)", "T1/U1", DIRECT.toString());
        side.write(0, "INSERT INTO reader_mark VALUES (?, ?, ?)", DIRECT.toString(), "U1", 77L);
        view = side.ask(new FindChannel(DIRECT, Happenings.person("U1")));
        assertThat(view.open()).isFalse();
        assertThat(view.lastRead()).isEqualTo(new Ts(77));
        view = side.ask(new FindChannel(DIRECT, Happenings.person("U2")));
        assertThat(view.open()).isTrue();
        assertThat(view.lastRead()).isEqualTo(Ts.ZERO);
    }

    @Test
    void membersShouldBeThoseWhoJoinedAndDidNotLeave() {
        for (Map.Entry<ChannelKey, Set<UserId>> channel : community.members.entrySet()) {
            ChannelView view = side.ask(new FindChannel(channel.getKey(), Actor.OPERATOR));
            assertThat(view.memberCount()).isEqualTo(channel.getValue().size());
            assertThat(members(channel.getKey(), 3)).isEqualTo(List.copyOf(channel.getValue()));
        }
    }

    @Test
    void membershipsShouldBeExactAndSayAsOfWhen() {
        for (UserId user : community.people) {
            Memberships found = side.ask(new FindMemberships(new PersonKey(T1, user)));
            assertThat(found.channels())
                    .isEqualTo(community.members.entrySet().stream()
                            .filter(channel -> channel.getValue().contains(user))
                            .map(channel -> channel.getKey().channel())
                            .collect(Collectors.toSet()));
            assertThat(found.position()).isPositive();
        }
        Memberships now = side.ask(new FindMemberships(PersonKey.of("T1", "U1")));
        assertThat(now.position()).isEqualTo(side.record.stores.log().head(0));
    }

    @Test
    void listShouldHoldTheConversationsOfOnePersonWhenAskedSo() {
        UserId user = community.people.getFirst();
        Page<ChannelView> page = side.ask(new ListChannels(T1, ALL, false, user, null, 0, Actor.OPERATOR));
        assertThat(page.items().stream().map(ChannelView::key).collect(Collectors.toSet()))
                .isEqualTo(community.members.entrySet().stream()
                        .filter(channel -> channel.getValue().contains(user))
                        .map(Map.Entry::getKey)
                        .collect(Collectors.toSet()))
                .isNotEmpty();
    }

    @Test
    void listShouldHoldEachConversationOnceInOrderWhenReadInPages() {
        List<String> whole = listed(1_000, false, ALL);
        assertThat(whole).isSorted().hasSizeGreaterThan(10);
        assertThat(listed(1, false, ALL)).isEqualTo(whole);
        assertThat(listed(7, false, ALL)).isEqualTo(whole);
        assertThat(listed(7, false, EnumSet.of(ChannelKind.IM))).containsExactly("D900");
        assertThat(listed(7, false, Set.of())).isEmpty();
        assertThat(listed(7, true, ALL)).isSubsetOf(whole).hasSizeLessThan(whole.size());
    }

    private static List<String> listed(int limit, boolean excludeArchived, Set<ChannelKind> kinds) {
        List<String> seen = new ArrayList<>();
        String cursor = null;
        do {
            Page<ChannelView> page =
                    side.ask(new ListChannels(T1, kinds, excludeArchived, null, cursor, limit, Actor.OPERATOR));
            page.items().forEach(view -> seen.add(view.key().channel().value()));
            cursor = page.next();
        } while (cursor != null);
        return seen;
    }

    private static List<UserId> members(ChannelKey channel, int limit) {
        List<UserId> seen = new ArrayList<>();
        String cursor = null;
        do {
            Page<UserId> page = side.ask(new ListMembers(channel, cursor, limit, Actor.OPERATOR));
            seen.addAll(page.items());
            cursor = page.next();
        } while (cursor != null);
        return seen;
    }
}
