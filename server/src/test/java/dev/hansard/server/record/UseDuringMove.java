// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hansard.server.testing.Histories;
import dev.hansard.server.testing.RtmClient;
import dev.hansard.server.testing.ServerProcess;
import dev.hansard.server.testing.SlackApi;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Somebody posts all the time, and somebody listens and comes back with the cursor whenever the session ends. */
final class UseDuringMove implements AutoCloseable {
    private static final String LAST = "all are in";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final ServerProcess server;
    private final String channel;
    /** What was acknowledged, as ts. */
    private final Queue<String> posted = new ConcurrentLinkedQueue<>();

    private final Thread poster;
    private volatile boolean going = true;
    private RtmClient session;
    private @Nullable String cursor;

    UseDuringMove(ServerProcess server, String channel) {
        this.server = server;
        this.channel = channel;
        this.session = RtmClient.open(server.api("mina"));
        this.cursor = session.await("hello").path("cursor").asString(null);
        this.poster = Thread.ofVirtual().start(() -> {
            for (int i = 0; going; i++) posted.add(patiently("during " + i));
        });
    }

    void requireNothingLostOrDoubled() throws InterruptedException {
        going = false;
        poster.join();
        posted.add(patiently(LAST));
        List<String> heard = heard();
        assertThat(heard).doesNotHaveDuplicates().hasSize(posted.size()).containsAll(posted);
        List<String> history = Histories.history(server.api("olivia"), channel).stream()
                .map(message -> message.path("ts").asString())
                .toList();
        assertThat(history).doesNotHaveDuplicates().containsAll(posted);
    }

    /** As a client does it: who is told to wait says the same again. */
    private String patiently(String text) {
        String id =
                UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8)).toString();
        SlackApi max = server.api("max");
        while (true) {
            pause();
            JsonNode answer = max.call("chat.postMessage", "channel", channel, "text", text, "client_msg_id", id);
            if (answer.path("ok").asBoolean()) return answer.path("ts").asString();
            assertThat(answer.path("error").asString()).isIn("ratelimited", "service_unavailable");
        }
    }

    private static void pause() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Everything up to the last, over all sessions. */
    private List<String> heard() {
        var heard = new java.util.ArrayList<String>();
        Instant end = Instant.now().plus(PATIENCE);
        while (true) {
            assertThat(Instant.now()).as("only heard %s", heard).isBefore(end);
            JsonNode frame = session.next(Duration.ofMillis(200));
            if (frame == null) {
                if (session.closed().isDone()) comeBack();
                continue;
            }
            String type = frame.path("type").asString();
            assertThat(type).isNotEqualTo("resume_failed");
            if (frame.has("cursor")) cursor = frame.path("cursor").asString();
            if (!type.equals("message") || !frame.path("channel").asString().equals(channel)) continue;
            heard.add(frame.path("ts").asString());
            if (frame.path("text").asString().equals(LAST)) return heard;
        }
    }

    private void comeBack() {
        assertThat(session.closed().getNow(0)).isEqualTo(1001);
        session = RtmClient.open(server.api("mina"), cursor, false);
    }

    @Override
    public void close() {
        going = false;
        session.close();
    }
}
