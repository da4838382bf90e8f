// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hansard.server.testing.ServerProcess;
import dev.hansard.server.testing.SlackApi;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Does things at random in a private channel, notes what a person is shown in between, and asks for that again later. */
final class PastHistories {
    private static final int STEPS = 160;
    private static final int LOOK_EVERY = 8;
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Random random = new Random(7);
    private final Views views;
    private final SlackApi olivia;
    private final SlackApi max;
    private final SlackApi mina;
    private final String minasId;
    private final String workspace;
    private final String channel;
    private final List<String> posted = new ArrayList<>();

    private record Shown(Instant at, JsonNode history, String thread, JsonNode replies) {}

    /** The operator's door. */
    interface Views {
        JsonNode look(ObjectNode order) throws Exception;
    }

    PastHistories(ServerProcess server, Views views) {
        this.views = views;
        olivia = server.api("olivia");
        max = server.api("max");
        mina = server.api("mina");
        JsonNode me = JSON.readTree(mina.body("auth.test"));
        minasId = me.path("user_id").asString();
        workspace = me.path("team_id").asString();
        channel = JSON.readTree(olivia.body("conversations.create", "name", "past", "is_private", "true"))
                .path("channel")
                .path("id")
                .asString();
        String maxsId = JSON.readTree(max.body("auth.test")).path("user_id").asString();
        olivia.body("conversations.invite", "channel", channel, "users", maxsId);
    }

    void check() throws Exception {
        var shown = new ArrayList<Shown>();
        for (int i = 0; i < STEPS; i++) {
            step(i);
            if (i % LOOK_EVERY == 0) shown.add(look());
        }
        int seen = 0;
        for (Shown each : shown) {
            JsonNode then = view(each.at(), null);
            boolean visible = each.history().path("ok").asBoolean();
            assertThat(then.path("visible").asBoolean())
                    .as("%s: %s", each.at(), each.history())
                    .isEqualTo(visible);
            assertThat(then.path("messages"))
                    .as("%s", each.at())
                    .isEqualTo(each.history().path("messages"));
            if (!visible) continue;
            seen++;
            JsonNode thread = view(each.at(), each.thread());
            boolean there = each.replies().path("ok").asBoolean();
            assertThat(thread.path("visible").asBoolean())
                    .as("%s", each.replies())
                    .isEqualTo(there);
            if (there)
                assertThat(thread.path("messages")).isEqualTo(each.replies().path("messages"));
        }
        assertThat(seen).isBetween(3, shown.size() - 3);
    }

    private Shown look() throws InterruptedException {
        JsonNode history = JSON.readTree(mina.body("conversations.history", "channel", channel, "limit", "999"));
        String thread = posted.getFirst();
        JsonNode replies =
                JSON.readTree(mina.body("conversations.replies", "channel", channel, "ts", thread, "limit", "999"));
        Thread.sleep(3);
        Instant at = Instant.now();
        Thread.sleep(3);
        return new Shown(at, messages(history), thread, messages(replies));
    }

    /** Like a view: with a list where nothing is to be seen, and without the copy of its root in a broadcast reply. */
    private static JsonNode messages(JsonNode answer) {
        if (answer instanceof ObjectNode json && !json.has("messages")) json.putArray("messages");
        for (JsonNode message : answer.path("messages")) ((ObjectNode) message).remove("root");
        return answer;
    }

    private JsonNode view(Instant at, @Nullable String thread) throws Exception {
        ObjectNode order = JSON.createObjectNode();
        order.put("workspace", workspace).put("channel", channel).put("seen_by", minasId);
        return views.look(order.put("as_of", at.toString()).put("thread", thread));
    }

    /** What is refused, as pinning twice is, changes nothing. */
    private void step(int i) {
        SlackApi who = random.nextBoolean() ? olivia : max;
        String ts = posted.isEmpty() ? "" : posted.get(random.nextInt(Math.max(1, posted.size() / 2)));
        switch (i == 0 ? 0 : random.nextInt(12)) {
            case 0, 1 -> post(who, "text", "message " + i);
            case 2 -> post(who, "text", "reply " + i, "thread_ts", posted.getFirst());
            case 3 -> post(who, "text", "loud " + i, "thread_ts", ts, "reply_broadcast", "true");
            case 4, 5 -> {
                for (SlackApi each : List.of(olivia, max)) {
                    each.body("chat.update", "channel", channel, "ts", ts, "text", "edited " + i);
                }
            }
            case 6 -> {
                for (SlackApi each : List.of(olivia, max)) each.body("chat.delete", "channel", channel, "ts", ts);
            }
            case 7 ->
                who.body("reactions.add", "channel", channel, "timestamp", ts, "name", i % 3 == 0 ? "eyes" : "wave");
            case 8 -> who.body("reactions.remove", "channel", channel, "timestamp", ts, "name", "eyes");
            case 9 -> who.body(i % 2 == 0 ? "pins.add" : "pins.remove", "channel", channel, "timestamp", ts);
            case 10 -> who.body("conversations.setTopic", "channel", channel, "topic", "topic " + i);
            default -> {
                String method = random.nextInt(3) > 0 ? "conversations.invite" : "conversations.kick";
                olivia.body(method, "channel", channel, method.endsWith("kick") ? "user" : "users", minasId);
            }
        }
    }

    private void post(SlackApi who, String... fields) {
        var arguments = new ArrayList<>(List.of("channel", channel));
        arguments.addAll(List.of(fields));
        String ts = JSON.readTree(who.body("chat.postMessage", arguments.toArray(String[]::new)))
                .path("ts")
                .asString("");
        if (!ts.isEmpty()) posted.add(ts);
    }
}
