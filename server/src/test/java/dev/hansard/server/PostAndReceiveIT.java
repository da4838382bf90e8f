// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hansard.server.testing.ServerProcess;
import dev.hansard.server.testing.TestFolders;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A message's way through everything: door, aggregate, store, feed, socket; and a stop that takes leave of clients. */
class PostAndReceiveIT {
    private static final String GENERAL = "C0GENERAL00";

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void membersHearWhatIsPostedAndWhenTheServerStops(boolean onePort) throws Exception {
        var plan = ServerProcess.on(TestFolders.create("receive"));
        try (var server = (onePort ? plan.with("--one-port") : plan).start()) {
            var mina = new Listener();
            URI socket = URI.create(
                    server.api("mina").call("rtm.connect").path("url").asString());
            assertThat(socket.getPort() == server.url().getPort()).isEqualTo(onePort);
            HttpClient.newHttpClient()
                    .newWebSocketBuilder()
                    .buildAsync(socket, mina)
                    .join();
            assertThat(mina.next("hello")).isNotNull();

            String ts = server.api("max").post(GENERAL, "heard by all");

            JsonNode message = mina.next("message");
            assertThat(message.path("text").asString()).isEqualTo("heard by all");
            assertThat(message.path("ts").asString()).isEqualTo(ts);
            assertThat(message.path("user").asString()).isEqualTo("U0MAX000000");

            assertThat(server.stop()).isIn(0, 143);
            assertThat(mina.next("goodbye")).isNotNull();
        }
    }

    private static final class Listener implements WebSocket.Listener {
        private final BlockingQueue<JsonNode> frames = new LinkedBlockingQueue<>();
        private final StringBuilder text = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
                frames.add(JsonMapper.shared().readTree(text.toString()));
                text.setLength(0);
            }
            socket.request(1);
            return null;
        }

        /** The next frame of the type; others before it are passed over. */
        JsonNode next(String type) throws InterruptedException {
            while (true) {
                JsonNode frame = frames.poll(20, TimeUnit.SECONDS);
                if (frame == null) throw new AssertionError("no " + type);
                if (frame.path("type").asString("").equals(type)) return frame;
            }
        }
    }
}
