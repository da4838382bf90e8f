// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.fanout;

import com.github.benmanes.caffeine.cache.Cache;
import dev.hansard.api.ChannelKey;
import dev.hansard.api.MessageEvents;
import dev.hansard.api.MessageView;
import dev.hansard.api.Ts;
import dev.hansard.api.UserId;
import dev.hansard.axon.cache.Caches;
import dev.hansard.axon.store.CommittedEvent;
import dev.hansard.axon.store.EventLog;
import dev.hansard.axon.store.StoreUnavailable;
import dev.hansard.edge.wire.Json;
import dev.hansard.edge.wire.MessageJson;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** Frames about messages. Imported ones are silent: they happened long ago and elsewhere. */
@Component
final class MessageFrames {
    private static final int REMEMBERED_AUTHORS = 50_000;

    private record MessageKey(ChannelKey channel, Ts ts) {}

    private final MessageJson json;
    private final EventLog log;
    private final Cache<MessageKey, UserId> authors =
            Caches.newBuilder().maximumSize(REMEMBERED_AUTHORS).build();

    MessageFrames(MessageJson json, EventLog log) {
        this.json = json;
        this.log = log;
    }

    boolean mustRead(MessageEvents.MessagePosted event) {
        boolean replyToUnknown =
                event.thread() != null && authors.getIfPresent(new MessageKey(event.channel(), event.thread())) == null;
        return replyToUnknown || event.broadcast() || event.bot() != null;
    }

    List<Draft> of(MessageEvents event, long position) {
        return switch (event) {
            case MessageEvents.MessagePosted e -> List.of(toMembers(e, posted(e, position)));
            case MessageEvents.MessageEdited e -> edited(e, position);
            case MessageEvents.MessageDeleted e -> deleted(e, position);
            case MessageEvents.MessageErased e -> erased(e, position);
            case MessageEvents.MessageRevisionsErased e -> List.of();
            case MessageEvents.ScheduledMessageErased e -> List.of();
            case MessageEvents.ReactionAdded e ->
                List.of(toMembers(e, reaction("reaction_added", e, e.user(), e.name(), e.author(), e.eventTs())));
            case MessageEvents.ReactionRemoved e ->
                List.of(toMembers(e, reaction("reaction_removed", e, e.user(), e.name(), e.author(), e.eventTs())));
            case MessageEvents.MessagePinned e -> List.of(toMembers(e, pin("pin_added", e, e.by(), e.eventTs())));
            case MessageEvents.MessageUnpinned e -> List.of(toMembers(e, pin("pin_removed", e, e.by(), e.eventTs())));
            case MessageEvents.MessageImported e -> List.of();
            case MessageEvents.ThreadStarted e -> List.of();
            case MessageEvents.MessageScheduled e -> List.of();
            case MessageEvents.ScheduledMessageCancelled e -> List.of();
        };
    }

    /** A message as a frame of its own. */
    ObjectNode message(MessageView view) {
        return json.message(view, true)
                .put("channel", view.channel().channel().value())
                .put("event_ts", view.ts().toString());
    }

    private ObjectNode posted(MessageEvents.MessagePosted event, long position) {
        MessageView view = Objects.requireNonNull(MessageView.origin(event));
        MessageView root = event.broadcast() && event.thread() != null
                ? MessageFold.before(log, event.channel(), event.thread(), position)
                : null;
        if (view.isReply()) {
            UserId parent = authorOf(event.channel(), Objects.requireNonNull(event.thread()));
            view = view.withAttached(null, view.reactions(), view.pinned(), parent);
        } else {
            authors.put(new MessageKey(event.channel(), event.ts()), event.author());
        }
        ObjectNode frame = message(view);
        if (root != null) frame.set("root", json.message(root, false));
        return frame;
    }

    private @Nullable UserId authorOf(ChannelKey channel, Ts ts) {
        return authors.get(new MessageKey(channel, ts), key -> {
            try {
                for (CommittedEvent event : log.aboutMessage(channel, ts)) {
                    MessageView view = MessageView.origin(event.event());
                    if (view != null) return view.author();
                }
            } catch (StoreUnavailable e) {
                // The reply is worth more than this field.
            }
            return null;
        });
    }

    private List<Draft> edited(MessageEvents.MessageEdited event, long position) {
        MessageView before = MessageFold.before(log, event.channel(), event.ts(), position);
        if (before == null) return List.of();
        return List.of(toMembers(event, changed(before.withEdit(event), before, event.editedTs())));
    }

    private List<Draft> deleted(MessageEvents.MessageDeleted event, long position) {
        MessageView before = MessageFold.before(log, event.channel(), event.ts(), position);
        if (before != null && !before.isReply() && before.thread() != null) {
            return List.of(toMembers(event, changed(before.tombstone(), before, event.deletedTs())));
        }
        ObjectNode frame = hidden("message_deleted", event, event.deletedTs());
        frame.put("deleted_ts", event.ts().toString());
        if (before != null) frame.set("previous_message", json.message(before, true));
        return List.of(toMembers(event, frame));
    }

    /** Like a deletion, but nobody is told again what was said. */
    private List<Draft> erased(MessageEvents.MessageErased event, long position) {
        MessageView before = MessageFold.before(log, event.channel(), event.ts(), position);
        if (before == null) return List.of();
        if (!before.isReply() && before.thread() != null) {
            ObjectNode frame = changed(before.tombstone(), before, event.erasedTs());
            frame.remove("previous_message");
            return List.of(toMembers(event, frame));
        }
        ObjectNode frame = hidden("message_deleted", event, event.erasedTs());
        return List.of(toMembers(event, frame.put("deleted_ts", event.ts().toString())));
    }

    private ObjectNode changed(MessageView now, MessageView before, Ts at) {
        ObjectNode frame = Json.object();
        frame.put("type", "message").put("subtype", "message_changed").put("hidden", true);
        frame.set("message", json.message(now, true));
        frame.set("previous_message", json.message(before, true));
        return frame.put("channel", now.channel().channel().value())
                .put("ts", at.toString())
                .put("event_ts", at.toString())
                .put("team", now.channel().workspace().value());
    }

    private static ObjectNode hidden(String subtype, MessageEvents event, Ts at) {
        return Json.object()
                .put("type", "message")
                .put("subtype", subtype)
                .put("hidden", true)
                .put("channel", event.channel().channel().value())
                .put("ts", at.toString())
                .put("event_ts", at.toString())
                .put("team", event.channel().workspace().value());
    }

    private static ObjectNode reaction(
            String type, MessageEvents event, UserId user, String name, UserId author, Ts at) {
        ObjectNode frame =
                Json.object().put("type", type).put("user", user.value()).put("reaction", name);
        frame.putObject("item")
                .put("type", "message")
                .put("channel", event.channel().channel().value())
                .put("ts", event.ts().toString());
        return frame.put("item_user", author.value()).put("event_ts", at.toString());
    }

    private static ObjectNode pin(String type, MessageEvents event, UserId by, Ts at) {
        String channel = event.channel().channel().value();
        ObjectNode frame =
                Json.object().put("type", type).put("user", by.value()).put("channel_id", channel);
        ObjectNode item = frame.putObject("item").put("type", "message").put("channel", channel);
        item.put("created", at.seconds()).put("created_by", by.value());
        item.putObject("message").put("ts", event.ts().toString());
        return frame.put("event_ts", at.toString());
    }

    private static Draft toMembers(MessageEvents event, ObjectNode json) {
        return new Draft(new Audience.Members(event.channel()), json);
    }
}
