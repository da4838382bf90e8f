// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server.testing;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.cbor.CBORMapper;

/** An RTM session over the JDK's own WebSocket. Frames that answer something sent are kept apart from the others. */
public final class RtmClient implements AutoCloseable {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final ObjectMapper CBOR = new CBORMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final boolean cbor;
    private final LinkedBlockingQueue<JsonNode> frames = new LinkedBlockingQueue<>();
    private final Map<Long, CompletableFuture<JsonNode>> waiting = new ConcurrentHashMap<>();
    private final AtomicLong ids = new AtomicLong();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final WebSocket socket;

    private RtmClient(URI url, boolean cbor) {
        this.cbor = cbor;
        var builder = HTTP.newWebSocketBuilder().connectTimeout(PATIENCE);
        if (cbor) builder.subprotocols("hansard.cbor");
        this.socket = get(builder.buildAsync(url, new Reader()));
    }

    /** Starts at now. */
    public static RtmClient open(SlackApi api) {
        return open(api, null, false);
    }

    /**
     * Waits for the socket, not for {@code hello}.
     *
     * @param cursor where to resume; null to start at now
     */
    public static RtmClient open(SlackApi api, @Nullable String cursor, boolean cbor) {
        JsonNode answer = api.call("rtm.connect");
        if (!answer.path("ok").asBoolean()) throw new IllegalStateException(answer.toString());
        String url = answer.path("url").asString();
        return new RtmClient(URI.create(cursor == null ? url : url + "?cursor=" + cursor), cbor);
    }

    /** The next frame that answers nothing, or null when none comes in time. */
    public @Nullable JsonNode next(Duration limit) {
        try {
            return frames.poll(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The next frame of the type; others are dropped. */
    public JsonNode await(String type) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            JsonNode frame = next(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
            if (frame == null) throw new IllegalStateException("no " + type + "; closed " + closed.getNow(null));
            if (frame.path("type").asString("").equals(type)) return frame;
        }
    }

    /** All frames up to and with the message that has the text. */
    public List<JsonNode> upTo(String text) {
        var all = new ArrayList<JsonNode>();
        while (true) {
            JsonNode frame = next(PATIENCE);
            if (frame == null) throw new IllegalStateException("no '" + text + "' after " + all.size() + " frames");
            all.add(frame);
            if (frame.path("text").asString("").equals(text)) return all;
        }
    }

    /** Sends a message; the answer is its acknowledgement, or an error when the socket ends before. */
    public CompletableFuture<JsonNode> post(String channel, String text, String clientMsgId) {
        long id = ids.incrementAndGet();
        ObjectNode frame = JsonMapper.shared().createObjectNode();
        frame.put("id", id)
                .put("type", "message")
                .put("channel", channel)
                .put("text", text)
                .put("client_msg_id", clientMsgId);
        var answer = new CompletableFuture<JsonNode>();
        waiting.put(id, answer);
        try {
            send(frame);
        } catch (RuntimeException e) {
            answer.completeExceptionally(e);
        }
        if (closed.isDone()) answer.completeExceptionally(new IllegalStateException("closed"));
        return answer;
    }

    /** Says something that is not answered. */
    public void say(String frame) {
        send((ObjectNode) JsonMapper.shared().readTree(frame));
    }

    private synchronized void send(ObjectNode frame) {
        get(
                cbor
                        ? socket.sendBinary(ByteBuffer.wrap(CBOR.writeValueAsBytes(frame)), true)
                        : socket.sendText(frame.toString(), true));
    }

    /** Completes with the close code; -1 when the connection broke. */
    public CompletableFuture<Integer> closed() {
        return closed;
    }

    /** Without a word, as a lost network does it. */
    public void drop() {
        socket.abort();
    }

    @Override
    public void close() {
        drop();
    }

    private void end(int code) {
        closed.complete(code);
        waiting.values().forEach(answer -> answer.completeExceptionally(new IllegalStateException("closed " + code)));
    }

    private void frame(JsonNode frame) {
        JsonNode to = frame.get("reply_to");
        if (to == null) {
            frames.add(frame);
            return;
        }
        CompletableFuture<JsonNode> answer = waiting.remove(to.asLong());
        if (answer != null) answer.complete(frame);
    }

    private static <T> T get(CompletableFuture<T> future) {
        try {
            return future.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (TimeoutException | java.util.concurrent.ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private final class Reader implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                frame(JsonMapper.shared().readTree(text.toString()));
                text.setLength(0);
            }
            from.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
            byte[] chunk = new byte[data.remaining()];
            data.get(chunk);
            bytes.writeBytes(chunk);
            if (last) {
                frame(CBOR.readTree(bytes.toByteArray()));
                bytes.reset();
            }
            from.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            end(code);
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable error) {
            end(-1);
        }
    }
}
