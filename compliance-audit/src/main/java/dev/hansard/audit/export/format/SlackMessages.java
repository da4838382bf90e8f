// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.export.format;

import dev.hansard.api.Actor;
import dev.hansard.api.Bot;
import dev.hansard.api.MessageContent;
import dev.hansard.api.MessageView;
import dev.hansard.api.UserId;
import dev.hansard.audit.export.Conversation;
import dev.hansard.audit.export.Item;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Message objects as a Slack export has them. */
final class SlackMessages {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final FormatContext context;

    SlackMessages(FormatContext context) {
        this.context = context;
    }

    /** As members see it; a deleted root whose thread lives on as its tombstone. */
    ObjectNode message(Conversation in, Item item) {
        if (item.isHidden()) return tombstone(item);
        ObjectNode json = version(in, item, item.versions().size() - 1);
        for (var reaction : item.reactionsNow().entrySet()) {
            ArrayNode reactions = json.withArray("reactions");
            ObjectNode one = reactions.addObject();
            one.put("name", reaction.getKey());
            ArrayNode users = one.putArray("users");
            Set<UserId> who = reaction.getValue();
            who.forEach(user -> users.add(user.value()));
            one.put("count", who.size());
        }
        Item.Pin pin = item.pinnedNow();
        if (pin != null) {
            json.putArray("pinned_to").add(in.id());
            json.putObject("pinned_info")
                    .put("channel", in.id())
                    .put("pinned_by", pin.by().value())
                    .put("pinned_ts", pin.at().seconds());
        }
        return json;
    }

    /** What it said in one of its versions. */
    ObjectNode version(Conversation in, Item item, int index) {
        MessageView origin = item.origin();
        MessageContent content =
                Objects.requireNonNullElse(item.versions().get(index).content(), MessageContent.ERASED);
        ObjectNode json = JSON.createObjectNode();
        json.put("type", "message");
        if (origin.subtype() != null) json.put("subtype", origin.subtype());
        json.put("ts", origin.ts().toString());
        author(json, origin);
        if (content.username() != null) json.put("username", content.username());
        parsed(json, "icons", content.icons());
        json.put("text", content.text());
        parsed(json, "blocks", content.blocks());
        parsed(json, "attachments", content.attachments());
        parsed(json, "metadata", content.metadata());
        json.put("team", context.workspace());
        if (origin.clientMsgId() != null) json.put("client_msg_id", origin.clientMsgId());
        edited(json, item, index);
        if (origin.thread() != null) json.put("thread_ts", origin.thread().toString());
        else if (item.threadStarted()) json.put("thread_ts", origin.ts().toString());
        notice(json, origin);
        extra(json, content.extra());
        return json;
    }

    private static ObjectNode tombstone(Item item) {
        ObjectNode json = JSON.createObjectNode();
        json.put("type", "message");
        json.put("subtype", "tombstone");
        json.put("ts", item.ts().toString());
        json.put("user", UserId.SLACKBOT.value());
        json.put("text", MessageView.TOMBSTONE_TEXT);
        json.put("thread_ts", item.ts().toString());
        return json;
    }

    private void author(ObjectNode json, MessageView origin) {
        if (!"bot_message".equals(origin.subtype()))
            json.put("user", origin.author().value());
        if (origin.app() != null && !origin.app().equals(Actor.FIRST_PARTY_APP)) json.put("app_id", origin.app());
        if (origin.bot() == null) return;
        json.put("bot_id", origin.bot());
        Bot bot = context.people().get(origin.author()).bot();
        if (bot == null || !bot.id().equals(origin.bot())) return;
        json.put("app_id", bot.app());
        json.putObject("bot_profile")
                .put("id", bot.id())
                .put("app_id", bot.app())
                .put("name", bot.name())
                .put("deleted", context.people().get(origin.author()).deactivated())
                .put("team_id", context.workspace());
    }

    private static void edited(ObjectNode json, Item item, int index) {
        if (index > 0) {
            Item.Version version = item.versions().get(index);
            edited(json, version.by(), version.at().toString());
        } else if (item.origin().edited() != null) {
            MessageView.Edited before = item.origin().edited();
            edited(json, before.by(), before.ts().toString());
        }
    }

    private static void edited(ObjectNode json, UserId by, String ts) {
        json.putObject("edited").put("user", by.value()).put("ts", ts);
    }

    private static void notice(ObjectNode json, MessageView origin) {
        MessageView.Notice notice = origin.notice();
        if (notice == null || origin.subtype() == null) return;
        if (notice.inviter() != null) json.put("inviter", notice.inviter().value());
        String text = notice.text();
        switch (origin.subtype()) {
            case "channel_topic" -> json.put("topic", text);
            case "channel_purpose" -> json.put("purpose", text);
            case "channel_name" -> json.put("name", text).put("old_name", notice.oldName());
            default -> {
                // The other notices say nothing beyond who and when.
            }
        }
    }

    /** Further fields of an imported message; what is told otherwise wins. */
    private static void extra(ObjectNode json, @Nullable String extra) {
        if (extra == null || !(JSON.readTree(extra) instanceof ObjectNode fields)) return;
        for (var field : fields.properties()) {
            if (!json.has(field.getKey())) json.set(field.getKey(), field.getValue());
        }
    }

    private static void parsed(ObjectNode json, String name, @Nullable String value) {
        if (value == null) return;
        JsonNode node = JSON.readTree(value);
        json.set(name, node);
    }
}
