// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.trail;

import dev.hansard.api.AuditActor;
import dev.hansard.api.AuditEntity;
import dev.hansard.api.ChannelKind;
import dev.hansard.api.Profile;
import dev.hansard.axon.store.CommittedEvent;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Slack's form of an entry; what Slack has no place for is in an object {@code hansard} beside. */
final class EntryJson {
    private static final long MICROS = 1_000_000;

    private final Names names;

    EntryJson(Names names) {
        this.names = names;
    }

    ObjectNode of(Told told) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("id", told.id());
        json.put("date_create", told.row().at() / MICROS);
        json.put("action", told.row().action().wire());
        Happening happening = told.happening();
        json.set("actor", actor(happening == null ? AuditActor.UNKNOWN : happening.actor(), told));
        json.set("entity", entity(happening == null ? null : happening.entity(), told));
        json.set("context", context(told));
        json.set("details", details(told));
        json.set("hansard", besides(told));
        return json;
    }

    private ObjectNode actor(AuditActor actor, Told told) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        String kind = actor.kind().name();
        json.put("type", kind.toLowerCase(Locale.ROOT));
        if (actor.user() != null) {
            json.set("user", user(actor.user().value(), told));
        } else {
            json.putObject("user")
                    .put("id", kind)
                    .put("name", kind.toLowerCase(Locale.ROOT))
                    .putNull("email")
                    .put("team", told.row().workspace());
        }
        if (actor.bot() != null) json.put("bot_id", actor.bot());
        return json;
    }

    private ObjectNode user(String id, Told told) {
        TrailBatch.Person person = names.people().get(told.row().workspace() + '/' + id);
        Profile profile = person == null ? null : names.profiles().get(person.profile());
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("id", id);
        json.put("name", name(person, profile));
        json.put("email", profile == null || profile.email().isEmpty() ? null : profile.email());
        json.put("team", told.row().workspace());
        return json;
    }

    private static @Nullable String name(TrailBatch.@Nullable Person person, @Nullable Profile profile) {
        if (profile != null && !profile.realName().isEmpty()) return profile.realName();
        return person == null ? null : person.handle();
    }

    private ObjectNode entity(@Nullable AuditEntity entity, Told told) {
        // Slack's own readers expect an entity; where there is none it is the workspace.
        if (entity == null) {
            entity = new AuditEntity(AuditEntity.Kind.WORKSPACE, told.row().workspace());
        }
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        String type = entity.kind().wire();
        json.put("type", type);
        json.set(
                type,
                switch (entity.kind()) {
                    case USER -> user(entity.id(), told);
                    case CHANNEL -> channel(entity.id(), told);
                    case WORKSPACE -> workspace(entity.id());
                    case MESSAGE -> message(entity.id(), told);
                    case FILE,
                            APP,
                            USERGROUP,
                            ROLE,
                            LEGAL_HOLD_POLICY,
                            TOKEN,
                            CASE,
                            EXPORT,
                            RETENTION_POLICY,
                            ERASURE,
                            KEY,
                            PROOF,
                            READ_MODEL,
                            RECORD -> JsonNodeFactory.instance.objectNode().put("id", entity.id());
                });
        return json;
    }

    private ObjectNode channel(String id, Told told) {
        TrailBatch.Channel channel = names.channels().get(told.row().workspace() + '/' + id);
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("id", id);
        json.put("name", channel == null ? null : channel.name());
        json.put("privacy", channel == null ? null : privacy(channel.kind()));
        json.put("is_shared", false).put("is_org_shared", false).putArray("teams_shared_with");
        return json;
    }

    private static String privacy(ChannelKind kind) {
        return switch (kind) {
            case PUBLIC -> "public";
            case PRIVATE -> "private";
            case IM -> "im";
            case MPIM -> "mpim";
        };
    }

    private ObjectNode workspace(String id) {
        Known.Workspace known = names.workspaces().get(id);
        return JsonNodeFactory.instance
                .objectNode()
                .put("id", id)
                .put("name", known == null ? null : known.name())
                .put("domain", known == null ? null : known.domain());
    }

    private static ObjectNode message(String id, Told told) {
        int slash = id.indexOf('/');
        return JsonNodeFactory.instance
                .objectNode()
                .put("team", told.row().workspace())
                .put("channel", slash < 0 ? id : id.substring(0, slash))
                .put("timestamp", id.substring(slash + 1));
    }

    private ObjectNode context(Told told) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.putObject("location")
                .put("type", "workspace")
                .setAll(workspace(told.row().workspace()));
        var note = told.happening() == null ? null : told.happening().note();
        json.put("ua", note == null ? null : note.userAgent());
        json.put("ip_address", note == null ? null : note.ip());
        json.putNull("session_id");
        return json;
    }

    private ObjectNode details(Told told) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        Happening happening = told.happening();
        if (happening == null) return json;
        happening.details().forEach((name, value) -> {
            if (name.equals("inviter") || name.equals("kicker")) {
                json.putObject(name).put("type", "user").set("user", user(value, told));
            } else if (name.equals("scopes")) {
                var scopes = json.putArray(name);
                for (String scope : value.split(",")) if (!scope.isEmpty()) scopes.add(scope);
            } else {
                json.put(name, value);
            }
        });
        String before = happening.before() == null ? told.row().previous() : happening.before();
        if (before != null) json.put("previous_value", before);
        if (happening.after() != null) json.put("new_value", happening.after());
        if (happening.reason() != null) json.put("reason", happening.reason());
        if (happening.note() != null && happening.note().text() != null) {
            json.put("note", happening.note().text());
        }
        return json;
    }

    private static ObjectNode besides(Told told) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("shard", told.shard()).put("position", told.row().position());
        json.put("at", told.row().at());
        CommittedEvent event = told.event();
        Happening happening = told.happening();
        if (event == null || happening == null) return json.put("readable", false);
        json.put("outcome", happening.outcome().name().toLowerCase(Locale.ROOT));
        json.put("stream", event.stream()).put("sequence", event.sequence());
        json.put("address", event.meta().address());
        json.put("correlation", event.meta().correlation());
        if (happening.actor().app() != null)
            json.put("app_id", happening.actor().app());
        return json;
    }
}
