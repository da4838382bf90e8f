// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import com.slack.api.methods.SlackApiException;
import com.slack.api.model.event.Event;
import com.slack.api.rtm.RTMClient;
import com.slack.api.rtm.RTMEventHandler;
import com.slack.api.rtm.RTMEventsDispatcher;
import com.slack.api.rtm.RTMEventsDispatcherFactory;
import com.slack.api.rtm.message.RTMMessage;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import javax.websocket.DeploymentException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The SDK's RTM client of one person, and what it was sent. */
final class RtmListener implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final RTMClient client;
    private final BlockingQueue<JsonNode> frames = new LinkedBlockingQueue<>();
    private final RTMEventsDispatcher events = RTMEventsDispatcherFactory.getInstance();

    private RtmListener(RTMClient client) {
        this.client = client;
        client.addMessageHandler(text -> frames.add(JsonMapper.shared().readTree(text)));
        client.addMessageHandler(events.toMessageHandler());
    }

    /** Connected and greeted. */
    static RtmListener connect(SdkServer server, String handle)
            throws IOException, DeploymentException, SlackApiException {
        return on(SdkTest.slack(server).rtmConnect(server.token(handle)));
    }

    static RtmListener on(RTMClient client) throws IOException, DeploymentException {
        var listener = new RtmListener(client);
        client.connect();
        return listener;
    }

    RTMClient client() {
        return client;
    }

    <E extends Event> BlockingQueue<E> typed(TypedQueue<E> queue) {
        events.register(queue);
        return queue.events;
    }

    /** Collects the events of one class as the SDK reads them; subclassed anonymously, so that the SDK learns the class. */
    abstract static class TypedQueue<E extends Event> extends RTMEventHandler<E> {
        private final BlockingQueue<E> events = new LinkedBlockingQueue<>();

        @Override
        public void handle(E event) {
            events.add(event);
        }
    }

    void send(RTMMessage message) {
        client.sendMessage(message.toJSONString());
    }

    /** The next frame of the type, others are passed over. */
    JsonNode next(String type) {
        return next(frame -> frame.path("type").asString("").equals(type));
    }

    /** The next frame that answers the frame with this id. */
    JsonNode reply(long id) {
        return next(frame -> frame.path("reply_to").asLong(-1) == id);
    }

    /** The next frames that answer something, by the id of what they answer. */
    Map<Long, JsonNode> replies(int count) {
        var replies = new HashMap<Long, JsonNode>();
        for (int i = 0; i < count; i++) {
            JsonNode reply = next(frame -> frame.has("reply_to"));
            replies.put(reply.path("reply_to").asLong(), reply);
        }
        return replies;
    }

    /** The next frame with the subtype. */
    JsonNode message(String channel, String subtype) {
        return next(frame -> frame.path("type").asString("").equals("message")
                && frame.path("channel").asString("").equals(channel)
                && frame.path("subtype").asString("").equals(subtype));
    }

    JsonNode next(Predicate<JsonNode> wanted) {
        var passed = new ArrayList<JsonNode>();
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            JsonNode frame = poll(end - System.nanoTime());
            assertThat(frame).as("instead came %s", passed).isNotNull();
            if (wanted.test(frame)) return frame;
            passed.add(frame);
        }
    }

    /** What has come and was not taken; a ping goes out and its pong is waited for, so nothing is still on its way. */
    List<JsonNode> rest(long pingId) {
        client.sendMessage("{\"type\":\"ping\",\"id\":" + pingId + "}");
        var rest = new ArrayList<JsonNode>();
        next(frame -> {
            rest.add(frame);
            return frame.path("reply_to").asLong(-1) == pingId;
        });
        rest.removeLast();
        return rest;
    }

    @Override
    public void close() throws IOException {
        client.close();
    }

    private JsonNode poll(long nanos) {
        try {
            return frames.poll(nanos, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
