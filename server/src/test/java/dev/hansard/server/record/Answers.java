// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server.record;

import dev.hansard.server.testing.ServerProcess;
import dev.hansard.server.testing.SlackApi;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Everything that the Web API answers to everybody about what is in the record, byte for byte. */
final class Answers {
    private final ServerProcess server;
    private final Map<String, String> bodies = new LinkedHashMap<>();

    private Answers(ServerProcess server) {
        this.server = server;
    }

    /** Answers by who asks what. */
    static Map<String, String> of(ServerProcess server) {
        var answers = new Answers(server);
        for (String who : new TreeSet<>(Activity.PEOPLE.keySet())) answers.ask(who);
        return answers.bodies;
    }

    private void ask(String who) {
        body(who, "team.info");
        body(who, "users.list");
        body(who, "users.list", "limit", "2");
        body(who, "users.conversations", "types", "public_channel,private_channel,mpim,im");
        body(who, "chat.scheduledMessages.list");
        body(who, "bots.info", "bot", "B0BOTTY0000");
        for (String id : new TreeSet<>(Activity.PEOPLE.values())) {
            body(who, "users.info", "user", id);
            body(who, "users.profile.get", "user", id);
            body(who, "dnd.info", "user", id);
        }
        JsonNode list =
                body(who, "conversations.list", "types", "public_channel,private_channel,mpim,im", "limit", "200");
        for (JsonNode channel : list.path("channels"))
            channel(who, channel.path("id").asString());
    }

    private void channel(String who, String channel) {
        body(who, "conversations.info", "channel", channel, "include_num_members", "1");
        body(who, "conversations.members", "channel", channel);
        body(who, "pins.list", "channel", channel);
        JsonNode history =
                body(who, "conversations.history", "channel", channel, "limit", "900", "include_all_metadata", "1");
        body(who, "conversations.history", "channel", channel, "limit", "7");
        for (JsonNode message : history.path("messages")) {
            String ts = message.path("ts").asString();
            if (message.has("thread_ts")) {
                body(who, "conversations.replies", "channel", channel, "ts", ts, "include_all_metadata", "1");
            }
            if (message.has("reactions")) body(who, "reactions.get", "channel", channel, "timestamp", ts, "full", "1");
        }
    }

    private JsonNode body(String who, String method, String... arguments) {
        var question = new ArrayList<>(List.of(who, method));
        question.addAll(List.of(arguments));
        String body = new SlackApi(server.url(), server.token(who)).body(method, arguments);
        bodies.put(String.join(" ", question), withoutTheMoment(body));
        return JsonMapper.shared().readTree(body);
    }

    /** What says when and where was asked. */
    private String withoutTheMoment(String body) {
        return body.replace(server.url().toString(), "URL")
                .replaceAll("\"cache_ts\":\"?\\d+", "\"cache_ts\":")
                .replaceAll("\"snooze_remaining\":\\d+", "\"snooze_remaining\":");
    }
}
