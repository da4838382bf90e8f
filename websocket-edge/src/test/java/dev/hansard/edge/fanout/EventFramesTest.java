// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.fanout;

import static dev.hansard.edge.fanout.TestEvents.ANN;
import static dev.hansard.edge.fanout.TestEvents.BOB;
import static dev.hansard.edge.fanout.TestEvents.GENERAL;
import static dev.hansard.edge.fanout.TestEvents.SECRET;
import static dev.hansard.edge.fanout.TestEvents.created;
import static dev.hansard.edge.fanout.TestEvents.edited;
import static dev.hansard.edge.fanout.TestEvents.posted;
import static dev.hansard.edge.fanout.TestEvents.reply;
import static dev.hansard.edge.fanout.TestEvents.ts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hansard.api.ChannelEvents;
import dev.hansard.api.ChannelKind;
import dev.hansard.api.MessageContent;
import dev.hansard.api.MessageEvents;
import dev.hansard.api.PersonEvents;
import dev.hansard.api.PersonKey;
import dev.hansard.api.Profile;
import dev.hansard.api.Prose;
import dev.hansard.api.Ts;
import dev.hansard.edge.wire.Json;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The wire shapes, as a member sees them. */
class EventFramesTest {
    private final Harness door = new Harness();
    private Reader ann;

    @BeforeEach
    void connect() {
        door.record.append(
                created(GENERAL, ChannelKind.PUBLIC, ANN, BOB), created(SECRET, ChannelKind.PRIVATE, ANN, BOB));
        ann = door.connect(ANN);
    }

    @AfterEach
    void close() {
        door.close();
    }

    private static void assertShape(JsonNode frame, String json) {
        ObjectNode without = ((ObjectNode) frame).deepCopy();
        assertThat(without.remove("cursor")).isNotNull();
        assertThat(without).isEqualTo(Json.MAPPER.readTree(json.replace('\'', '"')));
    }

    @Test
    void messageShouldCarryChannelTeamAndTimes() throws Exception {
        Ts ts = ts();
        door.record.append(posted(GENERAL, ts, "hi"));
        assertShape(ann.awaitText("hi"), """
                {'type':'message','ts':'%1$s','user':'U1ANN','text':'hi','team':'T1','channel':'C1','event_ts':'%1$s'}\
                """.formatted(ts));
    }

    @Test
    void replyShouldNameTheAuthorOfItsRoot() throws Exception {
        Ts root = ts();
        door.record.append(posted(GENERAL, root, "root"));
        door.record.append(reply(GENERAL, ts(), root, "reply"));
        JsonNode frame = ann.awaitText("reply");
        assertThat(frame.path("thread_ts").asString()).isEqualTo(root.toString());
        assertThat(frame.path("parent_user_id").asString()).isEqualTo("U1ANN");
    }

    @Test
    void editShouldShowTheMessageBeforeAndAfterInOrder() throws Exception {
        door.record.delayLog(100);
        Ts ts = ts();
        door.record.append(
                posted(GENERAL, ts, "one"),
                edited(GENERAL, ts, "two"),
                edited(GENERAL, ts, "three"),
                posted(GENERAL, "end"));
        ann.awaitText("end");
        var frames = ann.frames().stream().filter(f -> f.has("message")).toList();
        assertThat(frames)
                .extracting(f -> f.path("previous_message").path("text").asString())
                .containsExactly("one", "two");
        assertThat(frames)
                .extracting(f -> f.path("message").path("text").asString())
                .containsExactly("two", "three");
        assertThat(frames.getFirst().path("subtype").asString()).isEqualTo("message_changed");
        assertThat(frames.getFirst().path("hidden").asBoolean()).isTrue();
        assertThat(frames.getFirst().path("message").path("edited").path("user").asString())
                .isEqualTo("U1ANN");
        assertThat(ann.types()).containsExactly("hello", "message", "message", "message", "message");
        assertThat(ann.frames().getLast().path("text").asString()).isEqualTo("end");
    }

    @Test
    void deletingShouldShowWhatWasThere() throws Exception {
        Ts ts = ts();
        Ts deleted = ts();
        door.record.append(posted(GENERAL, ts, "gone"), new MessageEvents.MessageDeleted(GENERAL, ts, ANN, deleted));
        JsonNode frame = ann.await(f -> f.has("deleted_ts"));
        assertThat(frame.path("subtype").asString()).isEqualTo("message_deleted");
        assertThat(frame.path("deleted_ts").asString()).isEqualTo(ts.toString());
        assertThat(frame.path("ts").asString()).isEqualTo(deleted.toString());
        assertThat(frame.path("previous_message").path("text").asString()).isEqualTo("gone");
    }

    @Test
    void deletingARootShouldLeaveATombstone() throws Exception {
        Ts ts = ts();
        door.record.append(
                posted(GENERAL, ts, "root"),
                new MessageEvents.ThreadStarted(GENERAL, ts),
                reply(GENERAL, ts(), ts, "reply"),
                new MessageEvents.MessageDeleted(GENERAL, ts, ANN, ts()));
        JsonNode frame = ann.await(f -> f.has("message"));
        assertThat(frame.path("subtype").asString()).isEqualTo("message_changed");
        assertThat(frame.path("message").path("subtype").asString()).isEqualTo("tombstone");
        assertThat(frame.path("previous_message").path("text").asString()).isEqualTo("root");
    }

    @Test
    void reactionsAndPinsShouldNameTheItem() throws Exception {
        Ts ts = ts();
        Ts at = ts();
        door.record.append(
                posted(GENERAL, ts, "hi"),
                new MessageEvents.ReactionAdded(GENERAL, ts, BOB, "wave", ANN, at),
                new MessageEvents.MessagePinned(GENERAL, ts, BOB, at));
        assertShape(ann.await("reaction_added"), """
                {'type':'reaction_added','user':'U2BOB','reaction':'wave',\
                'item':{'type':'message','channel':'C1','ts':'%s'},'item_user':'U1ANN','event_ts':'%s'}\
                """.formatted(ts, at));
        JsonNode pin = ann.await("pin_added");
        assertThat(pin.path("channel_id").asString()).isEqualTo("C1");
        assertThat(pin.path("item").path("message").path("ts").asString()).isEqualTo(ts.toString());
    }

    @Test
    void joiningShouldBeANoticeAnEventAndAnArrival() throws Exception {
        var joined = new ChannelEvents.MemberJoined(SECRET, TestEvents.EVE, ANN, ts());
        Reader eve = door.connect(TestEvents.EVE);
        door.record.append(joined);
        assertShape(ann.await("member_joined_channel"), """
                {'type':'member_joined_channel','user':'U3EVE','channel':'C2','channel_type':'G','team':'T1',\
                'event_ts':'%s','inviter':'U1ANN'}\
                """.formatted(joined.ts()));
        JsonNode notice = ann.await("message");
        assertThat(notice.path("subtype").asString()).isEqualTo("channel_join");
        assertThat(eve.await("group_joined").path("channel").path("name").asString())
                .isEqualTo("name-c2");
        assertThat(ann.types()).doesNotContain("group_joined");
    }

    @Test
    void topicShouldBeANotice() throws Exception {
        Ts ts = ts();
        door.record.append(new ChannelEvents.TopicSet(GENERAL, ANN, ts, ts.seconds(), new Prose("news")));
        JsonNode frame = ann.await("message");
        assertThat(frame.path("subtype").asString()).isEqualTo("channel_topic");
        assertThat(frame.path("topic").asString()).isEqualTo("news");
    }

    @Test
    void renamingAndArchivingShouldBeToldByKind() throws Exception {
        door.record.append(
                new ChannelEvents.ChannelRenamed(GENERAL, ANN, "a", "b", ts()),
                new ChannelEvents.ChannelArchived(SECRET, ANN, ts()));
        assertThat(ann.await("channel_rename").path("channel").path("name").asString())
                .isEqualTo("b");
        assertThat(ann.await("group_archive").path("channel").asString()).isEqualTo("C2");
    }

    @Test
    void profileAndSnoozeShouldBeToldToEveryone() throws Exception {
        var bob = new PersonKey(FakeRecord.TEAM, BOB);
        door.record.append(
                new PersonEvents.ProfileChanged(bob, BOB, Profile.named("Bob")),
                new PersonEvents.SnoozeStarted(bob, 4_000_000_000L));
        assertThat(ann.await("user_change").path("user").path("id").asString()).isEqualTo("U2BOB");
        ann.await("user_profile_changed");
        assertThat(ann.await("dnd_updated_user")
                        .path("dnd_status")
                        .path("snooze_enabled")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void importedMessagesShouldBeSilent() throws Exception {
        door.record.append(
                new MessageEvents.MessageImported(
                        GENERAL, ts(), ANN, null, null, null, false, null, null, null, MessageContent.ofText("old")),
                posted(GENERAL, "end"));
        ann.awaitText("end");
        assertThat(ann.texts()).containsExactly("end");
    }

    @Test
    void erasedMessageShouldBeEmpty() throws Exception {
        door.record.append(posted(GENERAL, "x").withContent(null));
        assertThat(ann.await("message").path("text").asString()).isEmpty();
    }
}
