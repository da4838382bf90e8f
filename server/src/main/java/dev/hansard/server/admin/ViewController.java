// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server.admin;

import dev.hansard.api.Actor;
import dev.hansard.api.AuditActor;
import dev.hansard.api.ChannelId;
import dev.hansard.api.ChannelKey;
import dev.hansard.api.DirectoryQueries.FindChannelByName;
import dev.hansard.api.ErrorCode;
import dev.hansard.api.MessageView;
import dev.hansard.api.Rejection;
import dev.hansard.api.Ts;
import dev.hansard.api.UserId;
import dev.hansard.api.Views.ChannelView;
import dev.hansard.api.WorkspaceId;
import dev.hansard.audit.export.Conversation;
import dev.hansard.audit.view.Look;
import dev.hansard.audit.view.PointInTime;
import dev.hansard.audit.view.Sight;
import dev.hansard.axon.bus.Queries;
import dev.hansard.edge.wire.MessageJson;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code /admin/views}: a conversation as one person saw it at a moment. Each look is on the audit trail. */
@RestController
final class ViewController {
    private static final int DEFAULT_LIMIT = 1_000;

    private final ObjectProvider<PointInTime> views;
    private final ObjectProvider<MessageJson> json;
    private final WorkspaceFinder finder;
    private final Queries queries;

    ViewController(
            ObjectProvider<PointInTime> views,
            ObjectProvider<MessageJson> json,
            WorkspaceFinder finder,
            Queries queries) {
        this.views = views;
        this.json = json;
        this.finder = finder;
        this.queries = queries;
    }

    /**
     * What is asked for.
     *
     * @param channel id, or the name that it has now
     * @param seen_by handle, id or e-mail address
     * @param as_of an instant
     * @param thread ts of a root, or null for the conversation
     * @param latest only messages before this ts
     */
    record Order(
            @Nullable String workspace,
            @Nullable String channel,
            @Nullable String seen_by,
            @Nullable String as_of,
            @Nullable String thread,
            @Nullable String latest,
            @Nullable Integer limit) {}

    @PostMapping("/admin/views")
    ObjectNode look(@RequestBody Order order) {
        PointInTime service = views.getIfAvailable();
        MessageJson wire = json.getIfAvailable();
        if (service == null || wire == null) {
            throw new AdminRefused(
                    HttpStatus.CONFLICT, "wrong_role", "this server does not run the compliance and the edge role");
        }
        if (order.channel() == null || order.seen_by() == null || order.as_of() == null) {
            throw new Rejection(ErrorCode.MISSING_ARGUMENT, "name the channel, seen_by and as_of");
        }
        WorkspaceId workspace = finder.workspace(order.workspace());
        UserId person = finder.person(workspace, order.seen_by());
        var channel = new ChannelKey(workspace, channel(workspace, order.channel()));
        Sight sight =
                service.look(look(order, channel, person, order.as_of()), AuditActor.OPERATOR, OperatorTrail.ORIGIN);
        return answer(sight, channel, person, wire);
    }

    private static Look look(Order order, ChannelKey channel, UserId person, String asOf) {
        try {
            return new Look(
                    channel,
                    person,
                    Instant.parse(asOf),
                    order.thread() == null ? null : Ts.of(order.thread()),
                    order.latest() == null ? Ts.MAX : Ts.of(order.latest()),
                    order.limit() == null ? DEFAULT_LIMIT : order.limit());
        } catch (DateTimeParseException e) {
            throw new AdminRefused(
                    HttpStatus.BAD_REQUEST, "invalid_arguments", "a moment is written as 2024-12-31T23:59:00Z");
        } catch (IllegalArgumentException e) {
            throw new AdminRefused(HttpStatus.BAD_REQUEST, "invalid_arguments", String.valueOf(e.getMessage()));
        }
    }

    private ChannelId channel(WorkspaceId workspace, String text) {
        try {
            return new ChannelId(text);
        } catch (IllegalArgumentException e) {
            String bare = text.startsWith("#") ? text.substring(1) : text;
            ChannelView view = queries.ask(new FindChannelByName(workspace, bare, Actor.OPERATOR));
            return view.key().channel();
        }
    }

    private static ObjectNode answer(Sight sight, ChannelKey channel, UserId person, MessageJson wire) {
        ObjectNode json = JsonMapper.shared().createObjectNode();
        json.put("channel", channel.channel().value());
        json.put("seen_by", person.value());
        json.put("position", sight.position());
        if (sight.recorded() != null) json.put("recorded", sight.recorded().toString());
        json.put("visible", sight.hidden() == null);
        if (sight.hidden() != null) json.put("reason", sight.hidden().wire());
        Conversation conversation = sight.conversation();
        if (conversation != null) describe(json, conversation);
        ArrayNode messages = json.putArray("messages");
        for (MessageView each : sight.messages()) messages.add(wire.message(each, false));
        json.put("has_more", sight.more());
        ArrayNode erased = json.putArray("erased_since");
        sight.erased().stream().sorted().forEach(ts -> erased.add(ts.toString()));
        return json;
    }

    private static void describe(ObjectNode json, Conversation conversation) {
        json.put("name", conversation.name());
        json.put("kind", conversation.kind().name().toLowerCase(java.util.Locale.ROOT));
        json.put("is_archived", conversation.archived());
        json.put("topic", text(conversation.topics()));
        json.put("purpose", text(conversation.purposes()));
        ArrayNode members = json.putArray("members");
        conversation.members().forEach(member -> members.add(member.value()));
    }

    private static @Nullable String text(List<Conversation.Setting> settings) {
        return settings.isEmpty() ? "" : settings.getLast().text();
    }
}
