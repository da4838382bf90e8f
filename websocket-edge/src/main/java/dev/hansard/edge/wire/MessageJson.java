// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.wire;

import dev.hansard.api.Actor;
import dev.hansard.api.MessageContent;
import dev.hansard.api.MessageView;
import dev.hansard.api.MessageView.Notice;
import dev.hansard.api.MessageView.Pinned;
import dev.hansard.api.MessageView.Reaction;
import dev.hansard.api.MessageView.ThreadSummary;
import dev.hansard.edge.wire.BotNames.BotName;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A message as Slack's clients read it; the same object in answers and in pushes. */
@Component
public final class MessageJson {

    private final BotNames bots;

    public MessageJson(BotNames bots) {
        this.bots = bots;
    }

    /**
     * The message object.
     *
     * @param withMetadata show the application metadata; history hides it unless asked
     */
    public ObjectNode message(MessageView view, boolean withMetadata) {
        ObjectNode json = Json.object();
        json.put("type", "message");
        Json.putIfSet(json, "subtype", view.subtype());
        json.put("ts", view.ts().toString());
        author(json, view);
        content(json, view.content(), withMetadata);
        json.put("team", view.channel().workspace().value());
        Json.putIfSet(json, "client_msg_id", view.clientMsgId());
        if (view.edited() != null) {
            json.putObject("edited")
                    .put("user", view.edited().by().value())
                    .put("ts", view.edited().ts().toString());
        }
        thread(json, view);
        if (!view.reactions().isEmpty()) json.set("reactions", reactions(view.reactions()));
        pinned(json, view.channel().channel().value(), view.pinned());
        notice(json, view.subtype(), view.notice());
        extra(json, view.content().extra());
        return json;
    }

    /** A message whose body is not a stored one yet, such as a scheduled one: its content alone. */
    public static void content(ObjectNode json, MessageContent content, boolean withMetadata) {
        Json.putIfSet(json, "username", content.username());
        Json.putParsed(json, "icons", content.icons());
        json.put("text", content.text());
        Json.putParsed(json, "blocks", content.blocks());
        Json.putParsed(json, "attachments", content.attachments());
        if (withMetadata) Json.putParsed(json, "metadata", content.metadata());
    }

    /** {@code [{name, users, count}]} with all users. */
    public static ArrayNode reactions(List<Reaction> reactions) {
        ArrayNode array = Json.array();
        for (Reaction reaction : reactions) {
            ObjectNode json = array.addObject();
            json.put("name", reaction.name());
            json.set("users", Json.array(reaction.users()));
            json.put("count", reaction.users().size());
        }
        return array;
    }

    private void author(ObjectNode json, MessageView view) {
        // Slack leaves the user out where a bot posted under another name.
        if (!"bot_message".equals(view.subtype()))
            json.put("user", view.author().value());
        if (view.app() != null && !view.app().equals(Actor.FIRST_PARTY_APP)) json.put("app_id", view.app());
        if (view.bot() == null) return;
        json.put("bot_id", view.bot());
        BotName bot = bots.find(view.channel().workspace(), view.bot());
        if (bot == null) return;
        json.put("app_id", bot.app());
        ObjectNode profile = json.putObject("bot_profile");
        profile.put("id", bot.id());
        profile.put("app_id", bot.app());
        profile.put("name", bot.name());
        profile.putObject("icons");
        profile.put("deleted", bot.deleted());
        profile.put("updated", bot.updated());
        profile.put("team_id", view.channel().workspace().value());
    }

    private static void thread(ObjectNode json, MessageView view) {
        if (view.thread() != null) json.put("thread_ts", view.thread().toString());
        if (view.isReply()) Json.putIfSet(json, "parent_user_id", view.parentAuthor());
        ThreadSummary summary = view.summary();
        if (summary == null) return;
        json.put("reply_count", summary.replies());
        json.put("reply_users_count", summary.users().size());
        json.put("latest_reply", summary.latest().toString());
        json.set("reply_users", Json.array(summary.users()));
        json.put("is_locked", false);
    }

    private static void pinned(ObjectNode json, String channel, @Nullable Pinned pinned) {
        if (pinned == null) return;
        json.putArray("pinned_to").add(channel);
        json.putObject("pinned_info")
                .putObject(channel)
                .put("pinned_by", pinned.by().value())
                .put("pinned_ts", pinned.at().seconds());
    }

    private static void notice(ObjectNode json, @Nullable String subtype, @Nullable Notice notice) {
        if (notice == null || subtype == null) return;
        Json.putIfSet(json, "inviter", notice.inviter());
        switch (subtype) {
            case "channel_topic" -> Json.putIfSet(json, "topic", notice.text());
            case "channel_purpose" -> Json.putIfSet(json, "purpose", notice.text());
            case "channel_name" -> {
                Json.putIfSet(json, "name", notice.text());
                Json.putIfSet(json, "old_name", notice.oldName());
            }
            default -> {
                // The other notices say nothing beyond who and when.
            }
        }
    }

    /** An imported message's further fields; what we know ourselves is never overwritten by them. */
    private static void extra(ObjectNode json, @Nullable String extra) {
        if (extra == null || !(Json.parse(extra) instanceof ObjectNode fields)) return;
        for (var field : fields.properties()) {
            JsonNode own = json.get(field.getKey());
            if (own == null) json.set(field.getKey(), field.getValue());
        }
    }
}
