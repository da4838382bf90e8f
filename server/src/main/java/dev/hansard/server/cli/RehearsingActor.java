// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server.cli;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One of the people of a rehearsal, who does at once what a team does all day. What fails is of no concern. */
final class RehearsingActor {
    private static final String CHANNEL = "C0GENERAL00";
    private static final int UNANSWERED = 8;
    private static final int PATIENCE_SECONDS = 2;
    private static final String TEXT = "Who looks at the *build* of <https://example.org/builds/1234|yesterday>? "
            + "`parseHeader` fails since a1b2c3d4e5f6, see `src/main/App.java` :tada: it's number ";

    private final HttpClient http;
    private final URI server;
    private final String token;
    private final long end;

    /** @param end of {@link System#nanoTime} */
    RehearsingActor(HttpClient http, URI server, String token, long end) {
        this.http = http;
        this.server = server;
        this.token = token;
        this.end = end;
    }

    private boolean goesOn() {
        return System.nanoTime() < end;
    }

    /** Posts over a WebSocket, a few messages ahead of the answers. */
    void chat() {
        var unanswered = new Semaphore(UNANSWERED);
        try {
            URI url = URI.create(call("rtm.connect", Map.of()).path("url").asString(""));
            WebSocket socket = http.newWebSocketBuilder()
                    .buildAsync(url, new Listener(unanswered))
                    .join();
            for (int i = 1; goesOn() && !socket.isOutputClosed(); i++) {
                boolean ignored = unanswered.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS);
                socket.sendText(
                                "{\"id\":" + i + ",\"type\":\"message\",\"channel\":\"" + CHANNEL + "\",\"text\":\""
                                        + TEXT + i + "\"}",
                                true)
                        .join();
            }
            socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
        } catch (IOException | RuntimeException e) {
            // Then the rehearsal goes without this one.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Reads, and now and then writes, over the Web API. */
    void read() {
        try {
            for (int i = 1; goesOn(); i++) {
                String ts = post(i % 3 == 0 ? "an answer, number " + i : TEXT + i);
                call("conversations.history", Map.of("channel", CHANNEL, "limit", "100"));
                call("conversations.mark", Map.of("channel", CHANNEL, "ts", ts));
                call("reactions.add", Map.of("channel", CHANNEL, "timestamp", ts, "name", "tada"));
                call("chat.update", Map.of("channel", CHANNEL, "ts", ts, "text", "changed, number " + i));
                call("users.conversations", Map.of("limit", "200"));
                call("conversations.info", Map.of("channel", CHANNEL));
                call("users.list", Map.of());
                if (i % 10 == 0) call("search.messages", Map.of("query", "build number"));
            }
        } catch (IOException | RuntimeException e) {
            // Then the rehearsal goes without this one.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String post(String text) throws IOException, InterruptedException {
        return call("chat.postMessage", Map.of("channel", CHANNEL, "text", text))
                .path("ts")
                .asString("");
    }

    private JsonNode call(String method, Map<String, String> arguments) throws IOException, InterruptedException {
        String form = arguments.entrySet().stream()
                .map(each -> each.getKey() + "=" + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        var request = HttpRequest.newBuilder(server.resolve("/api/" + method))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build();
        return JsonMapper.shared()
                .readTree(http.send(request, BodyHandlers.ofByteArray()).body());
    }

    private record Listener(Semaphore unanswered) implements WebSocket.Listener {
        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            if (data.toString().startsWith("{\"ok\":")) unanswered.release();
            socket.request(1);
            return null;
        }
    }
}
