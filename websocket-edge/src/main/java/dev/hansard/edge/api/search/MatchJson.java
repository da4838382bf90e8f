// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.api.search;

import dev.hansard.api.ChannelKind;
import dev.hansard.api.MessageView;
import dev.hansard.api.PersonKey;
import dev.hansard.api.SearchQueries.Hit;
import dev.hansard.api.SearchQueries.Score;
import dev.hansard.api.UserId;
import dev.hansard.api.Views.PersonView;
import dev.hansard.api.WorkspaceId;
import dev.hansard.edge.api.ApiCall;
import dev.hansard.edge.api.Permalinks;
import dev.hansard.edge.wire.ConversationJson;
import dev.hansard.edge.wire.Json;
import dev.hansard.edge.wire.MessageJson;
import dev.hansard.edge.wire.PersonNames;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A hit as Slack's clients read it. */
@Component
final class MatchJson {

    private final PersonNames people;
    private final ConversationJson conversations;

    MatchJson(PersonNames people, ConversationJson conversations) {
        this.people = people;
        this.conversations = conversations;
    }

    ObjectNode match(ApiCall call, Hit hit) {
        MessageView message = hit.message();
        WorkspaceId workspace = message.channel().workspace();
        ObjectNode json = Json.object();
        json.put("iid", iid(message));
        json.put("team", workspace.value());
        json.set("channel", channel(hit, call.user()));
        json.put("type", hit.kind() == ChannelKind.IM ? "im" : "message");
        json.put("user", message.author().value());
        MessageJson.content(json, message.content(), false);
        json.put("username", username(message, workspace));
        if (message.bot() != null) json.put("bot_id", message.bot());
        json.put("ts", message.ts().toString());
        json.put("text", hit.text());
        json.put("permalink", Permalinks.of(call, message));
        json.put("no_reactions", true);
        if (hit.score() != null) json.set("explanation", score(hit.score()));
        return json;
    }

    /** The same message is the same item in every answer. */
    private static String iid(MessageView message) {
        String identity = message.channel() + "/" + message.ts();
        return UUID.nameUUIDFromBytes(identity.getBytes(StandardCharsets.US_ASCII))
                .toString();
    }

    private ObjectNode channel(Hit hit, UserId viewer) {
        ChannelKind kind = hit.kind();
        ObjectNode json = Json.object();
        json.put("id", hit.message().channel().channel().value());
        json.put("name", name(hit, viewer));
        json.put("is_channel", !kind.isDirect());
        json.put("is_group", kind == ChannelKind.MPIM);
        json.put("is_im", kind == ChannelKind.IM);
        json.put("is_mpim", kind == ChannelKind.MPIM);
        json.put("is_private", kind != ChannelKind.PUBLIC);
        json.put("is_shared", false);
        json.put("is_org_shared", false);
        json.put("is_ext_shared", false);
        json.put("is_pending_ext_shared", false);
        json.putArray("pending_shared");
        return json;
    }

    /** Slack names direct messages by the id of the other person. */
    private String name(Hit hit, UserId viewer) {
        return switch (hit.kind()) {
            case PUBLIC, PRIVATE -> hit.channelName() == null ? "" : hit.channelName();
            case IM ->
                hit.members().stream()
                        .filter(user -> !user.equals(viewer))
                        .findFirst()
                        .orElse(viewer)
                        .value();
            case MPIM -> conversations.groupName(hit.message().channel().workspace(), hit.members());
        };
    }

    private String username(MessageView message, WorkspaceId workspace) {
        String shown = message.content().username();
        if (shown != null) return shown;
        PersonView person = people.find(new PersonKey(workspace, message.author()));
        return person == null ? message.author().value() : person.handle();
    }

    private static ObjectNode score(Score score) {
        ObjectNode json = Json.object();
        json.put("value", score.value());
        json.put("description", score.what());
        ArrayNode parts = json.putArray("details");
        for (Score part : score.parts()) parts.add(score(part));
        return json;
    }
}
