// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.export.format;

import dev.hansard.api.MessageContent;
import dev.hansard.api.Ts;
import dev.hansard.api.UserId;
import dev.hansard.audit.export.Conversation;
import dev.hansard.audit.export.Item;
import dev.hansard.audit.export.Membership;
import dev.hansard.audit.export.Person;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The lines of our own format. */
public final class NativeJson {
    private static final JsonMapper JSON = JsonMapper.shared();

    private NativeJson() {}

    static ObjectNode person(Person person) {
        ObjectNode json = JSON.createObjectNode();
        json.put("id", person.id().value());
        json.put("handle", person.handle());
        json.put("role", person.role().name().toLowerCase(java.util.Locale.ROOT));
        json.put("deactivated", person.deactivated());
        if (person.bot() != null) json.put("bot", person.bot().id());
        if (person.erased()) return json.put("erased", true);
        json.put("real_name", person.profile().realName());
        json.put("display_name", person.profile().displayName());
        text(json, "email", person.email());
        json.put("title", person.profile().title());
        json.put("tz", person.profile().tz());
        return json;
    }

    static ObjectNode conversation(Conversation c) {
        ObjectNode json = JSON.createObjectNode();
        json.put("id", c.id());
        json.put("workspace", c.key().workspace().value());
        json.put("kind", c.kind().name().toLowerCase(java.util.Locale.ROOT));
        text(json, "name", c.name());
        json.put("creator", c.creator().value());
        json.put("created", c.created());
        json.put("general", c.general());
        json.put("archived", c.archived());
        ArrayNode members = json.putArray("memberships");
        for (Membership each : c.memberships()) {
            ObjectNode one = members.addObject();
            one.put("user", each.user().value());
            moment(one, "from", each.from());
            if (each.until() != null) moment(one, "until", each.until());
            user(one, "inviter", each.inviter());
            user(one, "ended_by", each.by());
        }
        ArrayNode renames = json.putArray("renames");
        for (Conversation.Rename each : c.renames()) {
            ObjectNode one = renames.addObject();
            one.put("from", each.from());
            one.put("to", each.to());
            one.put("by", each.by().value());
            moment(one, "at", each.at());
        }
        settings(json.putArray("topics"), c.topics());
        settings(json.putArray("purposes"), c.purposes());
        return json;
    }

    /** A message with all its versions and everything that happened to it. */
    public static ObjectNode item(Conversation c, Item item) {
        ObjectNode json = JSON.createObjectNode();
        json.put("type", item.notice() ? "notice" : "message");
        json.put("channel", c.id());
        moment(json, "ts", item.ts());
        json.put("author", item.author().value());
        var origin = item.origin();
        text(json, "bot", origin.bot());
        text(json, "app", origin.app());
        text(json, "subtype", origin.subtype());
        if (origin.thread() != null) json.put("thread_ts", origin.thread().toString());
        if (item.threadStarted()) json.put("thread_started", true);
        if (origin.broadcast()) json.put("broadcast", true);
        text(json, "client_msg_id", origin.clientMsgId());
        if (item.imported()) json.put("imported", true);
        if (origin.edited() != null) {
            ObjectNode edited = json.putObject("edited_before_import");
            edited.put("by", origin.edited().by().value());
            moment(edited, "ts", origin.edited().ts());
        }
        if (origin.notice() != null) user(json, "inviter", origin.notice().inviter());
        ArrayNode versions = json.putArray("versions");
        for (Item.Version each : item.versions()) version(versions.addObject(), each);
        if (item.removal() != null) {
            ObjectNode removal = json.putObject("deleted");
            removal.put("by", item.removal().by().value());
            moment(removal, "ts", item.removal().at());
            removal.put("position", item.removal().position());
        }
        if (item.erased() != null) {
            ObjectNode erased = json.putObject("erased");
            erased.put("reason", item.erased().ground().reason().name().toLowerCase(java.util.Locale.ROOT));
            erased.put("authority", item.erased().ground().authority());
            erased.put("by", item.erased().ground().by().value());
            moment(erased, "ts", item.erased().at());
            erased.put("position", item.erased().position());
        }
        changes(json, item);
        ArrayNode positions = json.putArray("positions");
        item.positions().forEach(positions::add);
        if (item.damaged()) json.put("damaged", true);
        return json;
    }

    private static void version(ObjectNode json, Item.Version version) {
        json.put("by", version.by().value());
        moment(json, "ts", version.at());
        json.put("position", version.position());
        MessageContent content = version.content();
        if (content == null) {
            json.put("erased", true);
            return;
        }
        json.put("text", content.text());
        raw(json, "blocks", content.blocks());
        raw(json, "attachments", content.attachments());
        raw(json, "metadata", content.metadata());
        text(json, "username", content.username());
        raw(json, "icons", content.icons());
        if (!"{}".equals(content.extra())) raw(json, "extra", content.extra());
    }

    private static void changes(ObjectNode json, Item item) {
        if (!item.reactions().isEmpty()) {
            ArrayNode reactions = json.putArray("reactions");
            for (Item.Reaction each : item.reactions()) {
                ObjectNode one = reactions.addObject();
                one.put("name", each.name());
                one.put("user", each.user().value());
                one.put("change", each.added() ? "added" : "removed");
                moment(one, "ts", each.at());
            }
        }
        if (!item.pins().isEmpty()) {
            ArrayNode pins = json.putArray("pins");
            for (Item.Pin each : item.pins()) {
                ObjectNode one = pins.addObject();
                one.put("by", each.by().value());
                one.put("change", each.pinned() ? "pinned" : "unpinned");
                moment(one, "ts", each.at());
            }
        }
    }

    private static void settings(ArrayNode array, List<Conversation.Setting> settings) {
        for (Conversation.Setting each : settings) {
            ObjectNode one = array.addObject();
            if (each.text() == null) one.put("erased", true);
            else one.put("text", each.text());
            one.put("by", each.by().value());
            one.put("at", each.at());
        }
    }

    private static void moment(ObjectNode json, String name, Ts ts) {
        json.put(name, ts.toString());
        json.put(name.equals("ts") ? "time" : name + "_time", Times.iso(ts));
    }

    private static void text(ObjectNode json, String name, @Nullable String value) {
        if (value != null) json.put(name, value);
    }

    private static void user(ObjectNode json, String name, @Nullable UserId value) {
        if (value != null) json.put(name, value.value());
    }

    /** Read and written anew: what an author sent may have line breaks in it. */
    private static void raw(ObjectNode json, String name, @Nullable String value) {
        if (value != null) json.set(name, JSON.readTree(value));
    }
}
