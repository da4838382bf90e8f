// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.discovery;

import dev.hansard.api.ChannelKind;
import dev.hansard.api.WorkspaceId;
import dev.hansard.audit.export.Conversation;
import dev.hansard.audit.export.Conversation.Rename;
import dev.hansard.audit.export.ExportRequest;
import dev.hansard.audit.export.ExportRequest.Authority;
import dev.hansard.audit.export.Found;
import dev.hansard.audit.export.Item;
import dev.hansard.audit.export.Membership;
import dev.hansard.audit.export.People;
import dev.hansard.audit.export.Scope;
import dev.hansard.audit.export.format.FileBytes;
import dev.hansard.audit.export.format.FormatContext;
import dev.hansard.audit.export.format.SlackJson;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Objects as collectors read them. People are named by id; who they are, {@code discovery.users.list} tells. */
final class CollectedJson {
    private final WorkspaceId workspace;
    private final SlackJson slack;

    CollectedJson(WorkspaceId workspace) {
        this.workspace = workspace;
        var nobody = new People("", Map.of());
        var request = new ExportRequest(
                workspace, Scope.EVERYTHING, "slack", 0, new Authority("collector", null, null, null));
        this.slack = new SlackJson(new FormatContext(
                request, nobody, "hansard", FileBytes.NONE, (conversation, ts, reason, detail) -> {}));
    }

    ObjectNode conversation(Conversation in) {
        ObjectNode json = slack.conversation(in, in.name() == null ? in.id() : in.name(), List.of());
        json.remove("members");
        json.put("team", workspace.value());
        json.put("is_private", in.kind() != ChannelKind.PUBLIC);
        json.put("is_im", in.kind() == ChannelKind.IM);
        json.put("is_mpim", in.kind() == ChannelKind.MPIM);
        json.put("num_members", in.members().size());
        return json;
    }

    /** A message as it stands, or its tombstone; a place that cannot be read says so. */
    ObjectNode message(Conversation in, Found found) {
        return switch (found) {
            case Found.Readable readable -> slack.message(in, readable.item());
            case Found.Unreadable unreadable ->
                object().put("type", "message")
                        .put("subtype", "hansard_unreadable")
                        .put("hidden", true)
                        .put("ts", unreadable.ts().toString());
        };
    }

    List<ObjectNode> edits(Conversation in, Item item) {
        return slack.revisions(in, item);
    }

    /** Epoch seconds, as Slack has them; {@code date_left} is missing while they are in. */
    static ObjectNode member(Membership membership) {
        ObjectNode json = object().put("id", membership.user().value());
        json.put("date_joined", membership.from().seconds());
        if (membership.until() != null) json.put("date_left", membership.until().seconds());
        json.put("is_member", membership.until() == null);
        return json;
    }

    static ObjectNode rename(Rename rename) {
        return object().put("old_name", rename.from())
                .put("new_name", rename.to())
                .put("user", rename.by().value())
                .put("date", rename.at().seconds());
    }

    private static ObjectNode object() {
        return JsonMapper.shared().createObjectNode();
    }
}
