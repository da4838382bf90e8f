// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.bench.fault;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads by {@code rtm.poll}, each call at any edge. */
final class PollReader extends Reader {
    private static final int WAIT_SECONDS = 4;

    PollReader(Stage stage, int number, long seed) {
        super(stage, number, seed);
    }

    @Override
    void follow(Edge at) throws IOException {
        try (var calls = new Calls(at.url(), stage.town().readerToken(number), PATIENCE_MILLIS)) {
            int turns = 1 + random.nextInt(20);
            for (int i = 0; i < turns && !isStopped(); i++) {
                @Nullable String from = cursor();
                String form = from == null ? "timeout=0" : "timeout=" + WAIT_SECONDS + "&cursor=" + from;
                JsonNode answer = calls.call("rtm.poll", form);
                boolean failed = false;
                for (JsonNode event : answer.path("events")) {
                    if (event.path("type").asString("").equals("resume_failed")) {
                        failed = true;
                        resumeFailed(event.path("reason").asString(""));
                    }
                    take(event);
                }
                if (from != null && !failed) stage.tally().count("polls resumed");
                reached(answer.path("cursor").asString(""));
                catchUp(at);
            }
        }
    }

    private void take(JsonNode event) {
        int message = Messages.number(event.path("client_msg_id").asString(""));
        if (!event.path("type").asString("").equals("message") || message < 0) return;
        told(
                Town.channel(event.path("channel").asString("")),
                message,
                Messages.micros(event.path("ts").asString()),
                event.path("cursor").asString(""));
    }
}
