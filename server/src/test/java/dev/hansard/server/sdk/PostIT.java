// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server.sdk;

import static com.slack.api.model.block.Blocks.asBlocks;
import static com.slack.api.model.block.Blocks.divider;
import static com.slack.api.model.block.Blocks.section;
import static com.slack.api.model.block.composition.BlockCompositions.markdownText;
import static org.assertj.core.api.Assertions.assertThat;

import com.slack.api.methods.MethodsClient;
import com.slack.api.model.Attachment;
import com.slack.api.model.Message;
import com.slack.api.model.block.SectionBlock;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** {@code chat.postMessage} and {@code chat.meMessage}. */
class PostIT extends SdkTest {
    private final MethodsClient max = as("max");
    private final MethodsClient botty = as("botty");

    @Test
    void postShouldAnswerTheMessageAsHistoryHasIt() throws Exception {
        String channel = channel(max);

        var answer = ok(max.chatPostMessage(r -> r.channel(channel).text("hello <&> wörld 😀")));

        assertThat(answer.getChannel()).isEqualTo(channel);
        assertThat(answer.getTs()).matches("\\d{10}\\.\\d{6}");
        Message message = answer.getMessage();
        assertThat(message.getType()).isEqualTo("message");
        assertThat(message.getSubtype()).isNull();
        assertThat(message.getTs()).isEqualTo(answer.getTs());
        assertThat(message.getUser()).isEqualTo(MAX);
        assertThat(message.getTeam()).isEqualTo(TEAM);
        assertThat(message.getBotId()).isNull();
        assertThat(message.getThreadTs()).isNull();
        assertThat(message).isEqualTo(message(max, channel, answer.getTs()));
    }

    @Test
    void postShouldShowTheBotWhenABotPosts() throws Exception {
        String channel = channel(max, BOTTY);

        Message message =
                ok(botty.chatPostMessage(r -> r.channel(channel).text("beep"))).getMessage();

        assertThat(message.getSubtype()).isNull();
        assertThat(message.getUser()).isEqualTo(BOTTY);
        assertThat(message.getBotId()).isEqualTo("B0BOTTY0000");
        assertThat(message.getAppId()).isEqualTo("A0BOTTY0000");
        assertThat(message.getBotProfile().getId()).isEqualTo("B0BOTTY0000");
        assertThat(message.getBotProfile().getName()).isEqualTo("botty");
        assertThat(message.getBotProfile().getTeamId()).isEqualTo(TEAM);
        assertThat(message(max, channel, message.getTs())).isEqualTo(message);
    }

    @Test
    void postShouldCarryAnotherNameWhenTheBotMayTakeOne() throws Exception {
        String channel = channel(max, BOTTY);
        refused(botty.chatPostMessage(r -> r.channel(channel).text("boo").username("Ghost")), "missing_scope");
        MethodsClient disguised = withToken(SdkServer.usual().issue("botty", "chat:write", "chat:write.customize"));

        Message message = ok(disguised.chatPostMessage(
                        r -> r.channel(channel).text("boo").username("Ghost").iconEmoji(":ghost:")))
                .getMessage();

        assertThat(message.getSubtype()).isEqualTo("bot_message");
        assertThat(message.getUser()).isNull();
        assertThat(message.getUsername()).isEqualTo("Ghost");
        assertThat(message.getIcons().getEmoji()).isEqualTo(":ghost:");
        assertThat(message.getBotId()).isEqualTo("B0BOTTY0000");
    }

    @Test
    void postShouldFindTheChannelByItsNameAndThePersonByItsId() throws Exception {
        assertThat(ok(max.chatPostMessage(r -> r.channel("#general").text("by name")))
                        .getChannel())
                .isEqualTo(GENERAL);
        assertThat(ok(max.chatPostMessage(r -> r.channel("general").text("by bare name")))
                        .getChannel())
                .isEqualTo(GENERAL);
        String direct =
                ok(max.chatPostMessage(r -> r.channel(MINA).text("just you"))).getChannel();
        assertThat(direct).startsWith("D");
        assertThat(history(as("mina"), direct).getFirst().getText()).isEqualTo("just you");
    }

    @Test
    void postShouldKeepBlocksAttachmentsAndMetadata() throws Exception {
        String channel = channel(max);

        Message message = ok(max.chatPostMessage(r -> r.channel(channel)
                        .text("fallback")
                        .blocks(asBlocks(section(s -> s.blockId("first").text(markdownText("*bold* news"))), divider()))
                        .attachments(List.of(Attachment.builder()
                                .title("Report")
                                .text("all is well")
                                .color("#36a64f")
                                .build()))
                        .metadata(Message.Metadata.builder()
                                .eventType("task_created")
                                .eventPayload(Map.of("id", "T-1", "done", true))
                                .build())))
                .getMessage();

        assertThat(message.getText()).isEqualTo("fallback");
        assertThat(message.getBlocks()).extracting("type").containsExactly("section", "divider");
        var section = (SectionBlock) message.getBlocks().getFirst();
        assertThat(section.getBlockId()).isEqualTo("first");
        assertThat(section.getText().getText()).isEqualTo("*bold* news");
        Attachment attachment = message.getAttachments().getFirst();
        assertThat(attachment.getId()).isEqualTo(1);
        assertThat(attachment.getTitle()).isEqualTo("Report");
        assertThat(attachment.getText()).isEqualTo("all is well");
        assertThat(attachment.getFallback()).isNotBlank();
        assertThat(message.getMetadata().getEventType()).isEqualTo("task_created");
        assertThat(message.getMetadata().getEventPayload()).containsEntry("id", "T-1");
        assertThat(message(max, channel, message.getTs())).isEqualTo(message);
        Message plain = ok(max.conversationsHistory(r -> r.channel(channel)))
                .getMessages()
                .getFirst();
        assertThat(plain.getMetadata()).isNull();
    }

    @Test
    void postShouldTakeMarkdownAlone() throws Exception {
        String channel = channel(max);

        Message message = ok(max.chatPostMessage(r -> r.channel(channel).markdownText("# News")))
                .getMessage();

        assertThat(message.getBlocks()).extracting("type").containsExactly("markdown");
        refused(
                max.chatPostMessage(
                        r -> r.channel(channel).markdownText("# News").text("news")),
                "markdown_text_conflict");
        refused(max.chatPostMessage(r -> r.channel(channel).markdownText("x".repeat(12_001))), "msg_too_long");
    }

    @Test
    void postShouldBeCutWhenItIsFarTooLong() throws Exception {
        String channel = channel(max);

        var answer = ok(max.chatPostMessage(r -> r.channel(channel).text("x".repeat(40_001))));

        assertThat(answer.getWarning()).isEqualTo("message_truncated");
        assertThat(answer.getMessage().getText()).hasSize(40_000);
    }

    @Test
    void meMessageShouldHaveItsSubtype() throws Exception {
        String channel = channel(max);

        var answer = ok(max.chatMeMessage(r -> r.channel(channel).text("waves")));

        assertThat(answer.getChannel()).isEqualTo(channel);
        Message message = message(max, channel, answer.getTs());
        assertThat(message.getSubtype()).isEqualTo("me_message");
        assertThat(message.getText()).isEqualTo("waves");
        assertThat(message.getUser()).isEqualTo(MAX);
        refused(max.chatMeMessage(r -> r.channel(NO_CHANNEL).text("waves")), "channel_not_found");
    }

    @Test
    void postShouldBeRefusedWhereTheAuthorMayNotPost() throws Exception {
        String foreign = channel(as("olivia"));
        String hidden = privateChannel(as("olivia"));
        String archived = archivedChannel(max);

        refused(max.chatPostMessage(r -> r.channel(foreign).text("x")), "not_in_channel");
        refused(max.chatMeMessage(r -> r.channel(foreign).text("x")), "not_in_channel");
        refused(max.chatPostMessage(r -> r.channel(hidden).text("x")), "channel_not_found");
        refused(max.chatPostMessage(r -> r.channel(NO_CHANNEL).text("x")), "channel_not_found");
        refused(max.chatPostMessage(r -> r.channel("#no-such-channel").text("x")), "channel_not_found");
        refused(max.chatPostMessage(r -> r.channel(archived).text("x")), "is_archived");
    }

    @Test
    void postShouldBeRefusedWhenItsContentIsWrong() throws Exception {
        String channel = channel(max);

        refused(max.chatPostMessage(r -> r.channel(channel)), "no_text");
        refused(max.chatPostMessage(r -> r.channel(channel).text("  ")), "no_text");
        refused(max.chatPostMessage(r -> r.channel(channel).blocksAsString("no json")), "invalid_blocks_format");
        refused(max.chatPostMessage(r -> r.channel(channel).blocksAsString("[{\"type\":\"nope\"}]")), "invalid_blocks");
        refused(
                max.chatPostMessage(r -> r.channel(channel).blocks(Collections.nCopies(51, divider()))),
                "invalid_blocks");
        refused(
                max.chatPostMessage(r -> r.channel(channel)
                        .attachments(Collections.nCopies(
                                101, Attachment.builder().text("x").build()))),
                "too_many_attachments");
        refused(
                max.chatPostMessage(r -> r.channel(channel).text("x").metadataAsString("[]")),
                "invalid_metadata_format");
        assertThat(history(max, channel)).isEmpty();
    }
}
