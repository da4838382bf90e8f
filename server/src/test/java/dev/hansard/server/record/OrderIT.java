// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hansard.server.testing.Histories;
import dev.hansard.server.testing.RtmClient;
import dev.hansard.server.testing.ServerProcess;
import dev.hansard.server.testing.SlackApi;
import dev.hansard.server.testing.TestFolders;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Everybody sees one order, which is the history's, however often they come and go. */
class OrderIT {
    private static final String GENERAL = "C0GENERAL00";
    private static final int READERS = 50;

    private static ServerProcess server;

    @BeforeAll
    static void start() {
        server = ServerProcess.on(TestFolders.create("order")).start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void fiftyReadersShouldSeeTheHistorysOrderWhenTwoPostAtOnce() throws Exception {
        var readers = new ArrayList<RtmClient>();
        List<String> people = List.of("olivia", "max", "mina", "botty");
        try (RtmClient max = RtmClient.open(server.api("max"));
                RtmClient mina = RtmClient.open(server.api("mina"))) {
            for (int i = 0; i < READERS; i++) {
                SlackApi who = server.api(people.get(i % people.size()));
                readers.add(RtmClient.open(who, null, i % 5 == 0));
            }
            for (RtmClient reader : readers) reader.await("hello");

            CompletableFuture<Void> one = CompletableFuture.runAsync(() -> post(max, "max"));
            CompletableFuture<Void> other = CompletableFuture.runAsync(() -> post(mina, "mina"));
            CompletableFuture.allOf(one, other).get(60, TimeUnit.SECONDS);
            server.api("olivia").post(GENERAL, "the end");

            List<String> history = Histories.history(server.api("olivia"), GENERAL).stream()
                    .filter(OrderIT::isPosted)
                    .map(OrderIT::told)
                    .toList();
            assertThat(history).hasSize(301);
            for (RtmClient reader : readers) {
                List<String> seen = reader.upTo("the end").stream()
                        .filter(OrderIT::isPosted)
                        .map(OrderIT::told)
                        .toList();
                assertThat(seen).isEqualTo(history);
            }
        } finally {
            readers.forEach(RtmClient::close);
        }
    }

    @Test
    void aReaderThatDropsAndResumesAHundredTimesShouldMissAndRepeatNothing() throws Exception {
        SlackApi olivia = server.api("olivia");
        JsonNode created = olivia.call("conversations.create", "name", "come-and-go");
        String channel = created.path("channel").path("id").asString("");
        assertThat(channel).as("%s", created).isNotEmpty();
        for (String who : List.of("max", "mina")) server.api(who).call("conversations.join", "channel", channel);
        var reader = new FickleReader(server.api("mina"), channel);
        reader.begin();

        var load = new PostingLoad(server);
        load.overHttp("olivia", channel);
        load.overRtm("max", channel);
        reader.comeAndGo(100);
        load.stop();
        String last = olivia.post(channel, "the end");
        reader.readUpTo(last);

        List<String> history = Histories.history(olivia, channel).stream()
                .filter(OrderIT::isPosted)
                .map(message -> message.path("ts").asString())
                .toList();
        assertThat(reader.seen()).isEqualTo(history);
        System.out.printf("100 returns, %d messages, ways back: %s%n", history.size(), reader.ways());
    }

    private static void post(RtmClient socket, String who) {
        var acks = new ArrayList<CompletableFuture<JsonNode>>();
        for (int i = 0; i < 150; i++) {
            acks.add(socket.post(GENERAL, who + ' ' + i, UUID.randomUUID().toString()));
        }
        for (var ack : acks) {
            JsonNode answer = ack.join();
            assertThat(answer.path("ok").asBoolean()).as("%s", answer).isTrue();
        }
    }

    static boolean isPosted(JsonNode frame) {
        return frame.path("type").asString("").equals("message")
                && !frame.has("subtype")
                && !frame.path("text").asString("").isEmpty();
    }

    private static String told(JsonNode message) {
        return message.path("ts").asString() + ' ' + message.path("text").asString();
    }
}
