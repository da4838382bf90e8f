// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server.sdk;

import static com.slack.api.model.block.Blocks.asBlocks;
import static com.slack.api.model.block.Blocks.divider;
import static org.assertj.core.api.Assertions.assertThat;

import com.slack.api.methods.MethodsClient;
import com.slack.api.model.Message;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code chat.update}, {@code chat.delete} and {@code chat.getPermalink}. */
class ChangeIT extends SdkTest {
    private final MethodsClient max = as("max");
    private final MethodsClient mina = as("mina");
    private String channel = "";

    @BeforeEach
    void makeChannel() throws Exception {
        channel = channel(max, MINA);
    }

    @Test
    void updateShouldShowTheNewTextAndWhoEdited() throws Exception {
        String ts = post(max, channel, "teh text");

        var answer = ok(max.chatUpdate(r -> r.channel(channel).ts(ts).text("the text")));

        assertThat(answer.getChannel()).isEqualTo(channel);
        assertThat(answer.getTs()).isEqualTo(ts);
        assertThat(answer.getText()).isEqualTo("the text");
        Message message = message(mina, channel, ts);
        assertThat(message.getText()).isEqualTo("the text");
        assertThat(message.getEdited().getUser()).isEqualTo(MAX);
        assertThat(message.getEdited().getTs()).isGreaterThan(ts);
        assertThat(answer.getMessage()).isEqualTo(message);
    }

    @Test
    void updateShouldReplaceBlocks() throws Exception {
        String ts = ok(max.chatPostMessage(
                        r -> r.channel(channel).text("a line").blocks(asBlocks(divider()))))
                .getTs();

        ok(max.chatUpdate(r -> r.channel(channel).ts(ts).text("two lines").blocks(asBlocks(divider(), divider()))));

        assertThat(message(max, channel, ts).getBlocks()).hasSize(2);
    }

    @Test
    void updateShouldBeRefusedWhenItIsNotTheAuthorsOrSaysNothing() throws Exception {
        String ts = post(max, channel, "mine");
        String notice = ok(max.conversationsHistory(r -> r.channel(channel)))
                .getMessages()
                .getLast()
                .getTs();

        refused(mina.chatUpdate(r -> r.channel(channel).ts(ts).text("hers")), "cant_update_message");
        refused(max.chatUpdate(r -> r.channel(channel).ts(notice).text("x")), "cant_update_message");
        refused(max.chatUpdate(r -> r.channel(channel).ts("1500000000.000100").text("x")), "message_not_found");
        refused(max.chatUpdate(r -> r.channel(NO_CHANNEL).ts(ts).text("x")), "channel_not_found");
        refused(max.chatUpdate(r -> r.channel(channel).ts(ts)), "no_text");
        refused(max.chatUpdate(r -> r.channel(channel).ts(ts).text("x".repeat(4_001))), "msg_too_long");
        ok(max.conversationsArchive(r -> r.channel(channel)));
        refused(max.chatUpdate(r -> r.channel(channel).ts(ts).text("x")), "is_archived");
        assertThat(message(max, channel, ts).getEdited()).isNull();
    }

    @Test
    void deletedMessageShouldBeGone() throws Exception {
        String ts = post(max, channel, "oops");
        String kept = post(max, channel, "kept");

        var answer = ok(max.chatDelete(r -> r.channel(channel).ts(ts)));

        assertThat(answer.getChannel()).isEqualTo(channel);
        assertThat(answer.getTs()).isEqualTo(ts);
        assertThat(history(mina, channel)).extracting(Message::getTs).containsExactly(kept);
        refused(max.chatDelete(r -> r.channel(channel).ts(ts)), "message_not_found");
        refused(max.chatUpdate(r -> r.channel(channel).ts(ts).text("again")), "message_not_found");
    }

    @Test
    void deleteShouldBeForTheAuthorAndAdministrators() throws Exception {
        String ts = post(max, channel, "mine");
        String other = post(mina, channel, "hers");
        refused(mina.chatDelete(r -> r.channel(channel).ts(ts)), "cant_delete_message");

        ok(as("olivia").conversationsJoin(r -> r.channel(channel)));
        ok(as("olivia").chatDelete(r -> r.channel(channel).ts(ts)));
        ok(max.conversationsInvite(r -> r.channel(channel).users(java.util.List.of(Cast.id("adam")))));
        ok(as("adam").chatDelete(r -> r.channel(channel).ts(other)));

        assertThat(history(max, channel)).isEmpty();
    }

    @Test
    void permalinkShouldNameTheMessageAndItsThread() throws Exception {
        String root = post(max, channel, "root");
        String reply = reply(mina, channel, root, "reply");
        String archives = SdkServer.usual().url() + "/archives/" + channel + "/p";

        var answer = ok(mina.chatGetPermalink(r -> r.channel(channel).messageTs(root)));

        assertThat(answer.getChannel()).isEqualTo(channel);
        assertThat(answer.getPermalink()).isEqualTo(archives + root.replace(".", ""));
        assertThat(ok(mina.chatGetPermalink(r -> r.channel(channel).messageTs(reply)))
                        .getPermalink())
                .isEqualTo(archives + reply.replace(".", "") + "?thread_ts=" + root + "&cid=" + channel);
        refused(mina.chatGetPermalink(r -> r.channel(channel).messageTs("1500000000.000100")), "message_not_found");
        refused(mina.chatGetPermalink(r -> r.channel(NO_CHANNEL).messageTs(root)), "channel_not_found");
    }
}
