// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import com.slack.api.Slack;
import com.slack.api.methods.MethodsClient;
import com.slack.api.model.event.MessageEvent;
import com.slack.api.model.event.ReactionAddedEvent;
import com.slack.api.rtm.RTMClient;
import com.slack.api.rtm.message.Message;
import com.slack.api.rtm.message.PresenceQuery;
import com.slack.api.rtm.message.PresenceSub;
import com.slack.api.rtm.message.Typing;
import dev.hansard.server.sdk.RtmListener.TypedQueue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** {@code rtm.connect} and what happens on the socket; the same on either transport. */
abstract class RtmContract extends SdkTest {
    private static final String HERMIT = Cast.id("extra10");

    private final SdkServer server = server();
    private final Slack slack = slack(server);
    private final MethodsClient max = slack.methods(server.token("max"));
    private final MethodsClient mina = slack.methods(server.token("mina"));
    private final List<RtmListener> open = new ArrayList<>();

    abstract SdkServer server();

    @AfterEach
    void disconnect() throws Exception {
        for (RtmListener listener : open) listener.close();
    }

    @Test
    void connectShouldSayWhoAndWhereAndGreet() throws Exception {
        var answer = ok(max.rtmConnect(r -> r));

        assertThat(answer.getUrl()).startsWith("ws://" + server.url().getHost() + ":");
        assertThat(answer.getSelf().getId()).isEqualTo(MAX);
        assertThat(answer.getSelf().getName()).isEqualTo("max");
        assertThat(answer.getTeam().getId()).isEqualTo(TEAM);
        assertThat(answer.getTeam().getDomain()).isEqualTo("demo");
        RtmListener listener = listen("max");
        assertThat(listener.client().getConnectedBotUser().getName()).isEqualTo("max");
    }

    @Test
    void urlShouldBeGoodForOneSession() throws Exception {
        RtmListener first = listen("max");
        var again = new RTMClient(
                slack,
                server.token("max"),
                first.client().getWssUri().toString(),
                first.client().getConnectedBotUser());

        RtmListener second = keep(RtmListener.on(again));

        JsonNode error = second.next("error").path("error");
        assertThat(error.path("code").asInt()).isEqualTo(1);
        assertThat(error.path("msg").asString()).isEqualTo("Socket URL has expired");
    }

    @Test
    void connectShouldBeRefusedWithoutItsScope() throws Exception {
        refused(slack.methods(server.issue("max", "chat:write")).rtmConnect(r -> r), "missing_scope");
    }

    @Test
    void messagesShouldReachMembersInOrderAndNobodyElse() throws Exception {
        String channel = channel(max, MINA);
        RtmListener members = listen("mina");
        RtmListener stranger = listen("adam");
        var typed = members.typed(new TypedQueue<MessageEvent>() {});

        var sent = new ArrayList<String>();
        for (int i = 0; i < 5; i++) sent.add(post(max, channel, "message " + i));

        for (int i = 0; i < 5; i++) {
            JsonNode frame = members.message(channel, "");
            assertThat(frame.path("ts").asString()).isEqualTo(sent.get(i));
            assertThat(frame.path("text").asString()).isEqualTo("message " + i);
            assertThat(frame.path("user").asString()).isEqualTo(MAX);
            assertThat(frame.path("team").asString()).isEqualTo(TEAM);
            MessageEvent event = typed.poll(10, TimeUnit.SECONDS);
            assertThat(event.getTs()).isEqualTo(sent.get(i));
            assertThat(event.getChannel()).isEqualTo(channel);
        }
        assertThat(members.rest(900)).as("once each").isEmpty();
        assertThat(stranger.rest(900))
                .noneMatch(frame -> frame.path("channel").asString("").equals(channel));
    }

    @Test
    void sentMessageShouldBeAcknowledgedAndShownToOthers() throws Exception {
        String channel = channel(max, MINA);
        RtmListener author = listen("max");
        RtmListener reader = listen("mina");

        author.send(message(1, channel, "over the socket"));

        JsonNode ack = author.reply(1);
        assertThat(ack.path("ok").asBoolean()).isTrue();
        assertThat(ack.path("text").asString()).isEqualTo("over the socket");
        JsonNode frame = reader.message(channel, "");
        assertThat(frame.path("ts").asString()).isEqualTo(ack.path("ts").asString());
        assertThat(frame.path("text").asString()).isEqualTo("over the socket");
        assertThat(history(mina, channel).getFirst().getTs())
                .isEqualTo(ack.path("ts").asString());
    }

    @Test
    void sentMessageShouldBeRefusedWithAReason() throws Exception {
        String foreign = channel(mina);
        RtmListener author = listen("max");

        author.send(message(1, foreign, "x"));
        author.send(message(2, foreign, ""));
        author.send(message(3, NO_CHANNEL, "x"));

        // Each is answered as soon as it is decided on, wherever that is.
        Map<Long, JsonNode> replies = author.replies(3);
        JsonNode refused = replies.get(1L);
        assertThat(refused.path("ok").asBoolean()).isFalse();
        assertThat(refused.path("error").path("msg").asString()).isEqualTo("not_in_channel");
        JsonNode empty = replies.get(2L).path("error");
        assertThat(empty.path("code").asInt()).isEqualTo(2);
        assertThat(empty.path("msg").asString()).isEqualTo("message text is missing");
        assertThat(replies.get(3L).path("error").path("msg").asString()).isEqualTo("channel_not_found");
        author.client().sendMessage("no json at all");
        assertThat(author.next("error").path("error").path("msg").asString()).isNotBlank();
    }

    @Test
    void pingShouldBeAnsweredWithWhatItCarried() throws Exception {
        RtmListener listener = listen("max");

        listener.client().sendMessage("{\"type\":\"ping\",\"id\":7,\"time\":1234,\"flavour\":\"mint\"}");

        JsonNode pong = listener.reply(7);
        assertThat(pong.path("type").asString()).isEqualTo("pong");
        assertThat(pong.path("time").asLong()).isEqualTo(1234);
        assertThat(pong.path("flavour").asString()).isEqualTo("mint");
    }

    @Test
    void typingShouldBeShownToOthers() throws Exception {
        String channel = channel(max, MINA);
        RtmListener typist = listen("max");
        RtmListener other = listen("mina");

        typist.send(Typing.builder().id(1L).channel(channel).build());

        JsonNode frame = other.next("user_typing");
        assertThat(frame.path("channel").asString()).isEqualTo(channel);
        assertThat(frame.path("user").asString()).isEqualTo(MAX);
        assertThat(typist.rest(900))
                .noneMatch(own -> own.path("type").asString("").equals("user_typing"));
    }

    @Test
    void presenceShouldBeToldOfThoseWhoAreWatched() throws Exception {
        RtmListener watcher = listen("max");
        watcher.send(PresenceSub.builder().ids(List.of(HERMIT)).build());
        assertPresence(watcher, "away");

        RtmListener hermit = listen("extra10");

        assertPresence(watcher, "active");
        MethodsClient own = slack.methods(server.token("extra10"));
        assertThat(ok(own.usersGetPresence(r -> r)).getPresence()).isEqualTo("active");
        assertThat(ok(own.usersGetPresence(r -> r)).getConnectionCount()).isEqualTo(1);
        ok(own.usersSetPresence(r -> r.presence("away")));
        assertPresence(watcher, "away");
        assertThat(hermit.next("manual_presence_change").path("presence").asString())
                .isEqualTo("away");
        ok(own.usersSetPresence(r -> r.presence("auto")));
        assertPresence(watcher, "active");
        RtmListener other = listen("mina");
        other.send(PresenceQuery.builder().ids(List.of(HERMIT)).build());
        assertPresence(other, "active");
    }

    @Test
    void changesToMessagesShouldBeTold() throws Exception {
        String channel = channel(max, MINA);
        RtmListener reader = listen("mina");
        var reactions = reader.typed(new TypedQueue<ReactionAddedEvent>() {});
        String ts = post(max, channel, "teh text");

        ok(max.chatUpdate(r -> r.channel(channel).ts(ts).text("the text")));
        ok(max.reactionsAdd(r -> r.channel(channel).timestamp(ts).name("tada")));
        ok(max.pinsAdd(r -> r.channel(channel).timestamp(ts)));
        String broadcast = ok(max.chatPostMessage(r ->
                        r.channel(channel).threadTs(ts).replyBroadcast(true).text("loud")))
                .getTs();
        ok(max.chatDelete(r -> r.channel(channel).ts(broadcast)));

        JsonNode changed = reader.message(channel, "message_changed");
        assertThat(changed.path("hidden").asBoolean()).isTrue();
        assertThat(changed.path("message").path("ts").asString()).isEqualTo(ts);
        assertThat(changed.path("message").path("text").asString()).isEqualTo("the text");
        assertThat(changed.path("message").path("edited").path("user").asString())
                .isEqualTo(MAX);
        assertThat(changed.path("previous_message").path("text").asString()).isEqualTo("teh text");
        ReactionAddedEvent reaction = reactions.poll(10, TimeUnit.SECONDS);
        assertThat(reaction.getReaction()).isEqualTo("tada");
        assertThat(reaction.getUser()).isEqualTo(MAX);
        assertThat(reaction.getItemUser()).isEqualTo(MAX);
        assertThat(reaction.getItem().getTs()).isEqualTo(ts);
        assertThat(reader.next("pin_added")
                        .path("item")
                        .path("message")
                        .path("ts")
                        .asString())
                .isEqualTo(ts);
        JsonNode loud = reader.message(channel, "thread_broadcast");
        assertThat(loud.path("root").path("text").asString()).isEqualTo("the text");
        JsonNode deleted = reader.message(channel, "message_deleted");
        assertThat(deleted.path("deleted_ts").asString()).isEqualTo(broadcast);
        assertThat(deleted.path("previous_message").path("text").asString()).isEqualTo("loud");
    }

    @Test
    void membershipShouldDecideFromTheNextEventOn() throws Exception {
        String channel = channel(max);
        RtmListener reader = listen("mina");

        post(max, channel, "before");
        ok(max.conversationsInvite(r -> r.channel(channel).users(List.of(MINA))));
        post(max, channel, "during");
        ok(mina.conversationsLeave(r -> r.channel(channel)));
        post(max, channel, "after");

        assertThat(reader.next("channel_joined").path("channel").path("id").asString())
                .isEqualTo(channel);
        assertThat(reader.message(channel, "").path("text").asString()).isEqualTo("during");
        assertThat(reader.next("channel_left").path("channel").asString()).isEqualTo(channel);
        assertThat(reader.rest(900))
                .noneMatch(frame -> frame.path("channel").asString("").equals(channel));
    }

    @Test
    void ephemeralMessageShouldBeSeenByOneAndKeptByNobody() throws Exception {
        String channel = channel(max, MINA);
        RtmListener author = listen("max");
        RtmListener reader = listen("mina");

        var answer = ok(max.chatPostEphemeral(r -> r.channel(channel).user(MINA).text("for your eyes")));

        JsonNode frame = reader.message(channel, "");
        assertThat(frame.path("text").asString()).isEqualTo("for your eyes");
        assertThat(frame.path("is_ephemeral").asBoolean()).isTrue();
        assertThat(frame.path("user").asString()).isEqualTo(MAX);
        assertThat(frame.path("ts").asString()).isEqualTo(answer.getMessageTs());
        assertThat(author.rest(900))
                .noneMatch(own -> own.path("channel").asString("").equals(channel));
        assertThat(history(mina, channel)).isEmpty();
    }

    private RtmListener listen(String handle) throws Exception {
        RtmListener listener = keep(RtmListener.connect(server, handle));
        listener.next("hello");
        return listener;
    }

    private RtmListener keep(RtmListener listener) {
        open.add(listener);
        return listener;
    }

    private static Message message(long id, String channel, String text) {
        return Message.builder().id(id).channel(channel).text(text).build();
    }

    private static void assertPresence(RtmListener listener, String presence) {
        JsonNode frame = listener.next("presence_change");
        assertThat(frame.path("user").asString()).isEqualTo(HERMIT);
        assertThat(frame.path("presence").asString()).isEqualTo(presence);
    }
}
