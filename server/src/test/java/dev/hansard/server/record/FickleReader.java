// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server.record;

import dev.hansard.server.testing.RtmClient;
import dev.hansard.server.testing.SlackApi;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** Reads one channel over connections that do not last, each in another way, and goes on from its cursor. */
final class FickleReader {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private enum Way {
        JSON,
        CBOR,
        POLL
    }

    private final SlackApi api;
    private final String channel;
    private final Random random = new Random(4711);
    private final List<String> seen = new ArrayList<>();
    private final Map<Way, Integer> ways = new TreeMap<>();
    private String cursor = "";

    FickleReader(SlackApi api, String channel) {
        this.api = api;
        this.channel = channel;
    }

    /** Learns where it stands. */
    void begin() {
        try (RtmClient socket = RtmClient.open(api)) {
            cursor = socket.await("hello").path("cursor").asString();
        }
    }

    void comeAndGo(int times) {
        for (int i = 0; i < times; i++) {
            Way way = Way.values()[random.nextInt(3)];
            ways.merge(way, 1, Integer::sum);
            if (way == Way.POLL) poll();
            else listen(way);
            if (random.nextInt(4) == 0) pause(random.nextInt(60));
        }
    }

    void readUpTo(String ts) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        try (RtmClient socket = RtmClient.open(api, cursor, false)) {
            while (!seen.contains(ts)) {
                JsonNode frame = socket.next(Duration.ofSeconds(1));
                if (frame != null) take(frame);
                if (System.nanoTime() > end) throw new IllegalStateException("never told of " + ts);
            }
        }
    }

    /** The ts of the messages it was told of, in the order of being told. */
    List<String> seen() {
        return seen;
    }

    Map<Way, Integer> ways() {
        return ways;
    }

    /** Drops the socket after some frames or some time, also before hello. */
    private void listen(Way way) {
        try (RtmClient socket = RtmClient.open(api, cursor, way == Way.CBOR)) {
            int most = random.nextInt(40);
            long end =
                    System.nanoTime() + Duration.ofMillis(random.nextInt(120)).toNanos();
            for (int i = 0; i < most; i++) {
                JsonNode frame = socket.next(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
                if (frame == null) return;
                take(frame);
            }
        }
    }

    private void poll() {
        JsonNode answer = api.call("rtm.poll", "cursor", cursor, "timeout", "1");
        if (!answer.path("ok").asBoolean()) throw new IllegalStateException(answer.toString());
        answer.path("events").forEach(this::take);
        cursor = answer.path("cursor").asString();
    }

    private void take(JsonNode frame) {
        if (frame.path("type").asString("").equals("resume_failed")) throw new IllegalStateException(frame.toString());
        if (frame.has("cursor")) cursor = frame.path("cursor").asString();
        if (OrderIT.isPosted(frame) && frame.path("channel").asString("").equals(channel)) {
            seen.add(frame.path("ts").asString());
        }
    }

    private static void pause(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
