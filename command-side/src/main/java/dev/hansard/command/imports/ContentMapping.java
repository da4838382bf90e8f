// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.command.imports;

import dev.hansard.api.MessageContent;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What a message of an archive says, with every field that is not told otherwise kept as it came. */
final class ContentMapping {
    private static final int MAX_NAME = 255;

    /** Told by the event, by what hangs on the message, or by whom and when one asks. */
    private static final Set<String> TOLD_OTHERWISE = Set.of(
            "type",
            "subtype",
            "ts",
            "user",
            "bot_id",
            "text",
            "blocks",
            "attachments",
            "metadata",
            "username",
            "icons",
            "client_msg_id",
            "team",
            "channel",
            "channel_type",
            "event_ts",
            "hidden",
            "edited",
            "reactions",
            "thread_ts",
            "parent_user_id",
            "root",
            "reply_count",
            "reply_users",
            "reply_users_count",
            "replies",
            "latest_reply",
            "subscribed",
            "last_read",
            "unread_count",
            "pinned_to",
            "pinned_info",
            "is_starred",
            "permalink",
            "user_profile",
            "user_team",
            "source_team");

    private ContentMapping() {}

    static MessageContent of(JsonNode message) {
        String text = Fields.text(message, "text");
        String username = Fields.text(message, "username", MAX_NAME);
        return new MessageContent(
                text == null ? "" : text,
                array(message.path("blocks")),
                attachments(message.path("attachments")),
                metadata(message.path("metadata")),
                username.isBlank() ? null : username,
                message.path("icons").isObject() ? Fields.json(message.path("icons")) : null,
                extra(message));
    }

    /** In characters. */
    static long size(MessageContent content) {
        return content.text().length()
                + length(content.blocks())
                + length(content.attachments())
                + length(content.metadata())
                + length(content.icons())
                + length(content.extra());
    }

    private static @Nullable String array(JsonNode value) {
        return value.isArray() ? Fields.json(value) : null;
    }

    /** Attachments always have an id and a fallback; old exports leave them out. */
    private static @Nullable String attachments(JsonNode value) {
        if (!value.isArray()) return null;
        int next = 1;
        for (JsonNode each : value) {
            if (each instanceof ObjectNode attachment) {
                if (!attachment.has("id")) attachment.put("id", next);
                if (!attachment.has("fallback")) attachment.put("fallback", "[no preview available]");
            }
            next++;
        }
        return Fields.json(value);
    }

    private static @Nullable String metadata(JsonNode value) {
        boolean whole = value.path("event_type").isString()
                && value.path("event_payload").isObject();
        return whole ? Fields.json(value) : null;
    }

    private static @Nullable String extra(JsonNode message) {
        ObjectNode extra = JsonFiles.JSON.createObjectNode();
        for (var field : message.properties()) {
            if (!TOLD_OTHERWISE.contains(field.getKey()) && !field.getValue().isNull()) {
                extra.set(field.getKey(), field.getValue());
            }
        }
        return Fields.json(extra);
    }

    private static int length(@Nullable String text) {
        return text == null ? 0 : text.length();
    }
}
