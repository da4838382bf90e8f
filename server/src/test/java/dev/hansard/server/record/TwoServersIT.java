// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hansard.server.testing.AdminDoor;
import dev.hansard.server.testing.ExistingDatabase;
import dev.hansard.server.testing.HansardCli;
import dev.hansard.server.testing.Histories;
import dev.hansard.server.testing.RtmClient;
import dev.hansard.server.testing.ServerProcess;
import dev.hansard.server.testing.SlackApi;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Two server processes on one database are one Hansard. */
class TwoServersIT {
    private static final String GENERAL = "C0GENERAL00";

    private static ExistingDatabase database;
    private static ServerProcess one;
    private static ServerProcess other;

    @BeforeAll
    static void start() {
        database = ExistingDatabase.start();
        one = database.server("one").start();
        Path key = one.data().resolve("secrets/master-key").toAbsolutePath();
        other = database.server("other")
                .with("--no-demo")
                .withJava("-Dhansard.keys.file=" + key)
                .start();
    }

    @AfterAll
    static void stop() {
        if (other != null) other.close();
        if (one != null) one.close();
        if (database != null) database.close();
    }

    private static SlackApi at(ServerProcess server, String who) {
        return new SlackApi(server.url(), one.token(who));
    }

    @Test
    void whatIsPostedAtOneShouldReachASocketAtTheOtherAndACursorShouldBeGoodAtBoth() {
        String cursor;
        try (RtmClient there = RtmClient.open(at(other, "mina"))) {
            there.await("hello");
            at(one, "max").post(GENERAL, "from one");
            cursor = there.upTo("from one").getLast().path("cursor").asString();
        }
        at(other, "max").post(GENERAL, "from the other");
        at(one, "max").post(GENERAL, "from one again");
        try (RtmClient here = RtmClient.open(at(one, "mina"), cursor, false)) {
            List<String> missed = here.upTo("from one again").stream()
                    .filter(OrderIT::isPosted)
                    .map(frame -> frame.path("text").asString())
                    .toList();
            assertThat(missed).containsExactly("from the other", "from one again");
        }
    }

    @Test
    void presenceTypingAndEphemeralMessagesShouldReachTheOtherServer() throws InterruptedException {
        SlackApi max = at(one, "max");
        SlackApi mina = at(other, "mina");
        String maxId = max.call("auth.test").path("user_id").asString();
        String minaId = mina.call("auth.test").path("user_id").asString();
        try (RtmClient there = RtmClient.open(mina)) {
            there.await("hello");
            there.say("{\"type\":\"presence_sub\",\"ids\":[\"" + maxId + "\"]}");
            assertThat(there.await("presence_change").path("presence").asString())
                    .isEqualTo("away");
            try (RtmClient here = RtmClient.open(max)) {
                here.await("hello");
                assertThat(there.await("presence_change").path("presence").asString())
                        .isEqualTo("active");
                assertThat(mina.call("users.getPresence", "user", maxId)
                                .path("presence")
                                .asString())
                        .isEqualTo("active");
                here.say("{\"type\":\"typing\",\"channel\":\"" + GENERAL + "\"}");
                assertThat(there.await("user_typing").path("user").asString()).isEqualTo(maxId);
                at(one, "max").call("chat.postEphemeral", "channel", GENERAL, "user", minaId, "text", "only you");
                assertThat(there.await("message").path("text").asString()).isEqualTo("only you");
                at(other, "max").call("users.setPresence", "presence", "away");
                assertThat(here.await("manual_presence_change").path("presence").asString())
                        .isEqualTo("away");
                assertThat(there.await("presence_change").path("presence").asString())
                        .isEqualTo("away");
                at(one, "max").call("users.setPresence", "presence", "auto");
            }
        }
    }

    @Test
    void whoeverWritesShouldReadItThereAtOnceAndSoonElsewhere() throws InterruptedException {
        for (int i = 0; i < 10; i++) {
            ServerProcess here = i % 2 == 0 ? one : other;
            ServerProcess there = i % 2 == 0 ? other : one;
            String ts = at(here, "max").post(GENERAL, "read me " + i);
            assertThat(newest(here)).isEqualTo(ts);
            for (int tries = 0; tries < 20 && !newest(there).equals(ts); tries++) Thread.sleep(50);
            assertThat(newest(there)).isEqualTo(ts);
        }
    }

    @Test
    void whatOneDecidesShouldRestOnWhatWasDoneAtTheOtherAMomentAgo() {
        String channel = at(one, "olivia")
                .call("conversations.create", "name", "here-and-there")
                .path("channel")
                .path("id")
                .asString();
        at(other, "olivia").post(channel, "known there");
        for (int i = 0; i < 5; i++) {
            assertThat(at(one, "max")
                            .call("conversations.join", "channel", channel)
                            .path("ok")
                            .asBoolean())
                    .isTrue();
            at(other, "max").post(channel, "just joined");
            JsonNode left = at(one, "max").call("conversations.leave", "channel", channel);
            assertThat(left.path("ok").asBoolean()).as("%s", left).isTrue();
        }
    }

    @Test
    void bothShouldTakePostsForOneChannelAtTheSameTime() throws Exception {
        var ids = new ArrayList<String>();
        for (int i = 0; i < 100; i++) ids.add(UUID.randomUUID().toString());
        try (RtmClient reader = RtmClient.open(at(other, "olivia"))) {
            reader.await("hello");
            CompletableFuture<List<String>> here = async(() -> postAll(at(one, "max"), ids, "one"));
            CompletableFuture<List<String>> there = async(() -> postAll(at(other, "max"), ids, "other"));
            CompletableFuture<List<String>> more = async(() -> postAll(at(other, "mina"), ids, "more"));

            assertThat(there.get()).as("the same message, sent to both").isEqualTo(here.get());
            assertThat(more.get()).doesNotContainAnyElementsOf(here.get());
            at(one, "olivia").post(GENERAL, "all are in");
            List<String> seen = reader.upTo("all are in").stream()
                    .filter(OrderIT::isPosted)
                    .map(frame -> frame.path("ts").asString())
                    .toList();
            assertThat(seen).hasSize(201).isSorted().doesNotHaveDuplicates();
            for (ServerProcess server : List.of(one, other)) {
                assertThat(Histories.history(at(server, "olivia"), GENERAL).stream()
                                .map(message -> message.path("ts").asString()))
                        .containsSubsequence(seen);
            }
        }
        assertThat(gaps()).isEmpty();
        HansardCli.Outcome inspected = new HansardCli(other.data()).run("status", "--inspect");
        assertThat(inspected.code()).as(inspected.out()).isZero();
    }

    @Test
    void bothShouldServeTheReadModelThatOneOfThemRebuilt() throws Exception {
        HansardCli.Outcome outcome = new HansardCli(one.data()).run("replay", "timeline");
        assertThat(outcome.code()).as(outcome.out()).isZero();
        // By then the old tables are gone.
        long end = System.nanoTime() + 7_000_000_000L;
        for (int i = 0; System.nanoTime() < end; i++) {
            ServerProcess writer = i % 2 == 0 ? one : other;
            ServerProcess reader = i % 2 == 0 ? other : one;
            String ts = at(writer, "max").post(GENERAL, "after the rebuild " + i);
            assertThat(newest(writer)).isEqualTo(ts);
            Thread.sleep(250);
            assertThat(newest(reader)).isGreaterThanOrEqualTo(ts);
        }
        for (ServerProcess server : List.of(one, other)) {
            new AdminDoor(server).status().path("projections").forEach(projection -> {
                if (projection.path("projection").asString().equals("timeline")) {
                    assertThat(projection.path("generation").asInt()).isEqualTo(2);
                }
            });
        }
    }

    private static String newest(ServerProcess server) {
        JsonNode history = at(server, "mina").call("conversations.history", "channel", GENERAL, "limit", "1");
        assertThat(history.path("ok").asBoolean()).as("%s", history).isTrue();
        return history.path("messages").path(0).path("ts").asString();
    }

    private static List<String> postAll(SlackApi author, List<String> ids, String what) {
        var all = new ArrayList<String>();
        for (String id : ids) {
            JsonNode answer =
                    author.call("chat.postMessage", "channel", GENERAL, "text", "at " + what, "client_msg_id", id);
            assertThat(answer.path("ok").asBoolean()).as("%s", answer).isTrue();
            all.add(answer.path("ts").asString());
        }
        return all;
    }

    private static <T> CompletableFuture<T> async(Supplier<T> work) {
        var result = new CompletableFuture<T>();
        Thread.ofVirtual().start(() -> {
            try {
                result.complete(work.get());
            } catch (Throwable e) {
                result.completeExceptionally(e);
            }
        });
        return result;
    }

    /** Streams, or the record as a whole (the empty string), that miss a number. */
    private static List<String> gaps() throws SQLException {
        String sql = "SELECT stream FROM event GROUP BY stream HAVING COUNT(*) <> MAX(sequence) + 1"
                + " UNION ALL SELECT '' FROM event HAVING COUNT(*) <> MAX(position)"
                + " OR COUNT(*) <> (SELECT position FROM stream_head)";
        return database.read(sql);
    }
}
