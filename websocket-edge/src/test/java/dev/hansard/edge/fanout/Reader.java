// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.fanout;

import dev.hansard.api.Role;
import dev.hansard.api.UserId;
import dev.hansard.edge.session.Session;
import dev.hansard.edge.transport.CloseCode;
import dev.hansard.edge.transport.Connection;
import dev.hansard.edge.transport.Delivery;
import dev.hansard.edge.transport.EncodedFrame;
import dev.hansard.edge.transport.Lane;
import dev.hansard.edge.wire.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/** A connection that keeps what it is sent. */
public final class Reader implements Connection {
    private static final Lane LANE = Reader::deliver;

    public final Session session;
    private final List<JsonNode> frames = new ArrayList<>();
    private CloseCode closed;

    public Reader(UserId user) {
        this(user, Role.MEMBER);
    }

    Reader(UserId user, Role role) {
        this(user, role, new Session.Manner(true, false));
    }

    public Reader(UserId user, Role role, Session.Manner manner) {
        session = new Session(TestEvents.token(user, role), this, manner, System.nanoTime());
    }

    private static void deliver(List<Delivery> deliveries, LongConsumer written) {
        for (Delivery delivery : deliveries) {
            for (Connection to : delivery.to()) delivery.frames().forEach(to::send);
        }
        written.accept(0);
    }

    @Override
    public boolean binary() {
        return false;
    }

    @Override
    public Lane lane() {
        return LANE;
    }

    @Override
    public synchronized void send(EncodedFrame frame) {
        if (closed == null) frames.add(Json.MAPPER.readTree(frame.json()));
        notifyAll();
    }

    @Override
    public synchronized boolean sendAndWait(List<EncodedFrame> more, Duration limit) {
        more.forEach(this::send);
        return closed == null;
    }

    @Override
    public void ping() {
        // Nobody looks.
    }

    @Override
    public synchronized void close(CloseCode code) {
        if (closed == null) closed = code;
        notifyAll();
    }

    public synchronized CloseCode closed() throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (closed == null && System.nanoTime() < end) wait(100);
        return closed;
    }

    /** No frame that comes later is kept. */
    synchronized void drop() {
        if (closed == null) closed = CloseCode.NORMAL;
    }

    public synchronized List<JsonNode> frames() {
        return List.copyOf(frames);
    }

    /** Waits for such a frame. */
    public synchronized JsonNode await(Predicate<JsonNode> wanted) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (true) {
            for (JsonNode frame : frames) if (wanted.test(frame)) return frame;
            if (System.nanoTime() > end) throw new AssertionError("never came; got " + types() + ", closed " + closed);
            wait(100);
        }
    }

    public JsonNode await(String type) throws InterruptedException {
        return await(frame -> type.equals(frame.path("type").asString("")));
    }

    JsonNode awaitText(String text) throws InterruptedException {
        return await(frame -> text.equals(frame.path("text").asString("")));
    }

    /** The texts of plain messages, in the order in which they came. */
    synchronized List<String> texts() {
        return frames.stream()
                .filter(frame -> frame.path("type").asString("").equals("message") && !frame.has("subtype"))
                .map(frame -> frame.path("text").asString(""))
                .toList();
    }

    public synchronized List<String> types() {
        return frames.stream().map(frame -> frame.path("type").asString("")).toList();
    }

    /** What the client would resume with. */
    synchronized String cursor() {
        for (JsonNode frame : frames.reversed()) {
            if (frame.has("cursor")) return frame.path("cursor").asString("");
        }
        return null;
    }
}
