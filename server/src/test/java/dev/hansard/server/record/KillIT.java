// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hansard.server.record.PostingLoad.Attempt;
import dev.hansard.server.testing.HansardCli;
import dev.hansard.server.testing.Histories;
import dev.hansard.server.testing.ServerProcess;
import dev.hansard.server.testing.SlackApi;
import dev.hansard.server.testing.TestFolders;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * Whatever is killed while people post: what was acknowledged is there, once, in order; what was not is there once or not
 * at all, and once after it was sent again. {@code -Dhansard.kill.rounds=20} for the long version.
 */
class KillIT {
    private static final int ROUNDS = Integer.getInteger("hansard.kill.rounds", 2);
    private static final String GENERAL = "C0GENERAL00";

    private static ServerProcess server;

    @BeforeAll
    static void start() {
        server = ServerProcess.on(TestFolders.create("kill")).start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void whatWasAcknowledgedShouldSurviveTheKillOfTheServer() throws InterruptedException {
        for (int round = 1; round <= ROUNDS; round++) {
            PostingLoad load = load();
            awaitAccepted(load, 100);
            Thread.sleep(ThreadLocalRandom.current().nextInt(500));
            server.kill();
            List<Attempt> attempts = load.stop();
            server = server.startAgain();
            check("server killed, round " + round, attempts);
        }
    }

    @Test
    void whatWasAcknowledgedShouldSurviveTheKillOfTheDatabase() throws InterruptedException {
        for (int round = 1; round <= ROUNDS; round++) {
            PostingLoad load = load();
            awaitAccepted(load, 100);
            Thread.sleep(ThreadLocalRandom.current().nextInt(500));
            long killed = database();
            server.killDatabase();
            Thread.sleep(100);
            awaitAccepted(load, load.accepted() + 100);
            List<Attempt> attempts = load.stop();
            assertThat(server.isAlive()).isTrue();
            assertThat(database()).isNotEqualTo(killed);
            check("database killed, round " + round, attempts);
        }
    }

    private static PostingLoad load() {
        var load = new PostingLoad(server);
        String other = channel();
        for (String who : List.of("max", "mina", "olivia")) {
            load.overHttp(who, GENERAL);
            load.overRtm(who, other);
        }
        load.overHttp("max", other);
        load.overRtm("mina", GENERAL);
        return load;
    }

    private static long database() {
        assertThat(server.databases()).hasSize(1);
        return server.databases().getFirst().pid();
    }

    /** A new channel of all who post. */
    private static String channel() {
        SlackApi max = server.api("max");
        String name = "kill-" + Long.toString(System.nanoTime(), 36);
        JsonNode created = max.call("conversations.create", "name", name);
        String channel = created.path("channel").path("id").asString("");
        assertThat(channel).as("%s", created).isNotEmpty();
        for (String who : List.of("mina", "olivia")) server.api(who).call("conversations.join", "channel", channel);
        return channel;
    }

    private static void awaitAccepted(PostingLoad load, long count) throws InterruptedException {
        Instant deadline = Instant.now().plus(Duration.ofSeconds(90));
        while (load.accepted() < count) {
            assertThat(Instant.now())
                    .as("%s of %s accepted", load.accepted(), count)
                    .isBefore(deadline);
            Thread.sleep(20);
        }
    }

    private static void check(String what, List<Attempt> attempts) {
        Map<String, List<Attempt>> byChannel = new HashMap<>();
        for (Attempt attempt : attempts) {
            byChannel
                    .computeIfAbsent(attempt.channel(), any -> new ArrayList<>())
                    .add(attempt);
        }
        assertThat(byChannel).hasSize(2);
        byChannel.forEach((channel, all) -> check(what, channel, all));
        HansardCli.Outcome inspected = new HansardCli(server.data()).run("status", "--inspect");
        assertThat(inspected.code()).as(inspected.out()).isZero();
        long lost = attempts.stream().filter(attempt -> attempt.ts() == null).count();
        System.out.printf("%s: %d acknowledged, %d not%n", what, attempts.size() - lost, lost);
    }

    private static void check(String what, String channel, List<Attempt> attempts) {
        Map<String, List<String>> found = byClientMsgId(what, channel);
        for (Attempt attempt : attempts) {
            List<String> there = found.getOrDefault(attempt.clientMsgId(), List.of());
            if (attempt.ts() != null)
                assertThat(there).as("%s: %s", what, attempt).containsExactly(attempt.ts());
            else assertThat(there).as("%s: %s", what, attempt).hasSizeLessThan(2);
        }
        for (Attempt attempt : attempts) {
            if (attempt.ts() != null && ThreadLocalRandom.current().nextInt(20) > 0) continue;
            JsonNode again = attempt.repeat(server.api(attempt.author()));
            assertThat(again.path("ok").asBoolean())
                    .as("%s: %s again: %s", what, attempt, again)
                    .isTrue();
            List<String> there = found.get(attempt.clientMsgId());
            if (there != null) assertThat(again.path("ts").asString()).isEqualTo(there.getFirst());
        }
        Map<String, List<String>> after = byClientMsgId(what, channel);
        for (Attempt attempt : attempts) {
            assertThat(after.getOrDefault(attempt.clientMsgId(), List.of()))
                    .as("%s, after all were sent again: %s", what, attempt)
                    .hasSize(1);
        }
    }

    /** The history's ts by client_msg_id; checks its order. */
    private static Map<String, List<String>> byClientMsgId(String what, String channel) {
        Map<String, List<String>> found = new HashMap<>();
        String before = "";
        for (JsonNode message : Histories.history(server.api("olivia"), channel)) {
            String ts = message.path("ts").asString();
            assertThat(ts).as(what).isGreaterThan(before);
            before = ts;
            String id = message.path("client_msg_id").asString("");
            if (!id.isEmpty())
                found.computeIfAbsent(id, any -> new ArrayList<>()).add(ts);
        }
        return found;
    }
}
