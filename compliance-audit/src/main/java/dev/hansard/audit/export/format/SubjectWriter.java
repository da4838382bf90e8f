// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.export.format;

import dev.hansard.api.AuditActor;
import dev.hansard.api.AuditEvents.ActionRecorded;
import dev.hansard.api.DomainEvent;
import dev.hansard.api.PersonEvents;
import dev.hansard.api.Profile;
import dev.hansard.api.Ts;
import dev.hansard.api.UserId;
import dev.hansard.api.WorkspaceEvents;
import dev.hansard.audit.export.Conversation;
import dev.hansard.audit.export.Item;
import dev.hansard.audit.export.Membership;
import dev.hansard.audit.export.Subjects;
import dev.hansard.axon.store.CommittedEvent;
import java.io.BufferedOutputStream;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code person.json}, {@code account.jsonl}, {@code audit.jsonl}, {@code memberships.jsonl}, {@code messages.jsonl} and
 * {@code actions.jsonl}. Of what others wrote there is the ts and nothing else.
 */
final class SubjectWriter implements FormatWriter {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final UserId subject;
    private final OutputStream memberships;
    private final OutputStream actions;
    private final OutputStream messages;
    private @Nullable Conversation conversation;

    SubjectWriter(FormatContext context, ExportFiles files) throws IOException {
        this.subject = context.request().subject();
        Subjects subjects = Objects.requireNonNull(context.subjects());
        try (var out = files.file("person.json")) {
            line(out, NativeJson.person(context.people().get(subject)));
        }
        try (var out = new BufferedOutputStream(files.file("account.jsonl"))) {
            subjects.account(subject, event -> line(out, account(event)));
        }
        try (var out = new BufferedOutputStream(files.file("audit.jsonl"))) {
            subjects.actions(subject, event -> line(out, audit(event)));
        }
        this.memberships = files.spool("memberships.jsonl");
        this.actions = files.spool("actions.jsonl");
        this.messages = new BufferedOutputStream(files.file("messages.jsonl"), 65_536);
    }

    @Override
    public void begin(Conversation next) throws IOException {
        conversation = next;
        for (Membership each : next.memberships()) {
            if (!each.user().equals(subject)) continue;
            ObjectNode json = in(next);
            moment(json, "from", each.from());
            if (each.until() != null) moment(json, "until", each.until());
            line(memberships, json);
        }
    }

    @Override
    public @Nullable String write(Item item) throws IOException {
        Conversation in = Objects.requireNonNull(conversation);
        if (item.author().equals(subject)) line(messages, message(in, item));
        for (Item.Version version : item.versions()) {
            if (version.by().equals(subject) && !item.author().equals(subject)) {
                line(actions, action(in, item, "edited", version.at()));
            }
        }
        if (item.removal() != null && item.removal().by().equals(subject)) {
            line(actions, action(in, item, "deleted", item.removal().at()));
        }
        for (Item.Reaction each : item.reactions()) {
            if (!each.user().equals(subject)) continue;
            String what = each.added() ? "reaction_added" : "reaction_removed";
            line(actions, action(in, item, what, each.at()).put("reaction", each.name()));
        }
        for (Item.Pin each : item.pins()) {
            if (!each.by().equals(subject)) continue;
            line(actions, action(in, item, each.pinned() ? "pinned" : "unpinned", each.at()));
        }
        return null;
    }

    @Override
    public void end() {
        conversation = null;
    }

    @Override
    public void save(DataOutput state) throws IOException {
        messages.flush();
    }

    @Override
    public void restore(DataInput state) throws IOException {
        messages.flush();
    }

    @Override
    public void close() throws IOException {
        messages.close();
        memberships.close();
        actions.close();
    }

    /** Without what others did to it. */
    private static ObjectNode message(Conversation in, Item item) {
        ObjectNode json = NativeJson.item(in, item);
        json.put("channel_name", in.name());
        json.remove("reactions");
        json.remove("pins");
        json.remove("positions");
        json.remove("inviter");
        if (json.get("deleted") instanceof ObjectNode deleted) deleted.remove("by");
        if (json.get("erased") instanceof ObjectNode erased) erased.remove("authority");
        return json;
    }

    private static ObjectNode action(Conversation in, Item item, String what, Ts at) {
        ObjectNode json = in(in);
        json.put("action", what);
        json.put("message", item.ts().toString());
        moment(json, "at", at);
        return json;
    }

    private static ObjectNode in(Conversation conversation) {
        ObjectNode json = JSON.createObjectNode();
        json.put("channel", conversation.id());
        json.put("channel_name", conversation.name());
        return json;
    }

    private ObjectNode account(CommittedEvent committed) {
        ObjectNode json = JSON.createObjectNode();
        json.put("at", committed.at().toString());
        json.put("position", committed.position());
        switch (committed.event()) {
            case WorkspaceEvents.PersonJoined e -> {
                json.put("event", "joined")
                        .put("handle", e.handle())
                        .put("role", e.role().name());
                profile(json, e.content());
            }
            case WorkspaceEvents.RoleChanged e ->
                json.put("event", "role_changed").put("role", e.role().name());
            case WorkspaceEvents.PersonDeactivated e -> json.put("event", "deactivated");
            case WorkspaceEvents.PersonReactivated e -> json.put("event", "reactivated");
            case PersonEvents.ProfileChanged e -> {
                json.put("event", "profile_changed");
                profile(json, e.content());
            }
            case DomainEvent other -> json.put("event", "other");
        }
        return json;
    }

    private static void profile(ObjectNode json, @Nullable Profile profile) {
        if (profile == null) json.put("erased", true);
        else json.set("profile", JSON.valueToTree(profile));
    }

    private ObjectNode audit(CommittedEvent committed) {
        ObjectNode json = JSON.createObjectNode();
        json.put("at", committed.at().toString());
        json.put("position", committed.position());
        if (!(committed.event() instanceof ActionRecorded recorded)) return json;
        AuditActor actor = recorded.actor();
        json.put("action", recorded.action().wire());
        json.put(
                "by",
                subject.equals(actor.user()) ? "self" : actor.kind().name().toLowerCase(java.util.Locale.ROOT));
        json.put("outcome", recorded.outcome().name().toLowerCase(java.util.Locale.ROOT));
        return json;
    }

    private static void moment(ObjectNode json, String name, Ts ts) {
        json.put(name, ts.toString());
        json.put(name + "_time", Times.iso(ts));
    }

    private static void line(OutputStream out, ObjectNode json) throws IOException {
        out.write(JSON.writeValueAsBytes(json));
        out.write('\n');
    }
}
