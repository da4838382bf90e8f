// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.api.chat;

import dev.hansard.api.ErrorCode;
import dev.hansard.api.MessageContent;
import dev.hansard.api.Rejection;
import dev.hansard.edge.api.ApiCall;
import dev.hansard.edge.api.ApiError;
import dev.hansard.edge.api.Arguments;
import dev.hansard.edge.wire.Json;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes the content of a message from a call's arguments and refuses what Slack refuses. */
@Component
public final class Composer {

    /** Longer texts are cut, with a warning. */
    static final int MOST_TEXT = 40_000;

    static final int MOST_MARKDOWN = 12_000;

    private final Mentions mentions;

    Composer(Mentions mentions) {
        this.mentions = mentions;
    }

    /**
     * The content to post. Refused: {@code no_text msg_too_long markdown_text_conflict} and the codes of {@link Blocks},
     * {@link Attachments} and {@link Metadata}.
     */
    public MessageContent compose(ApiCall call) {
        Arguments args = call.args();
        ArrayNode blocks = Blocks.read(args);
        ArrayNode attachments = Attachments.read(args);
        String text = args.text("text", "");
        String markdown = args.filled("markdown_text");
        if (markdown != null) {
            Rejection.unless(text.isEmpty() && blocks == null, ErrorCode.MARKDOWN_TEXT_CONFLICT);
            Rejection.unless(Texts.length(markdown) <= MOST_MARKDOWN, ErrorCode.MSG_TOO_LONG);
            text = markdown;
            blocks = Blocks.markdown(markdown);
        }
        text = Texts.wellFormed(text);
        if (Texts.length(text) > MOST_TEXT) {
            text = Texts.cut(text, MOST_TEXT);
            call.warn("message_truncated");
        }
        String blocksText = textOf(blocks);
        String attachmentsText = textOf(attachments);
        boolean empty = text.isBlank() && blocksText == null && attachmentsText == null;
        Rejection.unless(!empty, ErrorCode.NO_TEXT);
        return new MessageContent(
                mentions.link(call, text),
                blocksText,
                attachmentsText,
                Metadata.read(args),
                username(call),
                icons(call),
                args.flag("mrkdwn", true) ? null : "{\"mrkdwn\":false}");
    }

    /** Whether a bot asked to appear under another name or icon; people's posts always carry their own. */
    static boolean disguised(MessageContent content) {
        return content.username() != null || content.icons() != null;
    }

    private static @Nullable String username(ApiCall call) {
        String name = call.args().filled("username");
        if (name == null || !mayDisguise(call)) return null;
        if (name.length() > 80) throw ApiError.invalid("must be at most 80 characters: username");
        return Texts.wellFormed(name);
    }

    private static @Nullable String icons(ApiCall call) {
        String emoji = call.args().filled("icon_emoji");
        String url = call.args().filled("icon_url");
        if ((emoji == null && url == null) || !mayDisguise(call)) return null;
        ObjectNode icons = Json.object();
        if (emoji != null) {
            icons.put("emoji", emoji);
        } else if (url != null) {
            if (!url.matches("https?://\\S{1,2000}")) throw ApiError.invalid("must be a URL: icon_url");
            icons.put("image_48", url);
        }
        return Json.text(icons);
    }

    private static boolean mayDisguise(ApiCall call) {
        if (call.actor().bot() == null) return false;
        Rejection.unless(!call.args().flag("as_user", false), ErrorCode.AS_USER_NOT_SUPPORTED);
        call.requireScope("chat:write.customize");
        return true;
    }

    /** JSON text; null where there is nothing. */
    static @Nullable String textOf(@Nullable ArrayNode array) {
        return array == null || array.isEmpty() ? null : Json.text(array);
    }
}
