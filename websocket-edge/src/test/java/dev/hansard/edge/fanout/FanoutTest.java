// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.fanout;

import static dev.hansard.edge.fanout.FakeRecord.TEAM;
import static dev.hansard.edge.fanout.TestEvents.ANN;
import static dev.hansard.edge.fanout.TestEvents.BOB;
import static dev.hansard.edge.fanout.TestEvents.EVE;
import static dev.hansard.edge.fanout.TestEvents.GENERAL;
import static dev.hansard.edge.fanout.TestEvents.SECRET;
import static dev.hansard.edge.fanout.TestEvents.channel;
import static dev.hansard.edge.fanout.TestEvents.created;
import static dev.hansard.edge.fanout.TestEvents.joined;
import static dev.hansard.edge.fanout.TestEvents.left;
import static dev.hansard.edge.fanout.TestEvents.numbered;
import static dev.hansard.edge.fanout.TestEvents.posted;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hansard.api.ChannelKind;
import dev.hansard.api.CredentialEvents;
import dev.hansard.api.CredentialKey;
import dev.hansard.api.PersonKey;
import dev.hansard.api.PlacementEvents.WorkspaceArrived;
import dev.hansard.api.PlacementEvents.WorkspaceMoved;
import dev.hansard.api.Role;
import dev.hansard.api.WorkspaceEvents;
import dev.hansard.edge.session.TestSettings;
import dev.hansard.edge.transport.CloseCode;
import dev.hansard.edge.transport.EncodedFrame;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FanoutTest {
    private final FakeRecord record = new FakeRecord();
    private final Harness door = new Harness(record, TestSettings.of(Map.of("hansard.rtm.resume.recent", "64")));

    @AfterEach
    void close() {
        door.close();
    }

    @Test
    void messageShouldReachEverySessionOfItsMembersAndNobodyElse() throws Exception {
        record.append(created(GENERAL, ChannelKind.PUBLIC, ANN, BOB), created(SECRET, ChannelKind.PRIVATE, ANN));
        Reader annsPhone = door.connect(ANN);
        Reader annsLaptop = door.connect(ANN);
        Reader bob = door.connect(BOB);
        Reader eve = door.connect(EVE);

        record.append(posted(GENERAL, "for both"), posted(SECRET, "for Ann"), posted(GENERAL, "end"));

        for (Reader reader : new Reader[] {annsPhone, annsLaptop}) {
            reader.awaitText("end");
            assertThat(reader.texts()).containsExactly("for both", "for Ann", "end");
        }
        bob.awaitText("end");
        assertThat(bob.texts()).containsExactly("for both", "end");
        assertThat(eve.types()).containsExactly("hello");
    }

    @Test
    void sessionShouldBeSentToItsWorkspaceWhenThatLeavesTheShardOrHasLeft() throws Exception {
        record.append(created(GENERAL, ChannelKind.PUBLIC, ANN));
        Reader there = door.connect(ANN);
        record.append(new WorkspaceMoved(TEAM, 1, 1));
        assertThat(there.closed()).isEqualTo(CloseCode.GOING_AWAY);

        // It was told to come here before, and comes now.
        Reader late = door.connect(ANN);
        assertThat(late.closed()).isEqualTo(CloseCode.GOING_AWAY);

        record.append(new WorkspaceArrived(TEAM, 1, 2, 0));
        Reader back = door.connect(ANN);
        record.append(posted(GENERAL, "here again"));
        back.awaitText("here again");
    }

    @Test
    void helloShouldComeFirstWithACursor() throws Exception {
        Reader ann = door.connect(ANN);
        assertThat(ann.frames().getFirst().path("type").asString()).isEqualTo("hello");
        assertThat(ann.frames().getFirst().path("cursor").asString()).isNotEmpty();
    }

    @Test
    void memberShouldSeeExactlyWhatIsPostedWhileItIsOne() throws Exception {
        record.append(created(GENERAL, ChannelKind.PUBLIC, ANN));
        Reader ann = door.connect(ANN);
        Reader bob = door.connect(BOB);
        record.append(
                posted(GENERAL, "before"),
                joined(GENERAL, BOB),
                posted(GENERAL, "during"),
                left(GENERAL, BOB),
                posted(GENERAL, "after"));
        ann.awaitText("after");
        bob.await("channel_left");
        assertThat(bob.texts()).containsExactly("during");
        assertThat(ann.texts()).containsExactly("before", "during", "after");
        assertThat(bob.types()).containsSubsequence("member_joined_channel", "channel_joined", "message");
        assertThat(ann.types()).contains("member_joined_channel", "member_left_channel");
        assertThat(bob.types()).doesNotContain("member_left_channel");
    }

    @Test
    void sessionShouldMissNothingWhenItsMembershipsAreAheadOfTheFeed() throws Exception {
        record.append(created(GENERAL, ChannelKind.PUBLIC, ANN));
        Reader other = door.connect(ANN);
        record.hold();
        record.append(posted(GENERAL, "not for Bob yet"), joined(GENERAL, BOB), posted(GENERAL, "already his"));
        Thread entering = Thread.ofVirtual().start(() -> {});
        var bob = new Reader(BOB);
        entering = Thread.ofVirtual().start(() -> door.connect(bob, null));
        Thread.sleep(100);
        assertThat(bob.types()).isEmpty();
        record.release();
        entering.join();
        record.append(posted(GENERAL, "live"));
        bob.awaitText("live");
        other.awaitText("live");
        assertThat(bob.texts()).containsExactly("live");
    }

    @Test
    void sessionShouldBeExactWhenItsMembershipsAreBehindTheFeed() throws Exception {
        record.append(created(GENERAL, ChannelKind.PUBLIC, ANN), created(SECRET, ChannelKind.PRIVATE, ANN, BOB));
        record.answerMembershipsAsOf(2);
        record.append(joined(GENERAL, BOB), left(SECRET, BOB));
        Reader bob = door.connect(BOB);
        record.append(posted(SECRET, "not his any more"), posted(GENERAL, "his now"));
        bob.awaitText("his now");
        assertThat(bob.texts()).containsExactly("his now");
    }

    @Test
    void sessionShouldBeExactWhenItsMembershipsAreOlderThanWhatIsInMemory() throws Exception {
        record.append(created(GENERAL, ChannelKind.PUBLIC, ANN));
        record.answerMembershipsAsOf(1);
        record.append(joined(GENERAL, BOB));
        numbered("filler ", 500).forEach(text -> record.append(posted(GENERAL, text)));
        Reader bob = door.connect(BOB);
        record.append(posted(GENERAL, "live"));
        bob.awaitText("live");
        assertThat(bob.texts()).containsExactly("live");
    }

    @Test
    void membershipsShouldStayExactWhileSendingAndJoiningAtOnce() throws Exception {
        var channels = java.util.stream.IntStream.range(0, 5)
                .mapToObj(i -> channel("C1" + i))
                .toList();
        channels.forEach(channel -> record.append(created(channel, ChannelKind.PUBLIC, ANN)));
        Reader early = door.connect(BOB);
        Thread posting = Thread.ofPlatform().start(() -> {
            var random = new Random(1);
            for (int i = 0; i < 600; i++) {
                var channel = channels.get(random.nextInt(channels.size()));
                switch (random.nextInt(6)) {
                    case 0 -> record.append(joined(channel, BOB));
                    case 1 -> record.append(left(channel, BOB));
                    default -> record.append(posted(channel, "message " + i));
                }
            }
        });
        var late = new java.util.ArrayList<Reader>();
        while (posting.isAlive()) {
            late.add(door.connect(BOB));
            Thread.sleep(5);
            if (late.size() >= 40) posting.join();
        }
        record.append(joined(channels.getFirst(), BOB), posted(channels.getFirst(), "end"));
        early.awaitText("end");
        var expected = record.textsFor(BOB, channels.size());
        assertThat(early.texts()).isEqualTo(expected);
        for (Reader reader : late) {
            reader.awaitText("end");
            var from = dev.hansard.edge.session.Cursor.parse(
                    reader.frames().getFirst().path("cursor").asString());
            assertThat(reader.texts()).isEqualTo(record.textsFor(BOB, from.position()));
        }
    }

    @Test
    void guestShouldHearOnlyOfItsOwnChannels() throws Exception {
        record.append(created(GENERAL, ChannelKind.PUBLIC, ANN, EVE));
        Reader member = door.connect(BOB);
        Reader guest = door.connect(EVE, Role.MULTI_CHANNEL_GUEST);
        record.append(created(channel("C9"), ChannelKind.PUBLIC, ANN), posted(GENERAL, "end"));
        member.await("channel_created");
        guest.awaitText("end");
        assertThat(guest.types()).containsExactly("hello", "message");
    }

    @Test
    void directMessageShouldTellEachOfTheOther() throws Exception {
        Reader ann = door.connect(ANN);
        Reader bob = door.connect(BOB);
        record.append(created(channel("D1"), ChannelKind.IM, ANN, BOB));
        assertThat(ann.await("im_created").path("user").asString()).isEqualTo(BOB.value());
        assertThat(bob.await("im_created").path("user").asString()).isEqualTo(ANN.value());
    }

    @Test
    void revokedTokenShouldEndItsSessionsOnly() throws Exception {
        Reader ann = door.connect(ANN);
        Reader bob = door.connect(BOB);
        record.append(new CredentialEvents.TokenRevoked(new CredentialKey(TEAM, "K" + ANN.value()), ANN));
        assertThat(ann.closed()).isEqualTo(CloseCode.AUTH_REVOKED);
        record.append(new WorkspaceEvents.PersonDeactivated(TEAM, BOB, ANN));
        assertThat(bob.closed()).isEqualTo(CloseCode.AUTH_REVOKED);
    }

    @Test
    void typingShouldReachTheOtherMembersOnly() throws Exception {
        record.append(created(GENERAL, ChannelKind.PUBLIC, ANN, BOB));
        Reader ann = door.connect(ANN);
        Reader bob = door.connect(BOB);
        Reader eve = door.connect(EVE);
        EncodedFrame typing = EncodedFrame.of("{\"type\":\"user_typing\"}".getBytes());
        door.fanout.whisper(GENERAL, new PersonKey(TEAM, EVE), typing, () -> {});
        door.fanout.whisper(GENERAL, new PersonKey(TEAM, ANN), typing, () -> {});
        record.append(posted(GENERAL, "end"));
        ann.awaitText("end");
        bob.awaitText("end");
        assertThat(bob.types()).containsExactly("hello", "user_typing", "message");
        assertThat(ann.types()).containsExactly("hello", "message");
        assertThat(eve.types()).containsExactly("hello");
    }

    @Test
    void sessionThatLeftShouldGetNothingMore() throws Exception {
        record.append(created(GENERAL, ChannelKind.PUBLIC, ANN, BOB));
        Reader ann = door.connect(ANN);
        Reader bob = door.connect(BOB);
        door.fanout.leave(ann.session).join();
        record.append(posted(GENERAL, "end"));
        bob.awaitText("end");
        assertThat(ann.types()).containsExactly("hello");
    }
}
