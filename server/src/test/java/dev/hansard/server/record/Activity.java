// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server.record;

import dev.hansard.server.testing.ServerProcess;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** The demo workspace's people doing some of everything. The same seed does the same, apart from times and ids. */
final class Activity {
    static final String GENERAL = "C0GENERAL00";
    static final Map<String, String> PEOPLE =
            Map.of("olivia", "U0OLIVIA000", "max", "U0MAX000000", "mina", "U0MINA00000", "botty", "U0BOTTY0000");
    private static final List<String> HUMANS = List.of("olivia", "max", "mina");
    private static final List<String> EMOJI = List.of("wave", "tada", "+1", "eyes::skin-tone-2");

    private record Posted(String channel, String author, String ts) {}

    private final ServerProcess server;
    private final Random random = new Random(42);
    private final List<String> channels = new ArrayList<>();
    private final List<Posted> posted = new ArrayList<>();
    private final Map<String, Integer> refused = new TreeMap<>();
    private int done;

    Activity(ServerProcess server) {
        this.server = server;
    }

    void run(int steps) throws InterruptedException {
        channels.add(GENERAL);
        channels.add(create("plans", false));
        channels.add(create("secret", true));
        channels.add(direct("mina"));
        channels.add(direct("mina,olivia"));
        for (String who : HUMANS) {
            say(who, "conversations.join", "channel", channels.get(1));
            say("max", "conversations.invite", "channel", channels.get(2), "users", PEOPLE.get(who));
        }
        schedule(Instant.now().getEpochSecond() + 2);
        schedule(Instant.now().getEpochSecond() + 86_400);
        for (int i = 0; i < steps; i++) step(i);
        say("mina", "conversations.leave", "channel", channels.get(1));
        String closed = create("closed", false);
        say("max", "chat.postMessage", "channel", closed, "text", "the last word");
        say("max", "conversations.archive", "channel", closed);
        awaitScheduled();
    }

    private void step(int number) {
        String who = one(HUMANS);
        String channel = one(channels);
        if (posted.isEmpty() || random.nextInt(5) < 2) {
            post(who, channel, "chat.postMessage", "text", "words " + number + " of *" + who + "* & <others>");
            return;
        }
        Posted about = one(posted);
        switch (random.nextInt(16)) {
            case 0, 1 ->
                post(who, about.channel(), "chat.postMessage", "text", "reply " + number, "thread_ts", about.ts());
            case 2 ->
                post(
                        who,
                        about.channel(),
                        "chat.postMessage",
                        "text",
                        "loud " + number,
                        "thread_ts",
                        about.ts(),
                        "reply_broadcast",
                        "1");
            case 3, 4 ->
                say(
                        about.author(),
                        "chat.update",
                        "channel",
                        about.channel(),
                        "ts",
                        about.ts(),
                        "text",
                        "edit " + number);
            case 5 -> say(about.author(), "chat.delete", "channel", about.channel(), "ts", about.ts());
            case 6, 7 -> react(who, "reactions.add", about);
            case 8 -> react(who, "reactions.remove", about);
            case 9 -> say(who, "pins.add", "channel", about.channel(), "timestamp", about.ts());
            case 10 -> say(who, "pins.remove", "channel", about.channel(), "timestamp", about.ts());
            case 11 -> say(who, "conversations.setTopic", "channel", channel, "topic", "topic " + number);
            case 12 -> say(who, "conversations.mark", "channel", about.channel(), "ts", about.ts());
            case 13 -> say(who, "users.profile.set", "name", "status_text", "value", "busy with " + number);
            case 14 -> say(who, "dnd.setSnooze", "num_minutes", Integer.toString(60 + number));
            default -> post(who, channel, "chat.meMessage", "text", "is at " + number);
        }
    }

    private void react(String who, String method, Posted about) {
        say(who, method, "channel", about.channel(), "timestamp", about.ts(), "name", one(EMOJI));
    }

    private void post(String who, String channel, String method, String... arguments) {
        var all = new ArrayList<>(List.of("channel", channel));
        all.addAll(List.of(arguments));
        if (random.nextInt(6) == 0 && method.equals("chat.postMessage")) {
            all.addAll(List.of("metadata", "{\"event_type\":\"made\",\"event_payload\":{\"n\":1}}"));
            all.addAll(List.of("blocks", "[{\"type\":\"divider\"}]"));
        }
        JsonNode answer = say(who, method, all.toArray(String[]::new));
        if (answer.path("ok").asBoolean())
            posted.add(new Posted(channel, who, answer.path("ts").asString()));
    }

    private void schedule(long at) {
        say("max", "chat.scheduleMessage", "channel", GENERAL, "text", "on time", "post_at", Long.toString(at));
    }

    private String create(String name, boolean secret) {
        JsonNode made = say("max", "conversations.create", "name", name, "is_private", secret ? "1" : "0");
        return made.path("channel").path("id").asString();
    }

    private String direct(String with) {
        var users = new ArrayList<String>();
        for (String who : with.split(",")) users.add(PEOPLE.get(who));
        return say("max", "conversations.open", "users", String.join(",", users))
                .path("channel")
                .path("id")
                .asString();
    }

    private void awaitScheduled() throws InterruptedException {
        for (int i = 0; i < 200; i++) {
            if (server.api("max").texts(GENERAL).contains("on time")) return;
            Thread.sleep(100);
        }
        throw new IllegalStateException("the scheduled message did not come");
    }

    private JsonNode say(String who, String method, String... arguments) {
        JsonNode answer = server.api(who).call(method, arguments);
        if (answer.path("ok").asBoolean()) done++;
        else refused.merge(method + ' ' + answer.path("error").asString(), 1, Integer::sum);
        return answer;
    }

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    int done() {
        return done;
    }

    /** How often which method was refused with which error. */
    Map<String, Integer> refused() {
        return refused;
    }
}
