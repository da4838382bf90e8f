// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.wire;

import dev.hansard.api.ChannelKind;
import dev.hansard.api.PersonKey;
import dev.hansard.api.UserId;
import dev.hansard.api.Views.ChannelView;
import dev.hansard.api.Views.PersonView;
import dev.hansard.api.Views.ProseView;
import dev.hansard.api.WorkspaceId;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** A conversation as Slack's clients read it, as one viewer sees it. */
@Component
public final class ConversationJson {

    private final PersonNames people;

    public ConversationJson(PersonNames people) {
        this.people = people;
    }

    /** @param viewer whose other half a direct message shows */
    public ObjectNode conversation(ChannelView view, UserId viewer) {
        return view.kind() == ChannelKind.IM ? direct(view, viewer) : named(view);
    }

    private ObjectNode direct(ChannelView view, UserId viewer) {
        UserId other = view.members().stream()
                .filter(u -> !u.equals(viewer))
                .findFirst()
                .orElse(viewer);
        PersonView person = people.find(new PersonKey(view.key().workspace(), other));
        ObjectNode json = Json.object();
        json.put("id", view.key().channel().value());
        json.put("created", view.created());
        json.put("is_archived", view.archived());
        json.put("is_im", true);
        json.put("is_org_shared", false);
        json.put("context_team_id", view.key().workspace().value());
        json.put("updated", view.updatedMillis());
        json.put("user", other.value());
        json.put("is_user_deleted", person != null && person.deactivated());
        json.put("is_open", view.open());
        json.put("priority", 0);
        return json;
    }

    private ObjectNode named(ChannelView view) {
        boolean group = view.kind() == ChannelKind.MPIM;
        String name = group || view.name() == null ? groupName(view.key().workspace(), view.members()) : view.name();
        ObjectNode json = Json.object();
        json.put("id", view.key().channel().value());
        json.put("name", name);
        json.put("name_normalized", name);
        json.put("is_channel", !group);
        json.put("is_group", group);
        json.put("is_im", false);
        json.put("is_mpim", group);
        json.put("is_private", view.kind() != ChannelKind.PUBLIC);
        json.put("created", view.created());
        json.put("creator", view.creator().value());
        json.put("is_archived", view.archived());
        json.put("is_general", view.general());
        json.put("unlinked", 0);
        json.put("is_shared", false);
        json.put("is_ext_shared", false);
        json.put("is_org_shared", false);
        json.putArray("pending_shared");
        json.putArray("pending_connected_team_ids");
        json.put("is_pending_ext_shared", false);
        json.put("is_member", view.isMember());
        json.put("is_open", view.open());
        json.set("topic", prose(view.topic()));
        json.set("purpose", prose(view.purpose()));
        json.set("previous_names", Json.array(view.previousNames()));
        json.put("num_members", view.memberCount());
        json.put("updated", view.updatedMillis());
        json.put("context_team_id", view.key().workspace().value());
        json.putArray("shared_team_ids").add(view.key().workspace().value());
        json.putObject("properties");
        return json;
    }

    /** Slack's name of a group of people: {@code mpdm-ann--bob--cy-1}. */
    public String groupName(WorkspaceId workspace, List<UserId> members) {
        return members.stream()
                .map(user -> {
                    PersonView person = people.find(new PersonKey(workspace, user));
                    return person == null ? user.value().toLowerCase(java.util.Locale.ROOT) : person.handle();
                })
                .sorted()
                .collect(Collectors.joining("--", "mpdm-", "-1"));
    }

    private static ObjectNode prose(ProseView prose) {
        return Json.object()
                .put("value", prose.text())
                .put("creator", prose.by() == null ? "" : prose.by().value())
                .put("last_set", prose.at());
    }
}
