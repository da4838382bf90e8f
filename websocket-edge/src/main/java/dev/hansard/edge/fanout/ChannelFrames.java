// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.fanout;

import dev.hansard.api.ChannelEvents;
import dev.hansard.api.ChannelEvents.ChannelCreated;
import dev.hansard.api.ChannelKey;
import dev.hansard.api.ChannelKind;
import dev.hansard.api.MessageView;
import dev.hansard.api.PersonKey;
import dev.hansard.api.Ts;
import dev.hansard.api.UserId;
import dev.hansard.axon.store.CommittedEvent;
import dev.hansard.edge.wire.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** Frames about conversations: first the notice in the timeline, then what changed. */
@Component
final class ChannelFrames {
    private final MessageFrames messages;
    private final ChannelFacts facts;

    ChannelFrames(MessageFrames messages, ChannelFacts facts) {
        this.messages = messages;
        this.facts = facts;
    }

    void seen(ChannelEvents event) {
        facts.seen(event);
    }

    List<Draft> of(ChannelEvents event, CommittedEvent committed) {
        var drafts = new ArrayList<Draft>(3);
        MessageView notice = MessageView.origin(event);
        if (notice != null) drafts.add(toMembers(event, messages.message(notice)));
        String at =
                notice != null ? notice.ts().toString() : Ts.at(committed.at()).toString();
        switch (event) {
            case ChannelCreated e -> created(e, at, drafts);
            case ChannelEvents.MemberJoined e -> joined(e, at, drafts);
            case ChannelEvents.MemberLeft e -> left(e, at, drafts);
            case ChannelEvents.ChannelRenamed e -> {
                ObjectNode json = event(e, "rename", at);
                json.putObject("channel").put("id", id(e)).put("name", e.name());
                drafts.add(toMembers(e, json));
            }
            case ChannelEvents.ChannelArchived e ->
                drafts.add(toMembers(
                        e, event(e, "archive", at).put("channel", id(e)).put("user", e.by().value())));
            case ChannelEvents.ChannelUnarchived e ->
                drafts.add(toMembers(
                        e, event(e, "unarchive", at).put("channel", id(e)).put("user", e.by().value())));
            case ChannelEvents.TopicSet e -> {}
            case ChannelEvents.PurposeSet e -> {}
            case ChannelEvents.ProseErased e -> {}
        }
        return drafts;
    }

    private static void created(ChannelCreated event, String at, List<Draft> drafts) {
        switch (event.kind()) {
            case PUBLIC -> {
                ObjectNode json = Json.object().put("type", "channel_created");
                json.set("channel", channel(event, event.name()));
                var everyone = new Audience.Everyone(event.channel().workspace());
                drafts.add(new Draft(everyone, json.put("event_ts", at)));
                drafts.add(toMembers(event, arrival(event, event.name(), at)));
            }
            case PRIVATE, MPIM -> drafts.add(toMembers(event, arrival(event, event.name(), at)));
            case IM -> {
                for (UserId member : event.members()) {
                    UserId other = event.members().stream()
                            .filter(user -> !user.equals(member))
                            .findFirst()
                            .orElse(member);
                    ObjectNode json = Json.object().put("type", "im_created").put("user", other.value());
                    ObjectNode channel = channel(event, null).put("user", other.value());
                    json.set("channel", channel);
                    drafts.add(new Draft(person(event, member), json.put("event_ts", at)));
                }
            }
        }
    }

    private void joined(ChannelEvents.MemberJoined event, String at, List<Draft> drafts) {
        ObjectNode json = membership("member_joined_channel", event, event.user(), at);
        if (event.inviter() != null) json.put("inviter", event.inviter().value());
        drafts.add(toMembers(event, json));
        ChannelCreated created = facts.beginning(event.channel());
        if (created == null) return;
        ObjectNode arrival = arrival(created, facts.name(event.channel(), event.user()), at);
        drafts.add(new Draft(person(event, event.user()), arrival));
    }

    private void left(ChannelEvents.MemberLeft event, String at, List<Draft> drafts) {
        drafts.add(toMembers(event, membership("member_left_channel", event, event.user(), at)));
        ObjectNode json = event(event, "left", at)
                .put("channel", id(event))
                .put("actor_id", event.by().value());
        drafts.add(new Draft(person(event, event.user()), json));
    }

    private ObjectNode membership(String type, ChannelEvents event, UserId user, String at) {
        return Json.object()
                .put("type", type)
                .put("user", user.value())
                .put("channel", id(event))
                .put("channel_type", isPrivate(event.channel()) ? "G" : "C")
                .put("team", event.channel().workspace().value())
                .put("event_ts", at);
    }

    /** {@code channel_…} for public conversations and {@code group_…} for the others. */
    private ObjectNode event(ChannelEvents event, String what, String at) {
        String prefix = isPrivate(event.channel()) ? "group_" : "channel_";
        return Json.object().put("type", prefix + what).put("event_ts", at);
    }

    private boolean isPrivate(ChannelKey channel) {
        ChannelCreated created = facts.beginning(channel);
        return created != null && created.kind() != ChannelKind.PUBLIC;
    }

    private static ObjectNode arrival(ChannelCreated created, @Nullable String name, String at) {
        String type = switch (created.kind()) {
            case PUBLIC -> "channel_joined";
            case PRIVATE -> "group_joined";
            case MPIM -> "mpim_joined";
            case IM -> "im_open";
        };
        ObjectNode json = Json.object().put("type", type);
        json.set("channel", channel(created, name));
        return json.put("event_ts", at);
    }

    private static ObjectNode channel(ChannelCreated created, @Nullable String name) {
        ObjectNode json = Json.object().put("id", created.channel().channel().value());
        if (name != null) json.put("name", name).put("name_normalized", name);
        return json.put("created", created.created())
                .put("creator", created.creator().value())
                .put("is_channel", created.kind() == ChannelKind.PUBLIC)
                .put("is_group", created.kind() == ChannelKind.PRIVATE)
                .put("is_im", created.kind() == ChannelKind.IM)
                .put("is_mpim", created.kind() == ChannelKind.MPIM)
                .put("is_private", created.kind() != ChannelKind.PUBLIC)
                .put("is_general", created.general())
                .put("context_team_id", created.channel().workspace().value());
    }

    private static String id(ChannelEvents event) {
        return event.channel().channel().value();
    }

    private static Draft toMembers(ChannelEvents event, ObjectNode json) {
        return new Draft(new Audience.Members(event.channel()), Objects.requireNonNull(json));
    }

    private static Audience person(ChannelEvents event, UserId user) {
        return new Audience.One(new PersonKey(event.channel().workspace(), user));
    }
}
