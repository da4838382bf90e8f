// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.search.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hansard.api.Actor;
import dev.hansard.api.ChannelEvents.MemberLeft;
import dev.hansard.api.ChannelId;
import dev.hansard.api.ErrorCode;
import dev.hansard.api.MessageEvents.MessageDeleted;
import dev.hansard.api.Role;
import dev.hansard.api.SearchQueries.FindMessages;
import dev.hansard.api.SearchQueries.Found;
import dev.hansard.api.SearchQueries.Hit;
import dev.hansard.api.SearchQueries.Score;
import dev.hansard.api.SearchQueries.Sort;
import dev.hansard.api.UserId;
import dev.hansard.api.WorkspaceId;
import dev.hansard.query.search.answer.SearchWorld.Room;
import dev.hansard.query.testing.Happenings;
import dev.hansard.query.testing.QuerySide;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Nobody learns anything of what it may not see. Each viewer asks the same in two workspaces: the whole one, and one that
 * never held what is hidden from it. Every answer must be the same: hits, order by time, totals, pages, marks and refusals.
 */
abstract class SearchAccessContract {
    private static final WorkspaceId WHOLE = new WorkspaceId("T0WHOLE");

    /** @param sees all conversations whose messages the viewer may read */
    record Viewer(String name, Actor actor, Set<Room> sees) {
        WorkspaceId shadow() {
            return new WorkspaceId("T0" + name);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static final List<Viewer> VIEWERS = List.of(
            new Viewer("MEMBER", Happenings.person("U1"), Set.of(Room.values())),
            new Viewer("OUTSIDER", Happenings.person("U2"), Set.of(Room.OPEN)),
            new Viewer("OWNER", Happenings.person("U8", Role.PRIMARY_OWNER), Set.of(Room.OPEN)),
            new Viewer("GUEST", Happenings.person("U3", Role.MULTI_CHANNEL_GUEST), Set.of(Room.CLUB, Room.GROUP)),
            new Viewer("SINGLE", Happenings.person("U4", Role.SINGLE_CHANNEL_GUEST), Set.of(Room.CLUB)),
            new Viewer("LEFT", Happenings.person("U5"), Set.of(Room.OPEN)),
            new Viewer("BOT", Happenings.botActor("U7", "B7"), Set.of(Room.CLUB)),
            new Viewer("LONELY", Happenings.botActor("U9", "B9"), Set.of()));

    private static QuerySide side;
    private static List<Viewer> viewers = List.of();

    static Stream<Viewer> viewers() {
        return viewers.stream();
    }

    /** @param who ask */
    static void start(QuerySide on, List<Viewer> who) {
        side = on;
        viewers = who;
        side.append(SearchWorld.of(WHOLE, Set.of(Room.values())));
        for (Viewer viewer : viewers) side.append(SearchWorld.of(viewer.shadow(), viewer.sees()));
        side.awaitSearch();
    }

    @AfterAll
    static void stop() {
        side.close();
    }

    @ParameterizedTest
    @MethodSource("viewers")
    void answersShouldBeAsIfWhatIsHiddenWereNotThere(Viewer viewer) {
        int found = 0;
        for (String query : SearchWorld.QUERIES) {
            Found byTime = ask(WHOLE, viewer, query, Sort.TIME, false, 0, 100);
            Found shadow = ask(viewer.shadow(), viewer, query, Sort.TIME, false, 0, 100);
            assertThat(told(byTime)).as("%s: %s", viewer, query).isEqualTo(told(shadow));
            Found byScore = ask(WHOLE, viewer, query, Sort.SCORE, false, 0, 100);
            assertThat(byScore.total()).isEqualTo(byTime.total());
            assertThat(lines(byScore)).containsExactlyInAnyOrderElementsOf(lines(byTime));
            found += byTime.hits().size();
            for (Hit hit : byTime.hits()) {
                ChannelId channel = hit.message().channel().channel();
                assertThat(viewer.sees())
                        .as("%s: %s", viewer, query)
                        .anyMatch(room -> room.id().equals(channel));
            }
        }
        if (!viewer.sees().isEmpty()) assertThat(found).isGreaterThan(50);
    }

    @ParameterizedTest
    @MethodSource("viewers")
    void pagesShouldBeAsIfWhatIsHiddenWereNotThere(Viewer viewer) {
        for (String query : List.of("needle", "-is:dm", "has:link", "in:#secret", "-in:#secret")) {
            for (boolean ascending : List.of(true, false)) {
                for (int[] page : new int[][] {{0, 3}, {3, 3}, {6, 2}, {0, 0}, {9_900, 100}}) {
                    Found here = ask(WHOLE, viewer, query, Sort.TIME, ascending, page[0], page[1]);
                    Found there = ask(viewer.shadow(), viewer, query, Sort.TIME, ascending, page[0], page[1]);
                    assertThat(told(here)).as("%s: %s", viewer, query).isEqualTo(told(there));
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("viewers")
    void everyHiddenMessageShouldBeFoundOnlyByThoseWhoSeeIt(Viewer viewer) {
        for (Room room : Room.values()) {
            long total =
                    ask(WHOLE, viewer, room.word(), Sort.SCORE, false, 0, 20).total();
            assertThat(total)
                    .as("%s in %s", viewer, room)
                    .isEqualTo(viewer.sees().contains(room) ? 4 : 0);
        }
    }

    @Test
    void thoseWhoAreNoMembersShouldBeRefused() {
        assertThat(refusal(Happenings.person("U6"))).isEqualTo(ErrorCode.ACCOUNT_INACTIVE);
        assertThat(refusal(Happenings.person("U99"))).isEqualTo(ErrorCode.ACCESS_DENIED);
        assertThat(refusal(Actor.OPERATOR)).isEqualTo(ErrorCode.ACCESS_DENIED);
    }

    @Test
    void explanationShouldBeForAdministratorsAndTellTheSummands() {
        Actor owner = Happenings.person("U8", Role.PRIMARY_OWNER);
        var asked = new FindMessages(WHOLE, "needle", Sort.SCORE, false, 0, 20, false, true, owner);
        Found found = side.ask(asked);
        assertThat(found.hits()).hasSize(4).allSatisfy(hit -> {
            Score score = Objects.requireNonNull(hit.score());
            assertThat(score.parts()).extracting(Score::what).containsExactly("text", "recency", "own channels");
            assertThat(score.parts().stream().mapToDouble(Score::value).sum()).isCloseTo(score.value(), within(1e-5));
        });
        assertThat(side.refusal(new FindMessages(
                        WHOLE, "needle", Sort.SCORE, false, 0, 20, false, true, Happenings.person("U1"))))
                .isEqualTo(ErrorCode.NOT_ADMIN);
    }

    @Test
    void leavingShouldHideAtOnceAndDeletingShouldTooThoughTheIndexIsBehind() {
        var workspace = new WorkspaceId("T0LEAVING");
        side.append(SearchWorld.of(workspace, Set.of(Room.values())));
        side.awaitSearch();
        Actor member = Happenings.person("U1");
        assertThat(total(workspace, member, Room.SECRET.word())).isEqualTo(4);
        side.append(new MemberLeft(Room.SECRET.in(workspace), new UserId("U1"), new UserId("U1"), null));
        assertThat(total(workspace, member, Room.SECRET.word())).isZero();
        assertThat(total(workspace, member, "in:" + Room.SECRET.id() + " needle"))
                .isZero();

        assertThat(total(workspace, member, Room.CLUB.word())).isEqualTo(4);
        side.append(new MessageDeleted(Room.CLUB.in(workspace), Room.CLUB.ts(0), new UserId("U1"), Room.CLUB.ts(5)));
        Found left =
                side.ask(new FindMessages(workspace, Room.CLUB.word(), Sort.TIME, true, 0, 20, false, false, member));
        assertThat(left.total()).isEqualTo(3);
        assertThat(left.hits()).hasSize(3).noneMatch(hit -> hit.message().ts().equals(Room.CLUB.ts(0)));
    }

    private static long total(WorkspaceId workspace, Actor viewer, String query) {
        Found found = side.ask(new FindMessages(workspace, query, Sort.SCORE, false, 0, 20, false, false, viewer));
        return found.total();
    }

    private static ErrorCode refusal(Actor actor) {
        return side.refusal(new FindMessages(WHOLE, "needle", Sort.SCORE, false, 0, 20, false, false, actor));
    }

    private static Found ask(
            WorkspaceId workspace, Viewer viewer, String query, Sort sort, boolean ascending, int from, int size) {
        return side.ask(new FindMessages(workspace, query, sort, ascending, from, size, true, false, viewer.actor()));
    }

    private static String told(Found found) {
        return found.total() + " " + lines(found);
    }

    private static List<String> lines(Found found) {
        List<String> lines = new ArrayList<>();
        for (Hit hit : found.hits()) {
            lines.add(hit.message().channel().channel() + " " + hit.message().ts() + " " + hit.text() + " "
                    + hit.channelName() + " " + hit.members());
        }
        return lines;
    }
}
