// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.fanout;

import static dev.hansard.edge.fanout.TestEvents.ANN;
import static dev.hansard.edge.fanout.TestEvents.BOB;
import static dev.hansard.edge.fanout.TestEvents.GENERAL;
import static dev.hansard.edge.fanout.TestEvents.SECRET;
import static dev.hansard.edge.fanout.TestEvents.channel;
import static dev.hansard.edge.fanout.TestEvents.created;
import static dev.hansard.edge.fanout.TestEvents.edited;
import static dev.hansard.edge.fanout.TestEvents.joined;
import static dev.hansard.edge.fanout.TestEvents.left;
import static dev.hansard.edge.fanout.TestEvents.numbered;
import static dev.hansard.edge.fanout.TestEvents.posted;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hansard.api.ChannelKind;
import dev.hansard.api.WorkspaceId;
import dev.hansard.edge.session.Cursor;
import dev.hansard.edge.session.TestSettings;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class ResumeTest {
    private final FakeRecord record = new FakeRecord();
    private final Harness door = new Harness(
            record, TestSettings.of(Map.of("hansard.rtm.resume.recent", "64", "hansard.rtm.resume.limit", "2000")));

    @AfterEach
    void close() {
        door.close();
    }

    @Test
    void resumingAHundredTimesShouldMissAndRepeatNothing() throws Exception {
        var channels = List.of(GENERAL, SECRET, channel("C3"));
        for (var channel : channels) record.append(created(channel, ChannelKind.PUBLIC, ANN, BOB));
        Thread posting = Thread.ofPlatform().start(() -> post(channels));
        Reader reader = door.connect(BOB);
        long start = Cursor.parse(reader.cursor()).position();
        var random = new Random(3);
        var seen = new ArrayList<JsonNode>();
        for (int i = 0; i < 100; i++) {
            Thread.sleep(random.nextInt(4));
            door.disconnect(reader);
            seen.addAll(withCursor(reader));
            String cursor = reader.cursor();
            if (i % 10 == 0) Thread.sleep(40);
            reader = door.connect(BOB, cursor);
        }
        posting.join();
        record.append(created(channel("C4"), ChannelKind.PUBLIC, BOB), posted(channel("C4"), "end"));
        reader.awaitText("end");
        seen.addAll(withCursor(reader));

        var cursors = seen.stream()
                .filter(frame -> !frame.path("type").asString("").equals("hello"))
                .map(frame -> frame.path("cursor").asString(""))
                .toList();
        assertThat(new HashSet<>(cursors)).as("no repetition").hasSameSizeAs(cursors);
        var texts = seen.stream()
                .filter(frame -> !frame.has("subtype") && frame.has("text"))
                .map(frame -> frame.path("text").asString(""))
                .toList();
        assertThat(texts).isEqualTo(record.textsFor(BOB, start));
    }

    private static List<JsonNode> withCursor(Reader reader) {
        return reader.frames().stream().filter(frame -> frame.has("cursor")).toList();
    }

    private void post(List<dev.hansard.api.ChannelKey> channels) {
        var random = new Random(2);
        var member = new HashSet<>(channels);
        for (int i = 0; i < 1_500; i++) {
            var channel = channels.get(random.nextInt(channels.size()));
            switch (random.nextInt(12)) {
                // The channel itself lets nobody join twice.
                case 0, 1 -> {
                    if (member.remove(channel)) {
                        record.append(left(channel, BOB));
                    } else {
                        member.add(channel);
                        record.append(joined(channel, BOB));
                    }
                }
                case 2 -> {
                    var ts = TestEvents.ts();
                    record.append(posted(channel, ts, "message " + i), edited(channel, ts, "edited " + i));
                }
                default -> record.append(posted(channel, "message " + i));
            }
            if (i % 10 == 0) java.util.concurrent.locks.LockSupport.parkNanos(2_000_000);
        }
    }

    @Test
    void resumingShouldTellMembershipAsItWasAtEachMoment() throws Exception {
        record.append(created(GENERAL, ChannelKind.PUBLIC, ANN, BOB), created(SECRET, ChannelKind.PRIVATE, ANN, BOB));
        Reader bob = door.connect(BOB);
        record.append(posted(GENERAL, "seen"));
        bob.awaitText("seen");
        door.disconnect(bob);
        record.append(posted(SECRET, "1"), left(SECRET, BOB), posted(SECRET, "hidden"));
        numbered("filler ", 100).forEach(text -> record.append(posted(channel("C9"), text)));
        record.append(joined(channel("C9"), BOB), posted(channel("C9"), "2"), posted(GENERAL, "3"));
        try (var elsewhere = new Harness(record, TestSettings.defaults())) {
            Reader again = elsewhere.connect(BOB, bob.cursor());
            again.awaitText("3");
            assertThat(again.texts()).containsExactly("1", "2", "3");
            assertThat(again.types().getFirst()).isEqualTo("hello");
        }
    }

    @Test
    void resumingInTheMiddleOfAnEventShouldTellItsOtherFrames() throws Exception {
        record.append(created(GENERAL, ChannelKind.PUBLIC, ANN));
        Reader bob = door.connect(BOB);
        record.append(joined(GENERAL, BOB));
        bob.await("channel_joined");
        List<JsonNode> whole = bob.frames().subList(1, bob.frames().size());
        assertThat(whole).hasSize(3);
        door.disconnect(bob);
        for (int i = 0; i < 3; i++) {
            Reader again = door.connect(BOB, whole.get(i).path("cursor").asString());
            record.append(posted(GENERAL, "end " + i));
            again.awaitText("end " + i);
            var told = again.frames().subList(1, again.frames().size());
            assertThat(told.subList(0, 2 - i)).isEqualTo(whole.subList(i + 1, 3));
            door.disconnect(again);
        }
    }

    @Test
    void returningTooLateShouldBeToldToFetchTheHistory() throws Exception {
        record.append(created(GENERAL, ChannelKind.PUBLIC, ANN, BOB));
        Reader bob = door.connect(BOB);
        door.disconnect(bob);
        numbered("missed ", 2_001).forEach(text -> record.append(posted(GENERAL, text)));
        Reader again = door.connect(BOB, bob.cursor());
        JsonNode failed = again.await("resume_failed");
        assertThat(failed.path("reason").asString()).isEqualTo("too_far_back");
        assertThat(again.frames().getFirst().path("cursor").asString())
                .as("whoever is cut off after the hello must be refused again")
                .isEqualTo(bob.cursor());
        record.append(posted(GENERAL, "live"));
        again.awaitText("live");
        assertThat(again.texts()).containsExactly("live");
        door.disconnect(again);
        assertThat(door.connect(BOB, failed.path("cursor").asString()).awaitText("live"))
                .isNotNull();
    }

    @Test
    void returningJustInTimeShouldBeToldEverything() throws Exception {
        record.append(created(GENERAL, ChannelKind.PUBLIC, ANN, BOB));
        Reader bob = door.connect(BOB);
        door.disconnect(bob);
        numbered("missed ", 2_000).forEach(text -> record.append(posted(GENERAL, text)));
        Reader again = door.connect(BOB, bob.cursor());
        assertThat(again.texts())
                .containsExactlyElementsOf(numbered("missed ", 2_000).toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "other team", "other shard", "future"})
    void cursorThatIsNotOursShouldBeToldSo(String kind) throws Exception {
        record.append(created(GENERAL, ChannelKind.PUBLIC, ANN, BOB));
        String cursor = switch (kind) {
            case "other team" -> Cursor.at(new WorkspaceId("T2"), 0, 1).toString();
            case "other shard" -> Cursor.at(FakeRecord.TEAM, 1, 1).toString();
            case "future" -> Cursor.at(FakeRecord.TEAM, 0, 99).toString();
            default -> kind;
        };
        Reader bob = door.connect(BOB, cursor);
        assertThat(bob.await("resume_failed").path("reason").asString()).isEqualTo("invalid_cursor");
        record.append(posted(GENERAL, "live"));
        bob.awaitText("live");
        assertThat(bob.types()).containsExactly("hello", "resume_failed", "message");
    }

    @Test
    void eventThatCannotBeReadShouldEndTheSessionsBeforeItAndBeToldLater() throws Exception {
        record.append(created(GENERAL, ChannelKind.PUBLIC, ANN, BOB));
        Reader bob = door.connect(BOB);
        var ts = TestEvents.ts();
        record.append(posted(GENERAL, ts, "one"));
        bob.awaitText("one");
        record.failLog(true);
        record.append(edited(GENERAL, ts, "two"), posted(GENERAL, "after"));
        assertThat(bob.closed()).isEqualTo(dev.hansard.edge.transport.CloseCode.TRY_AGAIN_LATER);
        assertThat(bob.texts()).containsExactly("one");
        door.disconnect(bob);
        record.failLog(false);
        Reader again = door.connect(BOB, bob.cursor());
        again.awaitText("after");
        assertThat(again.types()).containsExactly("hello", "message", "message");
        assertThat(again.frames().get(1).path("subtype").asString()).isEqualTo("message_changed");
    }

    @Test
    void cursorFromAServerThatHeardMoreShouldBeWaitedFor() throws Exception {
        record.append(created(GENERAL, ChannelKind.PUBLIC, ANN, BOB));
        door.connect(ANN);
        record.hold();
        record.append(posted(GENERAL, "seen elsewhere"), posted(GENERAL, "next"));
        var bob = new Reader(BOB);
        Thread entering = Thread.ofVirtual()
                .start(() -> door.connect(bob, Cursor.at(FakeRecord.TEAM, 0, 2).toString()));
        Thread.sleep(50);
        record.release();
        entering.join();
        bob.awaitText("next");
        assertThat(bob.texts()).containsExactly("next");
    }
}
