// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.api.chat;

import dev.hansard.api.ChannelKey;
import dev.hansard.api.ErrorCode;
import dev.hansard.api.MessageCommands.DeleteMessage;
import dev.hansard.api.MessageCommands.EditMessage;
import dev.hansard.api.MessageContent;
import dev.hansard.api.MessageQueries.FindMessage;
import dev.hansard.api.MessageView;
import dev.hansard.api.Rejection;
import dev.hansard.api.Ts;
import dev.hansard.edge.api.ApiCall;
import dev.hansard.edge.api.ApiFamily;
import dev.hansard.edge.api.ApiMethod;
import dev.hansard.edge.api.Arguments;
import dev.hansard.edge.api.Backend;
import dev.hansard.edge.api.MethodSpec;
import dev.hansard.edge.limits.Tier;
import dev.hansard.edge.wire.Json;
import dev.hansard.edge.wire.MessageJson;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code chat.update} and {@code chat.delete}. */
@Component
final class ChangeMethods implements ApiFamily {

    static final int MOST_TEXT = 4_000;

    private final Backend backend;
    private final Mentions mentions;
    private final MessageJson messages;

    ChangeMethods(Backend backend, Mentions mentions, MessageJson messages) {
        this.backend = backend;
        this.mentions = mentions;
        this.messages = messages;
    }

    @Override
    public List<ApiMethod> methods() {
        return List.of(
                ApiMethod.of(MethodSpec.of("chat.update", Tier.TIER3, "chat:write", "chat:write:user"), this::update),
                ApiMethod.of(MethodSpec.of("chat.delete", Tier.TIER3, "chat:write", "chat:write:user"), this::delete));
    }

    private ObjectNode update(ApiCall call) {
        ChannelKey channel = call.channel();
        Ts ts = call.args().requiredTs("ts", ErrorCode.MESSAGE_NOT_FOUND);
        MessageView before = find(call, channel, ts);
        Rejection.unless(before != null, ErrorCode.MESSAGE_NOT_FOUND);
        MessageContent content = changed(call, Objects.requireNonNull(before).content());
        boolean broadcast = before.isReply() && call.args().flag("reply_broadcast", false);
        backend.carryOut(call, new EditMessage(channel, ts, content, broadcast, call.now(), call.actor()));
        MessageView after = find(call, channel, ts);
        ObjectNode answer = answer(channel, ts);
        answer.put("text", content.text());
        if (after != null) answer.set("message", messages.message(after, true));
        return answer;
    }

    private ObjectNode delete(ApiCall call) {
        ChannelKey channel = call.channel();
        Ts ts = call.args().requiredTs("ts", ErrorCode.MESSAGE_NOT_FOUND);
        backend.carryOut(call, new DeleteMessage(channel, ts, call.now(), call.actor()));
        return answer(channel, ts);
    }

    /** A new text without blocks replaces the blocks too, which said the old text; everything else stays unless it is sent. */
    private MessageContent changed(ApiCall call, MessageContent before) {
        Arguments args = call.args();
        ArrayNode blocks = Blocks.read(args);
        ArrayNode attachments = Attachments.read(args);
        String text = args.text("text");
        String markdown = args.filled("markdown_text");
        if (markdown != null) {
            Rejection.unless(text == null && blocks == null, ErrorCode.MARKDOWN_TEXT_CONFLICT);
            Rejection.unless(Texts.length(markdown) <= Composer.MOST_MARKDOWN, ErrorCode.MSG_TOO_LONG);
            text = markdown;
            blocks = Blocks.markdown(markdown);
        }
        boolean said = text != null || blocks != null || attachments != null || args.has("metadata");
        Rejection.unless(said, ErrorCode.NO_TEXT);
        Rejection.unless(markdown != null || text == null || Texts.length(text) <= MOST_TEXT, ErrorCode.MSG_TOO_LONG);
        String newText = text == null ? before.text() : mentions.link(call, Texts.wellFormed(text));
        String newBlocks = blocks == null ? (text == null ? before.blocks() : null) : Composer.textOf(blocks);
        String newAttachments = attachments == null ? before.attachments() : Composer.textOf(attachments);
        String newMetadata = args.has("metadata") ? Metadata.read(args) : before.metadata();
        boolean empty = newText.isBlank() && newBlocks == null && newAttachments == null;
        Rejection.unless(!empty, ErrorCode.NO_TEXT);
        return new MessageContent(
                newText, newBlocks, newAttachments, newMetadata, before.username(), before.icons(), before.extra());
    }

    private @Nullable MessageView find(ApiCall call, ChannelKey channel, Ts ts) {
        return backend.<@Nullable MessageView>ask(new FindMessage(channel, ts, call.actor()));
    }

    private static ObjectNode answer(ChannelKey channel, Ts ts) {
        return Json.object().put("channel", channel.channel().value()).put("ts", ts.toString());
    }
}
