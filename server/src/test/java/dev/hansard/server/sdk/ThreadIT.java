// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import com.slack.api.methods.MethodsClient;
import com.slack.api.model.Message;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Threads: replies, broadcasts and {@code conversations.replies}. */
class ThreadIT extends SdkTest {
    private final MethodsClient max = as("max");
    private final MethodsClient mina = as("mina");
    private String channel = "";

    @BeforeEach
    void makeChannel() throws Exception {
        channel = channel(max, MINA);
    }

    @Test
    void repliesShouldHangOnTheirRoot() throws Exception {
        String root = post(max, channel, "root");
        Message reply = ok(mina.chatPostMessage(
                        r -> r.channel(channel).threadTs(root).text("first")))
                .getMessage();
        String last = reply(max, channel, reply.getTs(), "second");

        assertThat(reply.getThreadTs()).isEqualTo(root);
        assertThat(reply.getParentUserId()).isEqualTo(MAX);
        List<Message> thread =
                ok(max.conversationsReplies(r -> r.channel(channel).ts(root))).getMessages();
        assertThat(thread).extracting(Message::getText).containsExactly("root", "first", "second");
        assertThat(thread).allSatisfy(each -> assertThat(each.getThreadTs()).isEqualTo(root));
        Message first = thread.getFirst();
        assertThat(first.getReplyCount()).isEqualTo(2);
        assertThat(first.getReplyUsersCount()).isEqualTo(2);
        assertThat(first.getReplyUsers()).containsExactly(MINA, MAX);
        assertThat(first.getLatestReply()).isEqualTo(last);
        assertThat(ok(max.conversationsReplies(r -> r.channel(channel).ts(reply.getTs())))
                        .getMessages())
                .as("by any message of the thread")
                .isEqualTo(thread);
        assertThat(history(max, channel)).as("replies stay out of history").containsExactly(first);
    }

    @Test
    void replyShouldAlsoBeInHistoryWhenItIsBroadcast() throws Exception {
        String root = post(max, channel, "root");
        reply(mina, channel, root, "quiet");

        Message loud = ok(mina.chatPostMessage(
                        r -> r.channel(channel).threadTs(root).text("loud").replyBroadcast(true)))
                .getMessage();

        assertThat(loud.getSubtype()).isEqualTo("thread_broadcast");
        assertThat(history(max, channel)).extracting(Message::getText).containsExactly("loud", "root");
        Message shown = message(max, channel, loud.getTs());
        assertThat(shown.getThreadTs()).isEqualTo(root);
        assertThat(shown.getRoot().getTs()).isEqualTo(root);
        assertThat(shown.getRoot().getText()).isEqualTo("root");
        assertThat(shown.getRoot().getReplyCount()).isEqualTo(2);
        assertThat(ok(max.conversationsReplies(r -> r.channel(channel).ts(root)))
                        .getMessages())
                .extracting(Message::getText)
                .containsExactly("root", "quiet", "loud");
    }

    @Test
    void repliesShouldComeInPagesAfterTheirRoot() throws Exception {
        String root = post(max, channel, "root");
        var sent = new ArrayList<>(List.of(root));
        for (int i = 0; i < 7; i++) sent.add(reply(max, channel, root, "reply " + i));

        var seen = new ArrayList<String>();
        String cursor = null;
        int pages = 0;
        do {
            String from = cursor;
            var page = ok(max.conversationsReplies(
                    r -> r.channel(channel).ts(root).limit(3).cursor(from)));
            page.getMessages().forEach(message -> seen.add(message.getTs()));
            cursor = page.getResponseMetadata().getNextCursor();
            assertThat(page.isHasMore()).isEqualTo(!cursor.isEmpty());
            pages++;
        } while (!cursor.isEmpty());

        assertThat(seen).isEqualTo(sent);
        assertThat(pages).isGreaterThan(2);
    }

    @Test
    void deletedRootShouldLeaveATombstoneWhileItsThreadLives() throws Exception {
        String root = post(max, channel, "root");
        String reply = reply(mina, channel, root, "still here");

        ok(max.chatDelete(r -> r.channel(channel).ts(root)));

        List<Message> thread =
                ok(max.conversationsReplies(r -> r.channel(channel).ts(root))).getMessages();
        assertThat(thread).extracting(Message::getTs).containsExactly(root, reply);
        Message tombstone = thread.getFirst();
        assertThat(tombstone.getSubtype()).isEqualTo("tombstone");
        assertThat(tombstone.getUser()).isEqualTo("USLACKBOT");
        assertThat(tombstone.getText()).isEqualTo("This message was deleted.");
        assertThat(tombstone.getReplyCount()).isEqualTo(1);
        reply(mina, channel, root, "and goes on");
        ok(mina.chatDelete(r -> r.channel(channel).ts(reply)));
        assertThat(ok(max.conversationsReplies(r -> r.channel(channel).ts(root)))
                        .getMessages())
                .extracting(Message::getText)
                .containsExactly("This message was deleted.", "and goes on");
    }

    @Test
    void repliesShouldBeRefusedWithoutAThread() throws Exception {
        String alone = post(max, channel, "alone");

        assertThat(ok(max.conversationsReplies(r -> r.channel(channel).ts(alone)))
                        .getMessages())
                .extracting(Message::getText)
                .containsExactly("alone");
        refused(max.conversationsReplies(r -> r.channel(channel).ts("1500000000.000100")), "thread_not_found");
        refused(max.conversationsReplies(r -> r.channel(NO_CHANNEL).ts(alone)), "channel_not_found");
        refused(
                max.chatPostMessage(
                        r -> r.channel(channel).threadTs("1500000000.000100").text("x")),
                "thread_not_found");
        String notice = ok(max.conversationsHistory(r -> r.channel(channel)))
                .getMessages()
                .getLast()
                .getTs();
        refused(max.chatPostMessage(r -> r.channel(channel).threadTs(notice).text("x")), "cannot_reply_to_message");
    }
}
