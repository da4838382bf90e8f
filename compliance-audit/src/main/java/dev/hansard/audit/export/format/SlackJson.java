// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.export.format;

import dev.hansard.api.ChannelKind;
import dev.hansard.api.Profile;
import dev.hansard.api.Role;
import dev.hansard.api.Ts;
import dev.hansard.api.UserId;
import dev.hansard.audit.export.Conversation;
import dev.hansard.audit.export.Item;
import dev.hansard.audit.export.Person;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The objects of a Slack export. */
public final class SlackJson {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final FormatContext context;
    private final SlackMessages messages;

    public SlackJson(FormatContext context) {
        this.context = context;
        this.messages = new SlackMessages(context);
    }

    /** As members see it. */
    public ObjectNode message(Conversation in, Item item) {
        return messages.message(in, item);
    }

    /** Earlier versions as {@code message_changed} and the deletion as {@code message_deleted}, in order. */
    public List<ObjectNode> revisions(Conversation in, Item item) {
        var revisions = new ArrayList<ObjectNode>();
        for (int i = 1; i < item.versions().size(); i++) {
            Item.Version version = item.versions().get(i);
            ObjectNode record = record("message_changed", in, version.at().toString());
            record.set("message", messages.version(in, item, i));
            record.set("previous_message", messages.version(in, item, i - 1));
            revisions.add(record);
        }
        Ts gone = gone(item);
        if (gone != null) {
            ObjectNode record = record("message_deleted", in, gone.toString());
            record.put("deleted_ts", item.ts().toString());
            if (item.removal() != null) record.put("user", item.removal().by().value());
            record.set(
                    "previous_message",
                    messages.version(in, item, item.versions().size() - 1));
            revisions.add(record);
        }
        return revisions;
    }

    private static @Nullable Ts gone(Item item) {
        if (item.removal() != null) return item.removal().at();
        return item.erased() != null ? item.erased().at() : null;
    }

    /** The folder of its days: by name, direct messages by id. */
    String folder(Conversation in) {
        return switch (in.kind()) {
            case IM -> in.id();
            case PUBLIC, PRIVATE -> Names.file(in.name() == null ? in.id() : in.name());
            case MPIM ->
                Names.file("mpdm-"
                        + in.everybody().stream()
                                .map(user -> context.people().get(user).handle())
                                .collect(Collectors.joining("--"))
                        + "-1");
        };
    }

    /** @param folder its name there; of direct messages between two not shown */
    public ObjectNode conversation(Conversation in, String folder, List<SlackPin> pinned) {
        ObjectNode json = JSON.createObjectNode();
        json.put("id", in.id());
        if (in.kind() == ChannelKind.IM) {
            json.put("created", in.created());
            ArrayNode members = members(json, in);
            // A conversation with oneself has two members all the same.
            if (members.size() == 1) members.add(members.get(0));
            return json;
        }
        json.put("name", folder);
        json.put("created", in.created());
        json.put("creator", in.creator().value());
        json.put("is_archived", in.archived());
        if (in.kind() != ChannelKind.MPIM) json.put("is_general", in.general());
        members(json, in);
        prose(json.putObject("topic"), in.topics());
        prose(json.putObject("purpose"), in.purposes());
        if (!pinned.isEmpty()) {
            ArrayNode pins = json.putArray("pins");
            for (SlackPin pin : pinned) {
                pins.addObject()
                        .put("id", pin.ts().toString())
                        .put("type", "C")
                        .put("created", pin.at().seconds())
                        .put("user", pin.by().value())
                        .put("owner", pin.author().value());
            }
        }
        return json;
    }

    ObjectNode user(Person person) {
        ObjectNode json = JSON.createObjectNode();
        Profile profile = person.profile();
        json.put("id", person.id().value());
        json.put("team_id", context.workspace());
        json.put("name", person.handle());
        json.put("deleted", person.deactivated());
        json.put("real_name", profile.realName().isBlank() ? person.name() : profile.realName());
        json.put("tz", profile.tz());
        json.put("is_admin", person.role().isAdmin());
        json.put("is_owner", person.role().isOwner());
        json.put("is_primary_owner", person.role() == Role.PRIMARY_OWNER);
        json.put("is_restricted", person.role().isGuest());
        json.put("is_ultra_restricted", person.role() == Role.SINGLE_CHANNEL_GUEST);
        json.put("is_bot", person.bot() != null);
        ObjectNode shown = json.putObject("profile");
        shown.put("real_name", profile.realName().isBlank() ? person.name() : profile.realName());
        shown.put("display_name", profile.displayName());
        if (person.email() != null) shown.put("email", person.email());
        shown.put("title", profile.title());
        shown.put("phone", profile.phone());
        shown.put("status_text", profile.statusText());
        shown.put("status_emoji", profile.statusEmoji());
        shown.put("status_expiration", profile.statusExpiration());
        shown.put("team", context.workspace());
        if (profile.fields() != null) shown.set("fields", JSON.readTree(profile.fields()));
        if (person.bot() != null) {
            shown.put("bot_id", person.bot().id());
            shown.put("api_app_id", person.bot().app());
        }
        return json;
    }

    private static ObjectNode record(String subtype, Conversation in, String ts) {
        ObjectNode record = JSON.createObjectNode();
        record.put("type", "message");
        record.put("subtype", subtype);
        record.put("hidden", true);
        record.put("channel", in.id());
        record.put("ts", ts);
        return record;
    }

    private static ArrayNode members(ObjectNode json, Conversation in) {
        ArrayNode members = json.putArray("members");
        for (UserId user : in.members()) members.add(user.value());
        return members;
    }

    private static void prose(ObjectNode json, List<Conversation.Setting> settings) {
        Conversation.@Nullable Setting last = settings.isEmpty() ? null : settings.getLast();
        json.put("value", last == null || last.text() == null ? "" : last.text());
        json.put("creator", last == null ? "" : last.by().value());
        json.put("last_set", last == null ? 0 : last.at());
    }
}
