// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.export.format;

import dev.hansard.api.MessageView;
import dev.hansard.api.Ts;
import dev.hansard.api.UserId;
import dev.hansard.audit.export.Conversation;
import dev.hansard.audit.export.Item;
import dev.hansard.audit.export.Person;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code rsmf_manifest.json} of a slice. */
final class RsmfManifest {
    static final String VERSION = "2.0.0";
    /** Review tools show what they know of a platform; this is the one whose message model ours is. */
    static final String PLATFORM = "slack";

    private static final JsonMapper JSON = JsonMapper.shared();

    private final FormatContext context;
    private final Slice slice;
    private final RsmfPresence presence;
    private final Readable readable;
    private final Set<Ts> here = new HashSet<>();
    private final ObjectNode json = JSON.createObjectNode();
    private final ArrayNode events;
    private final Set<UserId> participants = new LinkedHashSet<>();

    RsmfManifest(FormatContext context, Slice slice) {
        this.context = context;
        this.slice = slice;
        this.presence = new RsmfPresence(slice);
        this.readable = new Readable(context.people());
        slice.items().forEach(item -> here.add(item.ts()));
        participants.addAll(presence.fromTheStart());
        participants.addAll(presence.joining());
        json.put("version", VERSION);
        json.put("eventcollectionid", collection(slice.conversation()));
        ArrayNode people = json.putArray("participants");
        for (UserId user : participants)
            participant(people.addObject(), context.people().get(user));
        conversation(json.putArray("conversations").addObject());
        this.events = json.putArray("events");
        slice.items().forEach(this::event);
    }

    static String collection(Conversation in) {
        return in.key().workspace() + "-" + in.id();
    }

    ObjectNode json() {
        return json;
    }

    int events() {
        return events.size();
    }

    Ts first() {
        return slice.first();
    }

    Ts last() {
        return slice.last();
    }

    /** The display names of all participants, each once. */
    Set<String> displays() {
        var displays = new TreeSet<String>();
        for (UserId user : participants) displays.add(display(context.people().get(user)));
        return displays;
    }

    /** Without commas, which part names in the header. */
    private static String display(Person person) {
        String name = person.name().replaceAll("[,<>\\p{Cntrl}]+", " ").strip().replaceAll(" +", " ");
        return name.isEmpty() ? person.id().value() : name;
    }

    private void participant(ObjectNode to, Person person) {
        to.put("id", person.id().value());
        to.put("display", display(person));
        if (person.email() != null && MailWriter.isAddress(person.email())) to.put("email", person.email());
        to.put("account_id", person.handle());
        if (person.bot() != null) custom(to, "bot", person.bot().id());
        if (person.deactivated()) custom(to, "deactivated", "true");
    }

    private void conversation(ObjectNode to) {
        Conversation in = slice.conversation();
        to.put("id", in.id());
        to.put("platform", PLATFORM);
        to.put("type", in.kind().isDirect() ? "direct" : "channel");
        to.put("display", in.title(context.people()));
        to.put("custodian", context.custodian(in));
        ArrayNode members = to.putArray("participants");
        Set<UserId> start = in.kind().isDirect() ? participants : presence.fromTheStart();
        start.forEach(user -> members.add(user.value()));
        custom(to, "kind", in.kind().name().toLowerCase(java.util.Locale.ROOT));
    }

    private void event(Item item) {
        ObjectNode to = events.addObject();
        to.put("type", presence.type(item));
        to.put("id", id(item.ts()));
        Ts root = item.root();
        if (root != null && here.contains(root)) to.put("parent", id(root));
        to.put("participant", item.author().value());
        to.put("conversation", slice.conversation().id());
        to.put("timestamp", Times.iso(item.ts()));
        to.put("body", readable.of(item));
        if (item.isDeleted()) to.put("deleted", true);
        reactions(to, item);
        edits(to, item);
        customs(to, item, root);
    }

    private static void reactions(ObjectNode to, Item item) {
        for (Map.Entry<String, Set<UserId>> reaction : item.reactionsNow().entrySet()) {
            ObjectNode one = to.withArray("reactions").addObject();
            one.put("value", ':' + reaction.getKey() + ':');
            one.put("count", reaction.getValue().size());
            ArrayNode users = one.putArray("participants");
            reaction.getValue().forEach(user -> users.add(user.value()));
        }
    }

    private void edits(ObjectNode to, Item item) {
        MessageView.Edited before = item.origin().edited();
        if (before != null) {
            ObjectNode edit = to.withArray("edits").addObject();
            edit.put("participant", before.by().value());
            if (!item.ts().isAfter(before.ts())) edit.put("timestamp", Times.iso(before.ts()));
            edit.put("new", readable.of(item.versions().getFirst().content()));
        }
        List<Item.Version> versions = item.versions();
        for (int i = 1; i < versions.size(); i++) {
            ObjectNode edit = to.withArray("edits").addObject();
            edit.put("participant", versions.get(i).by().value());
            edit.put("timestamp", Times.iso(versions.get(i).at()));
            edit.put("previous", readable.of(versions.get(i - 1).content()));
            edit.put("new", readable.of(versions.get(i).content()));
        }
    }

    private void customs(ObjectNode to, Item item, @Nullable Ts root) {
        custom(to, "ts", item.ts().toString());
        custom(to, "position", Long.toString(item.positions().getFirst()));
        if (item.origin().subtype() != null) custom(to, "subtype", item.origin().subtype());
        if (root != null) custom(to, "thread_ts", root.toString());
        if (item.imported()) custom(to, "imported", "true");
        if (item.isErased()) custom(to, "erased", "true");
        if (item.erased() != null)
            custom(to, "erased_at", Times.iso(item.erased().at()));
        if (item.removal() != null) {
            custom(to, "deleted_by", item.removal().by().value());
            custom(to, "deleted_at", Times.iso(item.removal().at()));
        }
        var content = item.content();
        if (content != null && content.username() != null) custom(to, "username", content.username());
        for (var file : Readable.files(content)) custom(to, "file", file.id() + ' ' + file.name());
    }

    private String id(Ts ts) {
        return slice.conversation().id() + '-' + ts;
    }

    private static void custom(ObjectNode to, String name, String value) {
        if (!value.isEmpty())
            to.withArray("custom").addObject().put("name", name).put("value", value);
    }
}
