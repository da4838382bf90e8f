// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.rtm;

import dev.hansard.api.ChannelId;
import dev.hansard.api.Ts;
import dev.hansard.api.UserId;
import dev.hansard.edge.wire.Json;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.cbor.CBORMapper;

/** What a client may say. {@code id} is echoed as it came. */
sealed interface ClientFrame {
    /** @param channel null if it cannot be one */
    record Post(
            @Nullable JsonNode id,
            @Nullable ChannelId channel,
            @Nullable String text,
            @Nullable Ts thread,
            boolean broadcast,
            @Nullable String clientMsgId)
            implements ClientFrame {}

    /** @param extras what else was in it */
    record Ping(@Nullable JsonNode id, ObjectNode extras) implements ClientFrame {}

    record Typing(ChannelId channel) implements ClientFrame {}

    record PresenceSub(Set<UserId> people) implements ClientFrame {}

    record PresenceQuery(Set<UserId> people) implements ClientFrame {}

    /** The person did something. */
    record Tickle() implements ClientFrame {}

    record Unknown(@Nullable JsonNode id) implements ClientFrame {}

    record Malformed() implements ClientFrame {}

    /** Longest {@code client_msg_id} that is kept. */
    int LONGEST_CLIENT_ID = 64;

    /** Most people in one frame. */
    int MOST_PEOPLE = 1_000;

    ObjectMapper CBOR = new CBORMapper();

    static ClientFrame read(byte[] payload, boolean binary) {
        JsonNode node;
        try {
            node = (binary ? CBOR : Json.MAPPER).readTree(payload);
        } catch (JacksonException e) {
            return new Malformed();
        }
        if (!(node instanceof ObjectNode frame)) return new Malformed();
        JsonNode id = frame.get("id");
        ChannelId channel = channel(frame.get("channel"));
        String type = text(frame.get("type"));
        return switch (type == null ? "" : type) {
            case "message" -> {
                JsonNode broadcast = frame.get("reply_broadcast");
                yield new Post(
                        id,
                        channel,
                        text(frame.get("text")),
                        Ts.parse(text(frame.get("thread_ts"))),
                        broadcast != null && broadcast.asBoolean(false),
                        clientMsgId(frame.get("client_msg_id")));
            }
            case "ping" -> {
                ObjectNode extras = frame.deepCopy();
                extras.remove(List.of("id", "type"));
                yield new Ping(id, extras);
            }
            case "typing" -> channel == null ? new Unknown(id) : new Typing(channel);
            case "presence_sub" -> new PresenceSub(people(frame.get("ids")));
            case "presence_query" -> new PresenceQuery(people(frame.get("ids")));
            case "tickle" -> new Tickle();
            default -> new Unknown(id);
        };
    }

    private static @Nullable String text(@Nullable JsonNode node) {
        return node != null && node.isString() ? node.asString() : null;
    }

    private static @Nullable String clientMsgId(@Nullable JsonNode node) {
        String text = text(node);
        return text == null || text.isBlank() || text.length() > LONGEST_CLIENT_ID ? null : text;
    }

    private static @Nullable ChannelId channel(@Nullable JsonNode node) {
        String text = text(node);
        try {
            return text == null ? null : new ChannelId(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** What is no person's id is left out. */
    private static Set<UserId> people(@Nullable JsonNode ids) {
        var people = new LinkedHashSet<UserId>();
        if (ids == null || !ids.isArray()) return people;
        for (JsonNode id : ids) {
            if (people.size() == MOST_PEOPLE) break;
            try {
                if (id.isString()) people.add(new UserId(id.asString()));
            } catch (IllegalArgumentException e) {
                // Not a person.
            }
        }
        return people;
    }
}
