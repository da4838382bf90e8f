// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hansard.server.record.Archive.Conversation;
import dev.hansard.server.testing.Histories;
import dev.hansard.server.testing.SlackApi;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Holds what the Web API answers about an imported conversation against what its archive says, message by message. */
final class ArchiveComparison {
    /** What an answer must have exactly as the archive has it: present or absent, and equal. */
    private static final List<String> AS_THEY_ARE = List.of(
            "type",
            "subtype",
            "ts",
            "user",
            "bot_id",
            "text",
            "client_msg_id",
            "blocks",
            "metadata",
            "username",
            "icons",
            "edited",
            "files");

    private final SlackApi api;
    private final String channel;
    private final Conversation expected;
    private final Map<String, List<JsonNode>> threads;

    ArchiveComparison(SlackApi api, String channel, Conversation expected) {
        this.api = api;
        this.channel = channel;
        this.expected = expected;
        this.threads = expected.threads();
    }

    /** Answers how many messages were compared. */
    int compare() {
        List<JsonNode> shown = expected.messages().values().stream()
                .filter(message -> !Archive.isReply(message)
                        || message.path("subtype").asString("").equals("thread_broadcast"))
                .toList();
        same(Histories.history(api, channel), shown);
        var compared = new AtomicInteger((int)
                shown.stream().filter(message -> !Archive.isReply(message)).count());
        threads.entrySet().stream().parallel().forEach(thread -> {
            var all = new ArrayList<JsonNode>();
            all.add(expected.messages().get(thread.getKey()));
            all.addAll(thread.getValue());
            same(Histories.replies(api, channel, thread.getKey()), all);
            compared.addAndGet(thread.getValue().size());
        });
        return compared.get();
    }

    private void same(List<JsonNode> actual, List<JsonNode> archived) {
        assertThat(actual.stream().map(message -> message.path("ts").asString()))
                .as("order in %s", channel)
                .containsExactlyElementsOf(archived.stream()
                        .map(message -> message.path("ts").asString())
                        .toList());
        for (int i = 0; i < actual.size(); i++) {
            ObjectNode shown = actual(actual.get(i));
            ObjectNode wanted = expected(archived.get(i));
            if (shown.equals(wanted)) continue;
            assertThat(shown.toPrettyString()).as("%s", actual.get(i)).isEqualTo(wanted.toPrettyString());
        }
    }

    private ObjectNode expected(JsonNode archived) {
        ObjectNode json = asItIs(archived);
        String ts = archived.path("ts").asString();
        List<JsonNode> replies = threads.get(ts);
        if (Archive.isReply(archived)) {
            JsonNode root = expected.messages().get(archived.path("thread_ts").asString());
            json.set("thread_ts", archived.get("thread_ts"));
            json.set("parent_user_id", root.get("user"));
        } else if (replies != null) {
            var users = new TreeSet<String>();
            replies.forEach(reply -> users.add(reply.path("user").asString()));
            json.put("thread_ts", ts);
            json.put("reply_count", replies.size());
            json.put("latest_reply", replies.getLast().path("ts").asString());
            json.put("reply_users_count", users.size());
            users.forEach(json.putArray("reply_users")::add);
        }
        return json;
    }

    private static ObjectNode actual(JsonNode message) {
        ObjectNode json = asItIs(message);
        for (String field :
                List.of("thread_ts", "parent_user_id", "reply_count", "latest_reply", "reply_users_count")) {
            if (message.has(field)) json.set(field, message.get(field));
        }
        if (message.has("reply_users")) {
            var users = new TreeSet<String>();
            message.get("reply_users").forEach(user -> users.add(user.asString()));
            users.forEach(json.putArray("reply_users")::add);
        }
        return json;
    }

    private static ObjectNode asItIs(JsonNode message) {
        ObjectNode json = JsonMapper.shared().createObjectNode();
        for (String field : AS_THEY_ARE) if (message.has(field)) json.set(field, message.get(field));
        if (message.has("attachments")) json.set("attachments", attachments(message.get("attachments")));
        if (message.has("reactions")) json.set("reactions", reactions(message.get("reactions")));
        json.put("pinned", !message.path("pinned_to").isEmpty());
        return json;
    }

    /** The server gives each an id and a fallback. */
    private static ArrayNode attachments(JsonNode from) {
        ArrayNode array = JsonMapper.shared().createArrayNode();
        for (JsonNode each : from) array.add(((ObjectNode) each.deepCopy()).without(List.of("id", "fallback")));
        return array;
    }

    /** The order of those who reacted says nothing. */
    private static JsonNode reactions(JsonNode from) {
        var byName = new LinkedHashMap<String, List<String>>();
        for (JsonNode each : from) {
            Stream<String> users = each.path("users").valueStream().map(JsonNode::asString);
            assertThat(each.path("count").asInt()).isEqualTo(each.path("users").size());
            byName.put(each.path("name").asString(), users.sorted().toList());
        }
        return JsonMapper.shared().valueToTree(new java.util.TreeMap<>(byName));
    }
}
